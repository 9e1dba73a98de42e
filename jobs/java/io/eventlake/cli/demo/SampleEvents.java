package io.eventlake.cli.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;

/** Events of one's own to send to a demo, as commands that can be copied. */
final class SampleEvents {

  private static final String ENVELOPE =
      "{\"sensor\": \"https://academy.example/sensor\", \"sendTime\": \"%2$s\","
          + " \"dataVersion\": \"http://purl.imsglobal.org/ctx/caliper/v1p2\", \"data\":"
          + " [{\"@context\": \"http://purl.imsglobal.org/ctx/caliper/v1p2\", \"id\":"
          + " \"urn:uuid:%1$s\", \"type\": \"%3$s\", \"actor\": {\"id\":"
          + " \"https://academy.example/users/1\", \"type\": \"Person\"}, \"action\":"
          + " \"Viewed\", \"object\": {\"id\": \"https://academy.example/pages/1\", \"type\":"
          + " \"WebPage\"}, \"eventTime\": \"%2$s\"}]}";

  private static final String WEB =
      "{\"event_id\": \"%1$s\", \"event_type\": \"%3$s\", \"ts\": \"%2$s\", \"privacy\":"
          + " {\"analytics\": true}, \"session\": {\"session_id\":"
          + " \"c0b7d1f2-6a35-4a3e-9d53-0f6f4c1e7a11\"}, \"ctx\": {\"page_url\":"
          + " \"https://shop.example/compare\"}}";

  private static final String SITE =
      "{\"specversion\": \"1.0\", \"id\": \"%1$s\", \"source\": \"https://academy.example/\","
          + " \"type\": \"analytics.web.pageview\", \"time\": \"%2$s\", \"data\":"
          + " {\"event_type\": \"%3$s\", \"session_id\": \"c0b7d1f2-6a35-4a3e-9d53-0f6f4c1e7a11\","
          + " \"page_url\": \"https://academy.example/watch\"}}";

  private final String collect;
  private final String serve;
  private final String now;

  /**
   * @param collect where events are sent, with a slash at its end
   * @param serve where questions are asked, as well
   */
  SampleEvents(String collect, String serve, Instant now) {
    this.collect = collect;
    this.serve = serve;
    // With the milliseconds that Caliper asks for.
    this.now = now.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000Z");
  }

  /** Sends an event that the lake takes, and asks for its receipt. */
  String good(String family) {
    return commands(family, family.equals("caliper") ? "ViewEvent" : "page_view");
  }

  /** The same with one of a type that there is not. */
  String bad(String family) {
    return commands(family, family.equals("caliper") ? "GlanceEvent" : "page_vew");
  }

  /** Asks in GraphQL what there is of each type. */
  String counts() {
    return "  curl "
        + serve
        + "graphql -d '{\"query\": \"{analytics {eventCounts {family eventType count}}}\"}'";
  }

  /** Asks for the tables as programs do that mount the lake. */
  String tables() {
    return "  curl " + serve + "v1/namespaces/silver/tables";
  }

  private String commands(String family, String type) {
    String id = UUID.randomUUID().toString();
    String receipt = family.equals("caliper") ? "urn:uuid:" + id : id;
    return "  curl -H 'Content-Type: application/"
        + (family.equals("site") ? "cloudevents+" : "")
        + "json' -d '"
        + String.format(Locale.ROOT, template(family), id, now, type)
        + "' "
        + collect
        + (family.equals("caliper") ? "caliper/v1p2/events" : "v1/events")
        + "\n  curl '"
        + serve
        + "v1/receipts/"
        + receipt
        + "?family="
        + family
        + "'";
  }

  private static String template(String family) {
    return family.equals("caliper") ? ENVELOPE : family.equals("site") ? SITE : WEB;
  }
}
