package io.eventlake.family.caliper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.RawRecord;
import io.eventlake.testing.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The design's sixth example: a view that comes after its session has ended, and been told. */
class LateViewTest {

  private static final String SESSION = "https://lms.example.org/s/9f";

  @Test
  void aLateViewCorrectsItsSession() throws Exception {
    List<RawRecord> inTime =
        List.of(
            record(1, "10:06", loggedIn(), view(2, "09:10"), view(3, "09:20"), view(4, "09:25")),
            record(2, "10:06", timedOut()));
    List<RawRecord> late = List.of(record(3, "11:00", view(5, "09:30")));
    List<RawRecord> all = new ArrayList<>(inTime);
    all.addAll(late);

    LearnedTables before = LearnedTables.of(Decoded.pseudonyms(), inTime);
    LearnedTables corrected =
        LearnedTables.late(
            Decoded.pseudonyms(),
            inTime,
            Instant.parse("2026-09-14T10:50:00Z").toEpochMilli(),
            late);
    LearnedTables atOnce = LearnedTables.of(Decoded.pseudonyms(), all);

    assertSession(before, 5L, 0);
    assertSession(corrected, 6L, 1);
    for (String table :
        List.of("silver.events", "silver.sessions", "gold.facts", "gold.learning_days")) {
      Rows.of(corrected.rows(table)).without("revision").assertSame(withoutRevision(atOnce, table));
    }
  }

  private static List<Map<String, Object>> withoutRevision(LearnedTables tables, String table) {
    return Rows.of(tables.rows(table)).without("revision").toList();
  }

  private static void assertSession(LearnedTables tables, Number events, int revision) {
    assertThat(tables.rows("silver.sessions"))
        .singleElement()
        .satisfies(
            row ->
                assertThat(((Number) row.get("events")).longValue()).isEqualTo(events.longValue()))
        .satisfies(row -> assertThat(row).containsEntry("session_id", SESSION))
        .satisfies(row -> assertThat(row).containsEntry("ended_by", "TimedOut"))
        .satisfies(row -> assertThat(row).containsEntry("revision", revision));
  }

  private static RawRecord record(int number, String arrival, String... items) {
    return new RawRecord(
        Learning.envelope(items).getBytes(UTF_8),
        "shard-1",
        Integer.toString(number),
        0,
        Instant.parse("2026-09-14T" + arrival + ":00Z").toEpochMilli(),
        true);
  }

  private static String view(int number, String time) {
    return at(Learning.view(number), time);
  }

  private static String loggedIn() {
    return at(
        Learning.event(
            1,
            "SessionEvent",
            "LoggedIn",
            "\"actor\":"
                + Learning.ann()
                + ",\"object\":"
                + app()
                + ",\"session\":\""
                + SESSION
                + "\""),
        "09:00");
  }

  private static String timedOut() {
    return at(
        Learning.event(
            9,
            "SessionEvent",
            "TimedOut",
            "\"actor\":"
                + app()
                + ",\"object\":{\"id\":\""
                + SESSION
                + "\",\"type\":\"Session\",\"user\":"
                + Learning.ann()
                + "}"),
        "10:05");
  }

  private static String app() {
    return "{\"id\":\"https://lms.example.org\",\"type\":\"SoftwareApplication\"}";
  }

  private static String at(String event, String time) {
    return event.replace("T08:15:30.250Z", "T" + time + ":00.000Z");
  }
}
