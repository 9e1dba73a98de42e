package io.eventlake.bench.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Envelopes of learning events as platforms send them, some 1,300 bytes an event. */
public final class CaliperRecords {

  private static final String CONTEXT = "http://purl.imsglobal.org/ctx/caliper/v1p2";

  private static final String HEAD =
      "{\"sensor\":\"https://lms.example.org/sensors/1\",\"sendTime\":\"2026-09-14T08:16:00.000Z\","
          + "\"dataVersion\":\""
          + CONTEXT
          + "\",\"data\":[";

  /** Of each event: its head with the id, the learner and the moment. */
  private static final String EVENT =
      "{\"@context\":\""
          + CONTEXT
          + "\",\"id\":\"urn:uuid:6f1e1c5a-0d3b-4c52-9a76-%012x\",\"type\":\"%s\",\"profile\":\"%s\","
          + "\"actor\":{\"id\":\"https://lms.example.org/users/%d\",\"type\":\"Person\"},"
          + "\"action\":\"%s\",%s,\"eventTime\":\"2026-09-14T08:%02d:%02d.%03dZ\","
          + "\"edApp\":{\"id\":\"https://lms.example.org\",\"type\":\"SoftwareApplication\","
          + "\"version\":\"v2\"},\"group\":{\"id\":\"https://lms.example.org/terms/202609/courses/7/"
          + "sections/1\",\"type\":\"CourseSection\",\"courseNumber\":\"BIO 101-01\","
          + "\"academicSession\":\"Autumn 2026\"},\"membership\":{\"id\":\"https://lms.example.org/"
          + "terms/202609/courses/7/sections/1/rosters/1\",\"type\":\"Membership\",\"member\":"
          + "\"https://lms.example.org/users/554433\",\"organization\":\"https://lms.example.org/terms/"
          + "202609/courses/7/sections/1\",\"roles\":[\"Learner\"],\"status\":\"Active\","
          + "\"dateCreated\":\"2026-08-01T06:00:00.000Z\"},\"session\":{\"id\":\"https://lms.example"
          + ".org/sessions/1f6442a482de72ea6ad134943812bff564a76259\",\"type\":\"Session\","
          + "\"startedAtTime\":\"2026-09-14T08:00:00.000Z\"}}";

  /** Type, profile, action and what stands between action and time. */
  private static final String[][] KINDS = {
    {
      "ViewEvent",
      "ReadingProfile",
      "Viewed",
      "\"object\":{\"id\":\"https://lms.example.org/etexts/201.epub\",\"type\":\"Document\",\"name\":"
          + "\"Cells and tissues\",\"dateCreated\":\"2026-08-01T06:00:00.000Z\",\"version\":\"1.1\"}"
    },
    {
      "MediaEvent",
      "MediaProfile",
      "Paused",
      "\"object\":{\"id\":\"https://lms.example.org/videos/1225\",\"type\":\"VideoObject\",\"name\":"
          + "\"Mitosis\",\"mediaType\":\"video/ogg\",\"duration\":\"PT20M20S\"},\"target\":{\"id\":"
          + "\"https://lms.example.org/videos/1225?t=321\",\"type\":\"MediaLocation\","
          + "\"currentTime\":\"PT05M21S\"}"
    },
    {
      "AssessmentItemEvent",
      "AssessmentProfile",
      "Completed",
      "\"object\":{\"id\":\"https://lms.example.org/assess/1/items/3\",\"type\":\"AssessmentItem\","
          + "\"name\":\"Item 3\",\"isPartOf\":{\"id\":\"https://lms.example.org/assess/1\",\"type\":"
          + "\"Assessment\"},\"maxAttempts\":2,\"maxScore\":1.0,\"isTimeDependent\":false},"
          + "\"generated\":{\"id\":\"https://lms.example.org/assess/1/items/3/responses/1\",\"type\":"
          + "\"FillinBlankResponse\",\"attempt\":{\"id\":\"https://lms.example.org/assess/1/items/3/"
          + "attempts/1\",\"type\":\"Attempt\",\"assignee\":\"https://lms.example.org/users/554433\","
          + "\"count\":1,\"startedAtTime\":\"2026-09-14T08:15:02.000Z\"},\"values\":[\"subject\","
          + "\"object\",\"predicate\"]},\"extensions\":{\"com.example.device\":\"tablet\"}"
    },
    {
      "NavigationEvent",
      "ReadingProfile",
      "NavigatedTo",
      "\"object\":{\"id\":\"https://lms.example.org/pages/2\",\"type\":\"WebPage\",\"name\":"
          + "\"Learning goals\",\"isPartOf\":\"https://lms.example.org/terms/202609/courses/7\"},"
          + "\"referrer\":\"https://lms.example.org/pages/1\""
    }
  };

  private CaliperRecords() {}

  /**
   * Envelopes of one size.
   *
   * @param events in each
   */
  public static List<byte[]> envelopes(int count, int events) {
    List<byte[]> envelopes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> items = new ArrayList<>();
      for (int j = 0; j < events; j++) {
        items.add(event(i * events + j));
      }

      envelopes.add((HEAD + String.join(",", items) + "]}").getBytes(UTF_8));
    }

    return envelopes;
  }

  private static String event(int n) {
    String[] kind = KINDS[n % KINDS.length];
    return String.format(
        Locale.ROOT,
        EVENT,
        n,
        kind[0],
        kind[1],
        100_000 + n % 900,
        kind[2],
        kind[3],
        n / 60 % 60,
        n % 60,
        n % 1000);
  }
}
