package io.eventlake.lake.check;

import static io.eventlake.table.TableName.BRONZE_EVENTS;
import static io.eventlake.table.TableName.SESSIONS;
import static io.eventlake.table.TableName.SILVER_EVENTS;
import static io.eventlake.testing.LearningLake.DAYS;
import static io.eventlake.testing.LearningLake.FACTS;
import static io.eventlake.testing.LearningLake.OUTCOMES;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.testing.LearnedDays;
import io.eventlake.testing.LearningLake;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks of learning events, over a lake in order and one in which each finds something. */
class LearningChecksITCase {

  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-09-15T20:00:00Z"), ZoneOffset.UTC);
  private static final LocalDate DAY = LocalDate.parse("2026-09-14");

  @TempDir private Path warehouse;

  @Test
  void aLakeInOrderPasses() {
    LearningLake lake =
        LearnedDays.lake().remove(SILVER_EVENTS, event -> event.get("user_id_hash") == null);
    // Of a quotient that no column holds.
    lake.set(OUTCOMES, 2, "score_given", number("10000000000000", 4), "score_ratio", null);
    lake.set(OUTCOMES, 2, "score_max", number("0.0001", 4));

    // Of a blank node.
    lake.describe(null, LearnedDays.FIRST + "09:00");

    assertThat(own(lake))
        .hasSizeGreaterThan(35)
        .allSatisfy((check, found) -> assertThat(found).as(check).isZero());
  }

  /** Each session key has its row, and what the event reports is there as often; not once more. */
  @Test
  void anEventOfTwoSessionKeysIsWarnedOf() {
    LearningLake lake =
        LearnedDays.lake().remove(SILVER_EVENTS, event -> event.get("user_id_hash") == null);
    gradedInTwo(lake, "16:00");
    gradedInTwo(lake, "17:00");
    lake.add(FACTS, lake.last(FACTS)).add(OUTCOMES, lake.last(OUTCOMES));

    Map<String, Long> found = own(lake);
    found.values().removeIf(rows -> rows == 0);

    assertThat(found)
        .containsOnly(
            Map.entry("silver.events one-key", 2L),
            Map.entry("gold.facts unique", 1L),
            Map.entry("gold.outcomes unique", 1L));
  }

  /** A grading with its session, and again without. */
  private static void gradedInTwo(LearningLake lake, String time) {
    String at = LearnedDays.FIRST + time;
    lake.event("GradeEvent", "Graded", "ann", at).in("s1").scores("a9", "quiz", "1", "2").end();
    Map<String, Object> first = lake.last(SILVER_EVENTS);
    lake.event("GradeEvent", "Graded", "ann", at)
        .with("event_id", first.get("event_id"), "id", first.get("id"))
        .scores("a9", "quiz", "1", "2")
        .end();
  }

  @Test
  void everyCheckFindsWhatItIsFor() {
    LearningLake lake = LearnedDays.lake();
    Map<String, Long> expected = new TreeMap<>();
    expected.putAll(breakBronze(lake));
    expected.putAll(breakEvents(lake));
    expected.putAll(breakSessions(lake));
    expected.putAll(breakGold(lake));

    assertThat(own(lake)).containsExactlyInAnyOrderEntriesOf(expected).doesNotContainValue(0L);
  }

  private static Map<String, Long> breakBronze(LearningLake lake) {
    lake.copy(BRONZE_EVENTS, 0);
    bronze(lake, 1, "payload", null);
    bronze(lake, 2, "kind", "other");
    bronze(lake, 3, "person_ids", null);
    bronze(lake, 4, "ingest_dt", DAY.minusDays(1));
    bronze(lake, 5, "payload", "{\"id\":\"id6\",\"note\":\"another\"}", "event_type", "Event");
    bronze(lake, 6, "clock_skewed", true);
    bronze(lake, 7, "clock_skewed", true);
    return found(
        "bronze.events",
        Map.of("record-unique", 1L, "complete", 1L, "kinds", 1L, "named", 1L),
        Map.of("partition", 1L, "same-content", 1L, "skew", 1L));
  }

  private static Map<String, Long> breakEvents(LearningLake lake) {
    lake.copy(SILVER_EVENTS, 0);
    silver(lake, "e1", "rules", null, "session_id", "s9");
    silver(lake, "e2", "user_id_hash", null, "session_id", "s9");
    silver(lake, "e3", "object_id", "", "session_id", "s9");
    silver(lake, "e4", "session_id", null, "user_id_hash", null, "learner_from", null);
    silver(lake, "of nowhere", "session_id", "s9");
    silver(lake, "e5", "event_dt", DAY.minusDays(1), "session_id", "s9");
    for (int i = 0; i < 3; i++) {
      silver(lake, "e" + (6 + i), "session_id", "urn:x:term", "user_id_hash", "u" + i);
    }

    silver(lake, "e9", "session_id", "https://lms/s/None");
    return found(
        "silver.events",
        Map.of("unique", 1L, "complete", 1L, "learner", 1L, "no-empty-text", 1L, "in-session", 1L),
        Map.of(
            "from-bronze",
            1L,
            "partition",
            1L,
            "placeholders",
            2L,
            "identified",
            1L,
            "one-key",
            9L));
  }

