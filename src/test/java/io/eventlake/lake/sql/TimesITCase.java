package io.eventlake.lake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.Seed;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CollectionUtil;
import org.junit.jupiter.api.Test;

/** What SQL says of times from 1900 to 2100 is what the calendar says. */
class TimesITCase {

  private static final int TIMES = 500;

  private static final DateTimeFormatter LITERAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private static final List<String> EXPRESSIONS =
      List.of(
          "ts",
          "EXTRACT(YEAR FROM ts)",
          "extract( quarter FROM ts )",
          "EXTRACT(MONTH FROM ts)",
          "EXTRACT(WEEK FROM ts)",
          "EXTRACT(DAY FROM ts)",
          "EXTRACT(DOY FROM ts)",
          "EXTRACT(DOW FROM ts)",
          "EXTRACT(HOUR FROM ts)",
          "EXTRACT(MINUTE FROM ts)",
          "EXTRACT(SECOND FROM ts)",
          "EXTRACT(MILLISECOND FROM ts)",
          "EXTRACT(EPOCH FROM ts)",
          "HOUR(ts)",
          "YEAR(CAST(ts AS DATE))",
          "CAST(ts AS DATE)",
          "CAST(CAST(CAST(ts AS DATE) AS VARCHAR) AS DATE)",
          "CAST(CAST(ts AS TIMESTAMP_LTZ(6)) AS DATE)",
          "EXTRACT(HOUR FROM CAST(ts AS TIMESTAMP_LTZ(6)))",
          "FLOOR(ts TO HOUR)",
          "FLOOR(ts TO DAY)",
          "FLOOR(ts TO MONTH)",
          "FLOOR(ts TO YEAR)",
          "date_trunc('week', ts)",
          "date_diff('hour', ts, TIMESTAMP '1970-01-01 00:00:00')",
          "CAST(ts AS VARCHAR)");

  @Test
  void partsAndDaysAreThoseOfTheCalendar() {
    long seed = Seed.of(getClass(), 20261130L);
    List<LocalDateTime> times = times(new Random(seed));
    String query =
        times.stream()
            .map(time -> "(TIMESTAMP '" + LITERAL.format(time) + "')")
            .collect(
                Collectors.joining(
                    ", ",
                    "SELECT " + String.join(", ", EXPRESSIONS) + " FROM (VALUES ",
                    ") AS v (ts)"));
    TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    tables.getConfig().setLocalTimeZone(ZoneOffset.UTC);
    AthenaDialect.addFunctions(tables);

    List<Row> rows =
        CollectionUtil.iteratorToList(
            tables.executeSql(new AthenaDialect(Clock.systemUTC()).toFlink(query)).collect());

    assertThat(rows).hasSize(times.size());
    for (Row row : rows) {
      LocalDateTime time = row.getFieldAs(0);
      assertThat(time).isIn(times);
      List<Object> expected = expected(time);
      for (int i = 0; i < EXPRESSIONS.size(); i++) {
        assertThat(row.getField(i))
            .as("%s of %s, seed %d", EXPRESSIONS.get(i), time, seed)
            .isEqualTo(expected.get(i));
      }
    }
  }

  private static List<LocalDateTime> times(Random random) {
    List<LocalDateTime> times = new ArrayList<>();
    times.add(LocalDateTime.parse("1969-12-31T18:30:00"));
    times.add(LocalDateTime.parse("1970-01-01T00:00:00"));
    times.add(LocalDateTime.parse("1969-12-31T23:59:59.999999"));
    times.add(LocalDateTime.parse("1902-02-28T00:00:00.000001"));
    LocalDateTime first = LocalDateTime.parse("1900-01-01T00:00:00");
    long micros = ChronoUnit.MICROS.between(first, LocalDateTime.parse("2101-01-01T00:00:00"));
    while (times.size() < TIMES) {
      times.add(first.plus(Math.floorMod(random.nextLong(), micros), ChronoUnit.MICROS));
    }

    return times;
  }

  private static List<Object> expected(LocalDateTime time) {
    LocalDate day = time.toLocalDate();
    return List.of(
        time,
        (long) time.getYear(),
        (long) time.get(IsoFields.QUARTER_OF_YEAR),
        (long) time.getMonthValue(),
        (long) time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
        (long) time.getDayOfMonth(),
        (long) time.getDayOfYear(),
        (long) (time.getDayOfWeek() == DayOfWeek.SUNDAY ? 1 : time.getDayOfWeek().getValue() + 1),
        (long) time.getHour(),
        (long) time.getMinute(),
        (long) time.getSecond(),
        time.getLong(ChronoField.MILLI_OF_SECOND),
        time.toEpochSecond(ZoneOffset.UTC),
        (long) time.getHour(),
        (long) time.getYear(),
        day,
        day,
        day,
        (long) time.getHour(),
        time.truncatedTo(ChronoUnit.HOURS),
        day.atStartOfDay(),
        day.withDayOfMonth(1).atStartOfDay(),
        day.withDayOfYear(1).atStartOfDay(),
        day.with(ChronoField.DAY_OF_WEEK, 1).atStartOfDay(),
        ChronoUnit.HOURS.between(time, LocalDateTime.parse("1970-01-01T00:00:00")),
        LITERAL.format(time));
  }
}
