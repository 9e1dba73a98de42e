package io.eventlake.family.caliper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.family.StoredLetters;
import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.family.caliper.rules.OwnFixtures;
import io.eventlake.family.caliper.rules.Strictness;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.operator.decode.StoredEvents;
import io.eventlake.table.TableName;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.Test;

/** Envelopes, their items and what becomes of each: the worked examples of the design. */
class CaliperDecoderTest {

  private static final String COMPLETED =
      Learning.event(
          1,
          "AssessmentItemEvent",
          "Completed",
          "\"actor\":"
              + Learning.ann()
              + ",\"object\":{\"id\":\"https://lms.example.org/item/6\",\"type\":\"AssessmentItem\"},"
              + "\"generated\":{\"id\":\"https://lms.example.org/response/1\",\"type\":\"FillinBlankResponse\","
              + "\"values\":[\"blue\"],\"attempt\":{\"id\":\"https://lms.example.org/attempt/2\",\"type\":\"Attempt\","
              + "\"count\":2,\"duration\":\"PT52.5S\",\"assignee\":\"https://lms.example.org/users/ann77\"}},"
              + "\"session\":\"https://lms.example.org/s/9f\"");

  @Test
  void anItemThatIsCompleted() {
    Decoded decoded = Decoded.of(Decoded.pseudonyms(), Learning.envelope(COMPLETED));

    assertThat(decoded.outcomes).containsExactly("event AssessmentItemEvent");
    assertThat(decoded.bronze.get(0).get("payload").toString()).doesNotContain("Ann", "ann77");
    Map<String, Object> silver = decoded.silver.get(0);
    assertThat(silver)
        .containsEntry("id", "6f1e1c5a-0d3b-4c52-9a76-000000000001")
        .containsEntry("learner_from", "actor")
        .containsEntry("attempt_id", "https://lms.example.org/attempt/2")
        .containsEntry("attempt_count", 2)
        .containsEntry("attempt_duration_s", "52.500")
        .containsEntry("assignable_id", "https://lms.example.org/item/6")
        .containsEntry("response_text", "[\"blue\"]")
        .containsEntry("session_id", "https://lms.example.org/s/9f")
        .containsEntry("ts", "2026-09-14T08:15:30.250")
        .containsEntry("rules", "caliper-1.2");
    assertThat(silver.get("user_id_hash").toString()).matches("urn:hmac-sha256:[0-9a-f]{64}");
    assertThat(silver.get("actor_id")).isEqualTo(silver.get("user_id_hash"));
    assertThat(decoded.events.get(0).key).isEqualTo("s:https://lms.example.org/s/9f");
  }

  @Test
  void eachItemIsJudgedByItself() {
    String bad =
        Learning.event(
            4,
            "MediaEvent",
            "Viewed",
            "\"actor\":"
                + Learning.ann()
                + ",\"object\":{\"id\":\"https://lms.example.org/v/1\",\"type\":\"VideoObject\"}");
    String envelope =
        Learning.envelope(
            Learning.describe(), Learning.view(1), Learning.view(2), bad, Learning.view(3));
    Decoded decoded = Decoded.of(Decoded.pseudonyms(), envelope, envelope);

    assertThat(decoded.outcomes.subList(0, 5))
        .containsExactly(
            "entity Person",
            "event ViewEvent",
            "event ViewEvent",
            "BAD_ENUM /data/3/action",
            "event ViewEvent");
    assertThat(decoded.bronze).hasSize(8);
    assertThat(decoded.bronze.get(0))
        .containsEntry("kind", "entity")
        .containsEntry("event_count", 5)
        .containsEntry("ts", null);
    assertThat(decoded.bronze.get(3)).containsEntry("event_index", 4);
    assertThat(decoded.letters.get(0))
        .containsEntry("event_index", 3)
        .containsEntry("event_count", 5);
    assertThat(decoded.events.get(0))
        .usingRecursiveComparison()
        .ignoringFields("silver")
        .isEqualTo(decoded.events.get(3));
    assertThat(decoded.bronze.get(0).get("event_id"))
        .isEqualTo(decoded.bronze.get(4).get("event_id"));
  }

