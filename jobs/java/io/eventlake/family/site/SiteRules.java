package io.eventlake.family.site;

import io.eventlake.event.RejectReason;
import io.eventlake.family.contract.EventValues;
import io.eventlake.family.contract.Property;
import io.eventlake.family.contract.Rejection;
import org.apache.flink.table.data.StringData;

/** What the contract says beyond types, bounds and what is required. */
final class SiteRules {

  /** Speeds that players have; 0 counts as none. */
  static final double MOST_RATE = 16;

  private static final double LEAST_RATE = 1 / MOST_RATE;

  // Found when the first event is judged: the contract names the rules and so is not there before.
  private static final Property SPEC_VERSION = property("/specversion");
  private static final Property DATA = property("/data");
  private static final Property BASE64 = property("/data_base64");
  private static final Property DATA_SCHEMA = property("/dataschema");
  private static final Property EVENT_TYPE = property("/data/event_type");
  private static final Property PAGE_URL = property("/data/page_url");
  private static final Property VIDEO_ID = property("/data/video_id");
  private static final Property DURATION = property("/data/duration");
  private static final Property RATE = property("/data/playback_rate");

  private SiteRules() {}

  private static Property property(String pointer) {
    return SiteProperties.contract().property(pointer);
  }

  /** What {@link SiteForm} could write out is data by now; nobody sees whom the rest names. */
  static Rejection data(EventValues event) {
    if (!event.has(BASE64)) {
      return null;
    }

    String rule =
        event.has(DATA)
            ? "stands beside data: give one of them."
            : "is not Base64 of a JSON object (RFC 4648, section 4).";
    return Rejection.of(RejectReason.MALFORMED_JSON, BASE64, rule).ofPerson();
  }

  static Rejection specVersion(EventValues event) {
    return !event.has(SPEC_VERSION)
            || event.string(SPEC_VERSION).toString().equals(SiteEvents.SPEC_VERSION)
        ? null
        : Rejection.of(RejectReason.BAD_VERSION, SPEC_VERSION, "is not 1.0.");
  }

  /** The schema that a producer names is the one that its data is held to. */
  static Rejection dataSchema(EventValues event) {
    if (!event.has(DATA_SCHEMA)) {
      return null;
    }

    String schema = SiteEvents.schema(event.string(EVENT_TYPE).toString());
    return event.string(DATA_SCHEMA).toString().equals(schema)
        ? null
        : Rejection.of(
            RejectReason.BAD_VERSION,
            DATA_SCHEMA,
            "is not " + schema + ", the schema of the event's type.");
  }

  /** Of any type of event: a page or a video without a name is none. */
  static Rejection names(EventValues event) {
    Rejection page = notEmpty(event, PAGE_URL);
    return page == null ? notEmpty(event, VIDEO_ID) : page;
  }

  private static Rejection notEmpty(EventValues event, Property property) {
    StringData text = event.string(property);
    return text != null && EventValues.isEmpty(text)
        ? Rejection.of(RejectReason.MISSING_FIELD, property, "is empty.")
        : null;
  }

  static Rejection duration(EventValues event) {
    return event.has(DURATION) && event.decimal(DURATION) == 0
        ? Rejection.of(RejectReason.OUT_OF_RANGE, DURATION, "is 0.")
        : null;
  }

  static Rejection playbackRate(EventValues event) {
    double rate = event.has(RATE) ? event.decimal(RATE) : 0;
    return rate != 0 && rate < LEAST_RATE
        ? Rejection.of(
            RejectReason.OUT_OF_RANGE, RATE, "is less than " + LEAST_RATE + " and not 0.")
        : null;
  }
}