  private static Map<String, Long> breakSessions(LearningLake lake) {
    lake.copy(SESSIONS, 0);
    session(lake, "s9", "revision", null, "event_dt", DAY.plusDays(2));
    session(lake, "s9", "session_end_ts", LocalDateTime.parse("2026-09-14T08:00:00"));
    lake.copy(SESSIONS, 1, "navigations", 99L, "event_dt", DAY.plusDays(3));
    lake.copy(SESSIONS, 1, "learners", 0, "event_dt", DAY.plusDays(4));
    session(lake, "ghost", "learners", 2, "truncated", true);
    return found(
        "silver.sessions",
        Map.of("unique", 1L, "complete", 1L, "times", 1L, "counts", 1L, "learners", 1L),
        Map.of("partition", 3L, "from-events", 1L, "one-learner", 1L, "bounded", 1L));
  }

  private static Map<String, Long> breakGold(LearningLake lake) {
    LocalDateTime from = LocalDateTime.parse("2026-09-14T14:59:00");
    lake.copy(FACTS, 0)
        .copy(FACTS, 3, "fact_id", "e21#1", "unit", null)
        .copy(FACTS, 3, "fact_id", "e21#2", "source", "caliper:event:other")
        .copy(FACTS, 5, "fact_id", "e23#2", "started_ts", from, "ended_ts", from.plusMinutes(1))
        .copy(FACTS, 5, "fact_id", "e23#3", "value", number("-1", 4))
        .copy(FACTS, 4, "fact_id", "e22#1", "value", number("899.5", 4), "ts", from)
        .copy(OUTCOMES, 0)
        .copy(OUTCOMES, 1, "event_dt", null, "ts", null)
        .copy(OUTCOMES, 2, "score_ratio", number("0.9", 6), "ts", from)
        .copy(OUTCOMES, 2, "event_id", "e1", "learner_id", null)
        .copy(DAYS, 0, "xp", null)
        .copy(DAYS, 1, "events", -1L, "learner_id", "somebody");
    Map<String, Long> all =
        found(
            "gold.facts",
            Map.of("unique", 1L, "complete", 1L, "from-events", 1L, "windows", 2L, "totals", 1L),
            Map.of());
    all.putAll(
        found(
            "gold.outcomes",
            Map.of("unique", 1L, "complete", 1L, "ratio", 1L, "from-events", 2L, "known", 1L),
            Map.of()));
    all.putAll(found("gold.learning_days", Map.of("complete", 1L, "sums", 1L), Map.of()));
    return all;
  }

  /** An event in a record of its own. */
  private static void bronze(LearningLake lake, int row, Object... changes) {
    lake.copy(BRONZE_EVENTS, row, changes);
    Map<String, Object> added = lake.last(BRONZE_EVENTS);
    added.put("sequence_number", "n" + row);
  }

  private static void silver(LearningLake lake, String event, Object... changes) {
    lake.copy(SILVER_EVENTS, 1, changes);
    lake.last(SILVER_EVENTS).put("event_id", event);
  }

  private static void session(LearningLake lake, String id, Object... changes) {
    lake.copy(SESSIONS, 0, changes);
    lake.last(SESSIONS).put("session_id", id);
  }

  private static Map<String, Long> found(
      String table, Map<String, Long> some, Map<String, Long> others) {
    Map<String, Long> found = new LinkedHashMap<>();
    some.forEach((check, rows) -> found.put(table + " " + check, rows));
    others.forEach((check, rows) -> found.put(table + " " + check, rows));
    return found;
  }

  /** What the family's own checks find. */
  private Map<String, Long> own(LearningLake rows) {
    LakeCatalog lake = rows.write(warehouse);
    Map<String, Long> found = new TreeMap<>();
    for (CheckResult result : LakeChecks.run(lake, lake.set().tables(), NOW).results()) {
      String table = result.table();
      if (!table.startsWith("ops.") && !table.equals("bronze.dead_letters")) {
        found.put(table + " " + result.name(), result.offending());
      }
    }

    return found;
  }

  private static BigDecimal number(String number, int scale) {
    return new BigDecimal(number).setScale(scale);
  }
}