  /** The letter of an item is the item alone: once the rules know it, it is the same row. */
  @Test
  void aLetterIsDecodedAgain() {
    String xp =
        Learning.event(
            7,
            "ActivityEvent",
            "Completed",
            "\"profile\":\"TimebackProfile\",\"actor\":{\"id\":\"https://lms.example.org/users/ann77\",\"type\":\"TimebackUser\",\"email\":\"a@example.org\"},"
                + "\"object\":{\"id\":\"https://xp.example.org/a/1\",\"type\":\"TimebackActivityContext\",\"subject\":\"Math\",\"app\":{\"name\":\"Chess\"},\"activity\":{\"id\":\"act-1\",\"name\":\"Lesson 1\"}},"
                + "\"generated\":{\"id\":\"https://xp.example.org/m/1\",\"type\":\"TimebackActivityMetricsCollection\",\"attempt\":3,\"items\":[{\"type\":\"xpEarned\",\"value\":-2.5},{\"type\":\"totalQuestions\",\"value\":10}]}");
    CaliperRules later =
        Decoded.pseudonyms().judging(Strictness.INTAKE, CaliperModel.EXTENSIONS, false);
    String envelope = Learning.envelope(Learning.view(1), xp);
    Decoded first = Decoded.of(Decoded.keeping(), envelope);
    Decoded known = Decoded.of(later, envelope);
    assertThat(first.outcomes).containsExactly("event ViewEvent", "BAD_ENUM /data/1/type");

    RawRecord letter =
        new StoredLetters(CaliperTables.rowType(TableName.DEAD_LETTERS))
            .record(first.letterRows.get(0));
    Decoded again = new Decoded();
    new CaliperDecoder(later).decode(letter, again);

    assertThat(again.bronze).containsExactly(known.bronze.get(1));
    assertThat(again.silver).containsExactly(known.silver.get(1));
    assertThat(again.silver.get(0))
        .containsEntry("rules", "timeback-1")
        .containsEntry("subject", "Math")
        .containsEntry("app_id", "Chess")
        .containsEntry("activity_id", "act-1")
        .containsEntry("attempt_count", 3);
    assertThat(again.silver.get(0).get("measures").toString())
        .contains("xpEarned,-2.5000", "totalQuestions,10.0000");
    assertThat(again.bronze.get(0)).containsEntry("event_index", 1).containsEntry("event_count", 2);
  }

  @Test
  void aGradingIsOfItsAssignee() {
    String graded =
        Learning.event(
            1,
            "GradeEvent",
            "Graded",
            "\"actor\":{\"id\":\"https://lms.example.org/autograder\",\"type\":\"SoftwareApplication\"},"
                + "\"object\":{\"id\":\"https://lms.example.org/attempt/2\",\"type\":\"Attempt\",\"assignee\":"
                + Learning.ann()
                + ",\"assignable\":\"https://lms.example.org/quiz/1\",\"count\":1},"
                + "\"generated\":{\"id\":\"https://lms.example.org/score/1\",\"type\":\"Score\",\"scoreGiven\":10,\"maxScore\":15.0}");
    Decoded taken = Decoded.of(Decoded.keeping(), Learning.envelope(graded));
    CaliperRules strict = Decoded.keeping().judging(Strictness.STRICT, List.of(), false);

    assertThat(taken.bronze.get(0).get("warnings").toString())
        .contains("scoreGiven is not a decimal");
    assertThat(taken.silver.get(0))
        .containsEntry("user_id_hash", "https://lms.example.org/users/ann77")
        .containsEntry("learner_from", "object.assignee")
        .containsEntry("score_given", "10.0000")
        .containsEntry("score_max", "15.0000")
        .containsEntry("assignable_id", "https://lms.example.org/quiz/1");
    assertThat(Decoded.of(strict, Learning.envelope(graded)).outcomes)
        .containsExactly("WRONG_TYPE /data/0/generated/scoreGiven");
  }

  @Test
  void placeholdersAreNoSessionAndAnonymousOnesNobody() {
    for (String session :
        List.of(
            "urn:tag:auto-attach",
            "URN:TAG:auto-attach",
            "Urn:Session-ID-localized:None",
            "_:b1",
            "http://purl.imsglobal.org/caliper/Session")) {
      String view = Learning.view(1).replace("https://lms.example.org/s/9f", session);
      Decoded decoded = Decoded.of(Decoded.keeping(), Learning.envelope(view));

      assertThat(decoded.silver.get(0)).containsEntry("session_id", null);
      assertThat(decoded.events.get(0).key).isEqualTo("u:https://lms.example.org/users/ann77");
    }

    String nobody =
        Learning.view(1)
            .replace(Learning.ann(), "\"http://purl.imsglobal.org/caliper/Person\"")
            .replace("https://lms.example.org/s/9f", "_:s");
    Decoded decoded = Decoded.of(Decoded.pseudonyms(), Learning.envelope(nobody));
    assertThat(decoded.silver.get(0))
        .containsEntry("user_id_hash", null)
        .containsEntry("actor_id", null);
    assertThat(decoded.bronze.get(0)).containsEntry("person_ids", null);
    assertThat(decoded.events.get(0).key).startsWith("e:");
  }

