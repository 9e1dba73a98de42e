package io.eventlake.lake.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Athena's words in Flink's, and Athena's functions of time. */
class AthenaDialectTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-31T12:00:00.5Z"), ZoneOffset.UTC);

  @Test
  void saysNamesAndTheTimeInFlinksWords() {
    assertThat(flink("SELECT \"minute\", \"a\"\"b\" FROM t WHERE ts < localtimestamp"))
        .isEqualTo("SELECT `minute`, `a\"b` FROM t WHERE ts < TIMESTAMP '2026-01-31 12:00:00.500'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EXTRACT(HOUR FROM f(a, (b)))        | part_of_time('HOUR', f(a, (b)))",
        "hour (EXTRACT(day FROM ts))         | part_of_time('hour', part_of_time('day', ts))",
        "EXTRACT(CENTURY FROM ts)            | EXTRACT(CENTURY FROM ts)",
        "CAST(CAST(a AS DATE) AS VARCHAR)    | CAST(CAST(whole_day(a) AS DATE) AS VARCHAR)",
        "try_cast(concat(')', a) as date)    | try_cast(whole_day(concat(')', a)) as date)",
        "FLOOR(ts TO YEAR) + FLOOR(x)        | FLOOR(whole_day(ts) TO YEAR) + FLOOR(x)",
        "MAX(CAST(ts AS DATE)) - `hour`      | MAX(CAST(whole_day(ts) AS DATE)) - `hour`",
        "'EXTRACT(HOUR FROM ts)' -- HOUR(ts) | 'EXTRACT(HOUR FROM ts)' -- HOUR(ts)"
      },
      quoteCharacter = '"')
  void replacesWhatFlinkHasWrongBefore1970(String sql, String replaced) {
    assertThat(flink("SELECT " + sql)).isEqualTo("SELECT " + replaced);
  }

  @Test
  void tellsColumnsFromUnitsOfTime() {
    assertThat(flink("SELECT e.Hour, user.x, minute + INTERVAL '1' hour - INTERVAL '1' minute"))
        .isEqualTo("SELECT e.`hour`, `user`.x, `minute` + INTERVAL '1' hour - INTERVAL '1' minute");
    assertThat(flink("CEIL(ts TO minute), TIMESTAMPADD(HOUR, 1, ts), 'hour', current_user -- hour"))
        .isEqualTo("CEIL(ts TO minute), TIMESTAMPADD(HOUR, 1, ts), 'hour', current_user -- hour");
  }

  @Test
  void leavesTextsNamesAndCommentsAlone() {
    String statement =
        "SELECT 'a \"b\" LOCALTIMESTAMP it''s', `c \"d\"`, localtimestamps -- user's \"e\"\n"
            + "/* LOCALTIMESTAMP's\n\"f\" */ FROM t";

    assertThat(flink(statement)).isEqualTo(statement);
  }

  @ParameterizedTest
  @CsvSource({
    "second, 2026-01-31T12:00:00.9, 2026-01-31T12:00:02.1, 1",
    "second, 2026-01-31T12:00:02, 2026-01-31T12:00:00.5, -1",
    "MINUTE, 2026-01-31T23:59, 2026-02-01T00:01, 2",
    "hour, 2026-01-31T12:00, 2026-01-31T12:59, 0",
    "day, 2026-01-30T12:00, 2026-02-01T11:59, 1",
    "month, 2026-01-31T00:00, 2026-03-01T00:00, 1",
  })
  void countsWholeUnits(String unit, LocalDateTime from, LocalDateTime to, long between) {
    assertThat(new DateDiff().eval(unit, from, to)).isEqualTo(between);
  }

  @ParameterizedTest
  @CsvSource({
    "millisecond, 2026-02-01T12:34:56.789",
    "second, 2026-02-01T12:34:56",
    "minute, 2026-02-01T12:34",
    "hour, 2026-02-01T12:00",
    "day, 2026-02-01T00:00",
    "week, 2026-01-26T00:00",
    "month, 2026-02-01T00:00",
    "year, 2026-01-01T00:00",
  })
  void cutsToTheUnit(String unit, LocalDateTime start) {
    LocalDateTime time = LocalDateTime.parse("2026-02-01T12:34:56.789123");

    assertThat(new DateTrunc().eval(unit, time)).isEqualTo(start);
    assertThat(new DateTrunc().eval(unit, time.toLocalDate()))
        .isEqualTo(new DateTrunc().eval(unit, time.toLocalDate().atStartOfDay()).toLocalDate());
  }

  @Test
  void countsDaysAndKnowsNoTimeOfNothing() {
    LocalDate day = LocalDate.parse("2026-01-31");

    assertThat(new DateDiff().eval("week", day, day.plusDays(13))).isEqualTo(1);
    assertThat(new DateDiff().eval("day", day, (LocalDate) null)).isNull();
    assertThat(new DateDiff().eval("day", null, day.atStartOfDay())).isNull();
    assertThat(new DateTrunc().eval("day", (LocalDateTime) null)).isNull();
  }

  @Test
  void namesTheUnitsThereAre() {
    assertThatThrownBy(() -> AthenaUnit.of("decade"))
        .isInstanceOf(SqlException.class)
        .hasMessage(
            "There is no unit of time 'decade' here; there are [millisecond, second, minute, hour,"
                + " day, week, month, year]");
  }

  private static String flink(String statement) {
    return new AthenaDialect(NOON).toFlink(statement);
  }
}
