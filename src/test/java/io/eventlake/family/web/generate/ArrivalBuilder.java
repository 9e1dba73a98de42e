package io.eventlake.family.web.generate;

import io.eventlake.event.RejectReason;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Builds records for the oracle by hand: by default a page view of visitor {@code s1}. */
final class ArrivalBuilder {

  static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

  private final Map<String, Object> content = new LinkedHashMap<>();
  private GeneratedEvent.Fate fate = GeneratedEvent.Fate.EVENT;
  private RejectReason reason;
  private boolean comparison;
  private Instant ts = NOON;
  private Instant arrival;
  private String line = "1";

  private ArrivalBuilder(String type) {
    content.put("event_type", type);
    set("privacy", "analytics", true);
    set("session", "session_id", "s1");
  }

  static ArrivalBuilder pageView(int id) {
    return new ArrivalBuilder("page_view").id(id);
  }

  static ArrivalBuilder interaction(int id) {
    return new ArrivalBuilder("chart_interaction").id(id).set("chart", "action", "sort");
  }

  static ArrivalBuilder click(int id, Integer payoutCents, String target) {
    return new ArrivalBuilder("affiliate_click")
        .id(id)
        .set("affiliate", "target", target)
        .set("affiliate", "payout_cents", payoutCents);
  }

  /** The UUID that a test's small number stands for. */
  static String uuid(int id) {
    return String.format(Locale.ROOT, "%08x-0000-4000-8000-000000000000", id);
  }

  ArrivalBuilder id(int id) {
    return put("event_id", uuid(id));
  }

  ArrivalBuilder withoutId() {
    content.remove("event_id");
    return this;
  }

  ArrivalBuilder session(String id) {
    return set("session", "session_id", id);
  }

  /** A user without a session. */
  ArrivalBuilder userOnly(String user) {
    content.remove("session");
    return set("user", "user_id_hash", user);
  }

  /** Event time, as time from noon. */
  ArrivalBuilder at(long seconds, int millis) {
    ts = NOON.plusSeconds(seconds).plusMillis(millis);
    return this;
  }

  ArrivalBuilder at(long seconds) {
    return at(seconds, 0);
  }

  /** Arrival, as time from noon; with the event unless given. */
  ArrivalBuilder arriving(long seconds, int millis) {
    arrival = NOON.plusSeconds(seconds).plusMillis(millis);
    return this;
  }

  ArrivalBuilder line(int number) {
    line = Integer.toString(number);
    return this;
  }

  ArrivalBuilder comparison() {
    comparison = true;
    return this;
  }

  ArrivalBuilder rejected(RejectReason why) {
    fate = GeneratedEvent.Fate.REJECTED;
    reason = why;
    return this;
  }

  ArrivalBuilder fate(GeneratedEvent.Fate value) {
    fate = value;
    return this;
  }

  ArrivalBuilder put(String name, Object value) {
    content.put(name, value);
    return this;
  }

  @SuppressWarnings("unchecked")
  ArrivalBuilder set(String object, String name, Object value) {
    ((Map<String, Object>) content.computeIfAbsent(object, o -> new LinkedHashMap<>()))
        .put(name, value);
    return this;
  }

  Arrival build() {
    Instant taken = arrival == null ? ts : arrival;
    content.put("ingest_ts", taken.toEpochMilli());
    return new Arrival(
        () -> content,
        fate,
        reason,
        comparison,
        new Arrival.Place(ts.toEpochMilli() * 1000, taken.toEpochMilli(), "f", line));
  }
}