  /** Only a URN's head has no case. */
  @Test
  void anotherSpellingOfWhatFollowsIsAnotherSession() {
    for (String session : List.of("urn:tag:Auto-attach", "tag:auto-attach", "urn:tag")) {
      String view = Learning.view(1).replace("https://lms.example.org/s/9f", session);

      assertThat(Decoded.of(Decoded.keeping(), Learning.envelope(view)).silver.get(0))
          .containsEntry("session_id", session);
    }
  }

  /** Also as the bronze row has it, of which a rebuild makes silver again. */
  @Test
  void timesOfRareFormsAreTaken() {
    Map<String, String> times =
        Map.of(
            "2026-09-14T08:15:30-00:00", "2026-09-14T08:15:30",
            "2026-09-14T08:15:30.2500009999999Z", "2026-09-14T08:15:30.250",
            "2026-09-15T08:14:30.250+23:59", "2026-09-14T08:15:30.250");
    times.forEach(
        (sent, held) -> {
          String envelope =
              Learning.envelope(Learning.view(1))
                  .replace("2026-09-14T08:15:30.250Z", sent)
                  .replace("2026-09-14T08:16:00.000Z", sent);
          Decoded decoded = Decoded.of(Decoded.keeping(), envelope);

          assertThat(decoded.silver.get(0)).as(sent).containsEntry("ts", held);
          assertThat(decoded.bronze.get(0)).as(sent).containsEntry("send_ts", held);
          assertThat(decoded.bronze.get(0).get("warnings").toString())
              .contains("sendTime is not a date-time", "eventTime is not a date-time");
        });
    String never = Learning.view(1).replace("2026-09-14T", "0000-09-14T");
    assertThat(Decoded.of(Decoded.keeping(), Learning.envelope(never)).outcomes)
        .containsExactly("BAD_TIMESTAMP /data/0/eventTime");
  }

  /** Whatever sums it up then sums up the same. */
  @Test
  void activeTimeIsRoundedToMillisecondsOnce() {
    String spent =
        Learning.event(
            8,
            "TimeSpentEvent",
            "SpentTime",
            "\"profile\":\"TimebackProfile\",\"actor\":{\"id\":\"https://lms.example.org/users/ann77\",\"type\":\"TimebackUser\",\"email\":\"a@example.org\"},"
                + "\"object\":{\"id\":\"https://xp.example.org/a/1\",\"type\":\"TimebackActivityContext\",\"subject\":\"Math\",\"app\":{\"name\":\"Chess\"}},"
                + "\"generated\":{\"id\":\"https://xp.example.org/m/1\",\"type\":\"TimebackTimeSpentMetricsCollection\",\"items\":[{\"type\":\"active\",\"value\":1.0004},"
                + "{\"type\":\"active\",\"value\":1.0005},{\"type\":\"active\",\"value\":-0.0015},{\"type\":\"waste\",\"value\":1.0004}]}");
    CaliperRules rules =
        Decoded.keeping().judging(Strictness.INTAKE, CaliperModel.EXTENSIONS, false);

    assertThat(Decoded.of(rules, Learning.envelope(spent)).silver.get(0).get("measures").toString())
        .contains("active,1.0000", "active,1.0010", "active,-0.0020", "waste,1.0004");
  }

  @Test
  void eventsOfTwoTypesMayShareAnId() {
    String other =
        Learning.view(1)
            .replace("\"ViewEvent\"", "\"NavigationEvent\"")
            .replace("\"Viewed\"", "\"NavigatedTo\"");
    Decoded decoded = Decoded.of(Decoded.keeping(), Learning.envelope(Learning.view(1), other));

    assertThat(decoded.silver)
        .extracting(row -> row.get("id"))
        .containsOnly("6f1e1c5a-0d3b-4c52-9a76-000000000001");
    assertThat(decoded.silver.get(0).get("event_id"))
        .isNotEqualTo(decoded.silver.get(1).get("event_id"));
  }

