package io.eventlake.lake.audit;

import static io.eventlake.table.TableName.BRONZE_EVENTS;
import static io.eventlake.table.TableName.DEAD_LETTERS;
import static io.eventlake.table.TableName.SILVER_EVENTS;
import static io.eventlake.testing.LearningLake.DAYS;
import static io.eventlake.testing.LearningLake.FACTS;
import static io.eventlake.testing.LearningLake.OUTCOMES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.eventlake.config.SessionOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.LakeCut;
import io.eventlake.testing.LearnedDays;
import io.eventlake.testing.LearningLake;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The balance sheet of learning events: in order, by days, and broken on purpose. */
class LearningAuditITCase {

  private static final List<String> OWN =
      List.of("audit/caliper/1-items.sql", "audit/caliper/4-gold.sql");

  @TempDir private Path warehouse;

  @Test
  void aLakeInOrderPasses() {
    LakeCatalog lake = LearnedDays.lake().write(warehouse);

    LakeAudit audit = LakeAudit.run(lake);

    assertThat(audit.lines()).as("%s", audit.lines()).allMatch(AuditLine::passed);
    assertThat(audit.lines())
        .extracting(AuditLine::toString)
        .contains(
            "1j PASS: items of records = events + describes + dead letters + those of them that were"
                + " dropped (30, 30)",
            "1k PASS: items counted as distinct events or their duplicates = events of"
                + " bronze.events (26, 26)",
            "1l PASS: items counted as accepted and as no event = describes of bronze.events (0,"
                + " 0)",
            "4a PASS: gold.facts = measures and scores of silver.events (10, 10)",
            "4d PASS: gold.outcomes = gradings of silver.events (3, 3)",
            "4g PASS: events of gold.learning_days = silver.events (26, 26)",
            "4l PASS: ten thousandths of active seconds of gold.learning_days = those of"
                + " silver.events (7205000, 7205000)",
            "4m PASS: ten thousandths of XP of gold.learning_days = those of silver.events (97500,"
                + " 97500)");
    LakeAudit day =
        LakeAudit.ofDays(
            lake, SessionOptions.GAP.defaultValue(), AskedDays.of(LocalDate.parse("2026-09-15")));
    assertThat(day.lines()).allMatch(AuditLine::passed);
    assertThat(day.lines())
        .extracting(AuditLine::toString)
        .contains("4a PASS: gold.facts = measures and scores of silver.events (4, 4)");
  }

  @Test
  void aLakeWithoutRowsPasses() {
    LearningLake lake = new LearningLake();
    lake.count("read", null, 0, LocalDateTime.parse("2026-09-14T09:00"));

    assertThat(own(lake)).hasSize(17).allMatch(AuditLine::passed);
  }

  /** As the job does: an event adds to a day at most what a column holds. */
  @Test
  void numbersAtTheirLimitsBalance() {
    String most = "99999999999999.9999";
    LearningLake lake = LearnedDays.lake();
    lake.event("TimeSpentEvent", "SpentTime", "ann", LearnedDays.FIRST + "16:00")
        .reports("active", most)
        .reports("active", most)
        .reports("xpEarned", "-" + most)
        .reports("xpEarned", "-" + most)
        .end()
        .last(DAYS)
        .putAll(Map.of("active_s", number("99999999999999.999", 3), "xp", number("-" + most, 4)));
    lake.event("GradeEvent", "Graded", "ann", LearnedDays.FIRST + "16:00")
        .scores("a9", "quiz", most, most)
        .end();

    assertThat(own(lake)).allMatch(AuditLine::passed);
  }

  /** Items of people who opted out are in no table, alone in their records or beside others. */
  @Test
  void itemsThatWereDroppedAreMissedInNoRecord() {
    LearningLake lake = LearnedDays.lake();
    lake.describe("https://lms/users/ann", LearnedDays.FIRST + "09:00")
        .set(BRONZE_EVENTS, 0, "event_count", 3)
        .count("read", null, 3, LocalDateTime.parse("2026-09-14T09:00"))
        .count("no_consent", null, 3, LocalDateTime.parse("2026-09-14T09:00"));

    assertThat(own(lake)).allMatch(AuditLine::passed);
  }

