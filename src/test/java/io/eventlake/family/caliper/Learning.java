package io.eventlake.family.caliper;

/** Envelopes and items for tests. */
final class Learning {

  static final String CONTEXT = "http://purl.imsglobal.org/ctx/caliper/v1p2";

  private Learning() {}

  static String envelope(String... items) {
    return "{\"sensor\":\"https://lms.example.org/sensors/1\","
        + "\"sendTime\":\"2026-09-14T08:16:00.000Z\",\"dataVersion\":\""
        + CONTEXT
        + "\",\"data\":["
        + String.join(",", items)
        + "]}";
  }

  /** An event whose id ends with a number, with properties before its time. */
  static String event(int number, String type, String action, String properties) {
    return String.format(
        "{\"@context\":\"%s\",\"id\":\"urn:uuid:6F1E1C5A-0d3b-4c52-9a76-%012d\",\"type\":\"%s\","
            + "\"action\":\"%s\",%s,\"eventTime\":\"2026-09-14T08:15:30.250Z\"}",
        CONTEXT, number, type, action, properties);
  }

  static String view(int number) {
    return event(
        number,
        "ViewEvent",
        "Viewed",
        "\"actor\":"
            + ann()
            + ",\"object\":{\"id\":\"https://lms.example.org/page/3\","
            + "\"type\":\"Page\",\"name\":\"Week 3\"},\"session\":\"https://lms.example.org/s/9f\"");
  }

  static String ann() {
    return "{\"id\":\"https://lms.example.org/users/ann77\",\"type\":\"Person\","
        + "\"name\":\"Ann Lee\",\"email\":\"ann.lee@example.org\"}";
  }

  static String describe() {
    return "{\"@context\":\"" + CONTEXT + "\"," + ann().substring(1);
  }
}