  @Test
  void whatIsNoEnvelope() {
    String bare = Learning.view(1);
    Decoded decoded =
        Decoded.of(
            Decoded.pseudonyms(),
            Learning.envelope(bare)
                .replace("\"sensor\":\"https://lms.example.org/sensors/1\",", ""),
            Learning.envelope(bare).replaceFirst("\"data\":\\[.*\\]", "\"data\":{}"),
            Learning.envelope(),
            Learning.envelope(bare).replaceFirst("v1p2\",\"data", "v9\",\"data"),
            bare,
            "{\"x\":",
            "");

    assertThat(decoded.outcomes)
        .containsExactly(
            "MISSING_FIELD /sensor",
            "WRONG_TYPE /data",
            "MISSING_FIELD /data/0",
            "BAD_VERSION /dataVersion",
            "MISSING_FIELD /data",
            "MALFORMED_JSON ",
            "MALFORMED_JSON ");
    assertThat(decoded.letters)
        .allSatisfy(letter -> assertThat(letter).containsEntry("event_index", null));
    assertThat(
            Decoded.of(Decoded.pseudonyms().judging(Strictness.INTAKE, List.of(), true), bare)
                .outcomes)
        .containsExactly("event ViewEvent");
  }

  @Test
  void whatTheSourceOrItsSizeRejects() {
    RawRecord large = Decoded.record(Learning.envelope(Learning.view(1)).getBytes(UTF_8), 1);
    large.payloadBytes = 2 << 20;
    RawRecord damaged = Decoded.record(new byte[0], 2);
    damaged.faultReason = RejectReason.DAMAGED_FILE;
    damaged.fault = "The file ends.";
    Decoded decoded = new Decoded();
    CaliperDecoder decoder = new CaliperDecoder(Decoded.keeping());
    decoder.decode(large, decoded);
    decoder.decode(damaged, decoded);

    assertThat(decoded.outcomes).containsExactly("OVERSIZED ", "DAMAGED_FILE ");
    assertThat(decoded.letters.get(0)).containsEntry("payload", null).containsEntry("masked", true);
  }

  @Test
  void sevenHundredEventsInOneRecord() {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      items.add(Learning.view(i).replace("Week 3", "Week 3 " + "x".repeat(900)));
    }

    String envelope = Learning.envelope(items.toArray(new String[0]));
    assertThat(envelope.length()).isBetween(900_000, 1 << 20);
    CaliperDecoder decoder = new CaliperDecoder(Decoded.pseudonyms());
    Decoded decoded = Decoded.of(decoder, envelope);
    RawRecord record = Decoded.record(envelope.getBytes(UTF_8), 1);
    assertThat(allocated(() -> decoder.decode(record, FORGETTING)))
        .as("bytes for a record of a mebibyte, rows and all that is thrown away")
        .isBetween(1L << 20, 24L << 20);