  /** Several damages in a lake, each at lines of its own but for 4n, which sees all of days. */
  static Stream<Arguments> damages() {
    return Stream.of(
        damage(
            "a describe, a fact, an outcome and days are lost",
            "1l 4a 4b 4c 4d 4e 4f 4g 4h 4n",
            lake ->
                lake.remove(BRONZE_EVENTS, is("kind", "entity"))
                    .remove(FACTS, is("metric", "xpEarned"))
                    .remove(OUTCOMES, is("event_id", "e18"))
                    .remove(DAYS, is("learner_id", "cat"))),
        damage(
            "an item is lost; another learner's number; other points; other time",
            "1j 1k 4c 4e 4f 4l 4n",
            lake ->
                lake.remove(BRONZE_EVENTS, is("event_id", "e2"))
                    .set(BRONZE_EVENTS, 0, "event_count", 2)
                    .set(FACTS, 1, "learner_id", "cat")
                    .set(OUTCOMES, 1, "score_given", number("13", 4))
                    .set(DAYS, 23, "active_s", number("30.501", 3))),
        damage(
            "an item is there twice; a total that adds up; another attempt; no submission",
            "1j 1k 4c 4f 4j 4n",
            lake ->
                lake.copy(BRONZE_EVENTS, 0)
                    .set(FACTS, 3, "cumulative", false)
                    .set(OUTCOMES, 1, "attempt_id", "a9")
                    .set(DAYS, 7, "submissions", 0L)),
        damage(
            "a letter is there twice; another number; other XP",
            "1j 4b 4c 4m 4n",
            lake ->
                lake.copy(DEAD_LETTERS, 0)
                    .set(FACTS, 1, "value", number("15.0001", 4))
                    .set(DAYS, 22, "xp", number("2.5", 4))),
        damage(
            "an item is of no kind; a fact is there twice; an item was not completed",
            "1j 1k 4a 4b 4c 4i 4n",
            lake ->
                lake.set(BRONZE_EVENTS, 3, "kind", "other")
                    .copy(FACTS, 0)
                    .set(DAYS, 6, "items_completed", 0L)),
        damage(
            "other views, other gradings",
            "4h 4k 4n",
            lake -> lake.set(DAYS, 1, "view_events", 2L).set(DAYS, 18, "grades", 0L)),
        damage("another learner's day", "4n", lake -> lake.set(DAYS, 0, "learner_id", "bob")),
        damage(
            "silver lost a grading",
            "4a 4b 4c 4d 4e 4f 4g 4k 4n",
            lake -> lake.remove(SILVER_EVENTS, is("event_id", "e18"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void eachLineNoticesWhatItIsFor(String what, String lines, Consumer<LearningLake> damage) {
    LearningLake lake = LearnedDays.lake();
    lake.describe("https://lms/users/ann", LearnedDays.FIRST + "09:00");
    damage.accept(lake);

    assertThat(own(lake).stream().filter(line -> !line.passed()).map(AuditLine::line))
        .as(what)
        .containsExactly(lines.split(" "));
  }

  private List<AuditLine> own(LearningLake rows) {
    LakeCatalog lake = rows.write(warehouse);
    try (LakeTables tables = new LakeTables(lake)) {
      return LakeAudit.run(lake, SessionOptions.GAP.defaultValue(), LakeCut.of(tables), OWN)
          .lines();
    }
  }

  private static Arguments damage(String what, String lines, Consumer<LearningLake> damage) {
    return arguments(what, lines, damage);
  }

  private static Predicate<Map<String, Object>> is(String column, Object value) {
    return row -> value.equals(row.get(column));
  }

  private static BigDecimal number(String number, int scale) {
    return new BigDecimal(number).setScale(scale);
  }
}
