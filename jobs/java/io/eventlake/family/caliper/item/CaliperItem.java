package io.eventlake.family.caliper.item;

import java.util.Locale;
import java.util.UUID;

/** An item that was taken: what tables and keys need of it first. */
public final class CaliperItem {

  private static final String URN_UUID = "urn:uuid:";

  public final boolean event;
  public final String type;

  /**
   * Of an event its UUID in lower case, of a describe the entity's id; null for an anonymous one.
   */
  public final String id;

  /** Of an event (id, type): there are emitters whose events of several types share one id. */
  public final UUID eventId;

  public final String action;
  public final String profile;

  /** Epoch microseconds, UTC; 0 of a describe. */
  public final long micros;

  public final String learner;
  public final String learnerFrom;

  /** The IRI of the item's own context; null for none. */
  public final String context;

  /** The item's JSON. */
  public final String payload;

  private String sessionId;

  private CaliperItem(ItemValues values, String payload) {
    this.payload = payload;
    context = values.text(values.last(values.at(Name.CONTEXT)));
    type = values.type(values.item());
    event = ItemValues.MODEL.isEvent(type);
    action = event ? values.text(values.at(Name.ACTION)) : null;
    profile = event ? values.text(values.at(Name.PROFILE)) : null;
    Long time = event ? values.micros(values.at(Name.EVENT_TIME)) : null;
    micros = time == null ? 0 : time;
    id = event ? uuid(values.text(values.at(Name.ID))) : values.id(values.item());
    eventId = values.named(event ? "event:" + id + ":" + type : "entity:" + payload);
    Learner itsLearner = event ? Learner.of(values, type, String.valueOf(action)) : null;
    learner = event ? itsLearner.id : null;
    learnerFrom = event ? itsLearner.from : null;
  }

  /**
   * Of an item that keeps the rules.
   *
   * @param values has the item
   * @param payload the same as JSON
   */
  public static CaliperItem of(ItemValues values, String payload, SessionIds sessions) {
    CaliperItem item = new CaliperItem(values, payload);
    item.sessionId = item.event ? sessions.of(values, item.action) : null;
    return item;
  }

  /**
   * Reads an item that was stored.
   *
   * @param values has the item afterwards
   * @param session as it was stored
   */
  public static CaliperItem stored(ItemValues values, String payload, String session) {
    values.read(payload);
    CaliperItem item = new CaliperItem(values, payload);
    item.sessionId = session;
    return item;
  }

  /** Null for none. */
  public String sessionId() {
    return sessionId;
  }

  private static String uuid(String id) {
    String text = id.toLowerCase(Locale.ROOT);
    return text.startsWith(URN_UUID) ? text.substring(URN_UUID.length()) : text;
  }
}