    assertThat(decoded.outcomes).hasSize(700).containsOnly("event ViewEvent");
    assertThat(decoded.bronze.get(699))
        .containsEntry("event_index", 699)
        .containsEntry("event_count", 700);
  }

  /** Bytes that this thread allocates meanwhile. */
  private static long allocated(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  /** Takes all and keeps nothing. */
  private static final DecodeOutput FORGETTING =
      new DecodeOutput() {
        @Override
        public void accepted(EventEnvelope event, String eventType, RowData bronze) {}

        @Override
        public void withoutConsent(String eventType, long arrivalMillis) {}

        @Override
        public void rejected(RejectReason reason, long arrivalMillis, RowData deadLetter) {}
      };

  private static final String WATCHED =
      Learning.event(
          8,
          "MediaEvent",
          "Paused",
          "\"actor\":"
              + Learning.ann()
              + ",\"object\":{\"id\":\"https://lms.example.org/v/1\",\"type\":\"VideoObject\",\"name\":\"Rain\",\"mediaType\":\"video/ogg\",\"duration\":\"PT1H1.5S\",\"isPartOf\":{\"id\":\"https://lms.example.org/c/1\",\"type\":\"Chapter\"}},"
              + "\"target\":{\"id\":\"https://lms.example.org/v/1#30\",\"type\":\"MediaLocation\",\"currentTime\":\"PT30S\"},"
              + "\"edApp\":\"https://lms.example.org\",\"group\":{\"id\":\"https://lms.example.org/g/1\",\"type\":\"CourseSection\",\"courseNumber\":\"C-1\",\"academicSession\":\"Fall 2026\"},"
              + "\"membership\":{\"id\":\"https://lms.example.org/r/1\",\"type\":\"Membership\",\"member\":\"https://lms.example.org/users/ann77\",\"organization\":\"https://lms.example.org/g/1\",\"roles\":[\"Learner\"],\"status\":\"Active\"},"
              + "\"session\":{\"id\":\"https://lms.example.org/s/9f\",\"type\":\"Session\",\"startedAtTime\":\"2026-09-14T08:00:00.000Z\",\"duration\":\"PT20M\"}");

  private static final String GRADED =
      Learning.event(
          9,
          "GradeEvent",
          "Graded",
          "\"actor\":"
              + Learning.ann()
              + ",\"object\":{\"id\":\"https://lms.example.org/attempt/2\",\"type\":\"Attempt\",\"assignee\":\"https://lms.example.org/users/bo\",\"assignable\":\"https://lms.example.org/quiz/1\",\"count\":1,"
              + "\"startedAtTime\":\"2026-09-14T08:00:00.000Z\",\"endedAtTime\":\"2026-09-14T08:10:00.000Z\",\"duration\":\"PT10M\"},"
              + "\"generated\":{\"id\":\"https://lms.example.org/score/1\",\"type\":\"Score\",\"scoreGiven\":10,\"maxScore\":15.0,\"scoredBy\":\"https://lms.example.org/users/ann77\"}");

  @Test
  void whatIsWatchedAndGraded() {
    Decoded decoded = Decoded.of(Decoded.keeping(), Learning.envelope(WATCHED, GRADED));

    assertThat(decoded.silver.get(0))
        .containsEntry("media_position_s", "30.000")
        .containsEntry("media_duration_s", "3601.500")
        .containsEntry("object_part_of_type", "Chapter")
        .containsEntry("course_number", "C-1")
        .containsEntry("roles", "[Learner]")
        .containsEntry("session_started_ts", "2026-09-14T08:00")
        .containsEntry("session_duration_s", "1200.000");
    assertThat(decoded.silver.get(1))
        .containsEntry("user_id_hash", "https://lms.example.org/users/bo")
        .containsEntry("attempt_duration_s", "600.000")
        .containsEntry("scored_by_id", "https://lms.example.org/users/ann77")
        .containsEntry("assignable_id", "https://lms.example.org/quiz/1");
  }

  /** Every document that keeps the rules is rows, the same ones when it is read off the table. */
  @Test
  void storedEventsAreThoseThatCame() {
    Set<String> told = new TreeSet<>();
    Map<String, String> documents = new LinkedHashMap<>(OwnFixtures.GOOD);
    documents.putAll(Map.of("completed", COMPLETED, "watched", WATCHED, "graded", GRADED));
    for (CaliperRules each : List.of(Decoded.keeping(), Decoded.pseudonyms())) {
      CaliperRules rules = each.judging(Strictness.INTAKE, CaliperModel.EXTENSIONS, false);
      StoredEvents stored =
          new StoredCaliper(
              CaliperTables.rowType(TableName.BRONZE_EVENTS),
              CaliperTables.rowType(TableName.SILVER_EVENTS));
      documents.forEach(
          (name, document) -> {
            Decoded decoded = Decoded.of(rules, Learning.envelope(document));
            if (decoded.bronze.isEmpty()) {
              return; // Records that are no items.
            }

            assertThat(stored.ofBronze(decoded.bronzeRows.get(0)))
                .as(name)
                .usingRecursiveComparison()
                .isEqualTo(decoded.events.isEmpty() ? null : decoded.events.get(0));
            if (!decoded.events.isEmpty()) {
              EventEnvelope event = decoded.events.get(0);
              assertThat(stored.ofSilver(event.silver))
                  .as(name)
                  .usingRecursiveComparison()
                  .ignoringFields("silver", "shardId", "holdMillis")
                  .isEqualTo(event);
            }

            addTold(decoded.bronze, told);
            addTold(decoded.silver, told);
          });
    }

    Set<String> columns =
        new TreeSet<>(CaliperTables.rowType(TableName.SILVER_EVENTS).getFieldNames());
    columns.addAll(CaliperTables.rowType(TableName.BRONZE_EVENTS).getFieldNames());
    assertThat(told).containsAll(columns);
  }

  private static void addTold(List<Map<String, Object>> rows, Set<String> told) {
    rows.forEach(
        row ->
            row.forEach((column, value) -> told.addAll(value == null ? Set.of() : Set.of(column))));
  }
}
