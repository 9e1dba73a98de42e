package io.eventlake.lake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.family.web.WebTables;
import io.eventlake.job.Lakes;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import io.eventlake.pipeline.SegmentTables;
import io.eventlake.table.TableName;
import io.eventlake.testing.Seed;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every view and report over a lake that the job made: its numbers against those that plain Java
 * finds in the rows of the tables.
 */
class ReportsITCase {

  /** Some days after the lake's last event, between two memberships' bounds. */
  private static final LocalDateTime NOW = LocalDateTime.parse("2026-01-25T12:00:00");

  /** Stands for null in a line; comes after any text, as null does in the reports. */
  private static final String NULL = "\uFFFF";

  private static final String DERIVED = "u-[0-9a-f-]{36}";

  @TempDir private static Path directory;

  private static GeneratedLake lake;
  private static LakeEngine engine;

  @BeforeAll
  static void makeLake() throws IOException {
    lake = GeneratedLake.make(directory, Seed.of(ReportsITCase.class, 20_260_105));
    Instant now = NOW.toInstant(ZoneOffset.UTC);
    engine = LakeEngine.over(Lakes.of(lake.options()), Clock.fixed(now, ZoneOffset.UTC));
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Test
  void funnelByVariant() throws IOException {
    assertThat(report("funnel-by-variant"))
        .containsExactlyElementsOf(funnel(row -> List.of(orNone(row, "ab_variant"))));
  }

  @Test
  void funnelByCountry() throws IOException {
    assertThat(report("funnel-by-country"))
        .containsExactlyElementsOf(funnel(row -> List.of(orNone(row, "geo_country"))));
  }

  @Test
  void funnelBySegment() throws IOException {
    List<List<String>> expected = funnel(ReportsITCase::segments);

    assertThat(expected).hasSizeGreaterThan(3).anyMatch(row -> row.get(0).equals(NULL));
    assertThat(report("funnel-by-segment")).containsExactlyElementsOf(expected);
  }

  @Test
  void affiliateRevenue() throws IOException {
    List<Map<String, Object>> clicks = lake.rows(WebTables.CLICKS);
    Map<String, Long> days =
        clicks.stream()
            .collect(
                Collectors.groupingBy(
                    row -> text(row, "event_dt"),
                    Collectors.summingLong(row -> number(row, "payout_cents"))));
    List<List<String>> expected = new ArrayList<>();
    groups(clicks, row -> text(row, "event_dt") + "|" + orNone(row, "affiliate_target"))
        .forEach(
            (key, group) -> {
              String[] parts = key.split("\\|");
              long cents = sum(group, "payout_cents");
              expected.add(
                  List.of(
                      parts[0],
                      parts[1],
                      text(group.size()),
                      BigDecimal.valueOf(cents, 2).toString(),
                      rounded(1E-2 * cents / group.size()),
                      rounded(1E2 * cents / days.get(parts[0]))));
            });

    assertThat(report("affiliate-revenue")).containsExactlyElementsOf(expected);
  }

  @Test
  void sessionLengthAndDepth() throws IOException {
    List<List<String>> expected = new ArrayList<>();
    groups(lake.rows(TableName.SESSIONS), row -> text(row, "event_dt"))
        .forEach(
            (day, group) -> {
              List<Long> seconds = sorted(group, ReportsITCase::seconds);
              List<Long> events = sorted(group, row -> number(row, "events"));
              long single = events.stream().filter(number -> number == 1).count();
              expected.add(
                  List.of(
                      day,
                      text(group.size()),
                      rounded(1E2 * single / group.size()),
                      text(nearestRank(seconds, 50)),
                      text(nearestRank(seconds, 90)),
                      text(nearestRank(events, 50)),
                      text(nearestRank(events, 90)),
                      rounded(1E0 * sum(group, "pageviews") / group.size())));
            });

    assertThat(expected).hasSizeGreaterThan(15);
    assertThat(report("session-length-and-depth")).containsExactlyElementsOf(expected);
  }

  @Test
  void timeToFirstClick() throws IOException {
    List<List<String>> expected = new ArrayList<>();
    groups(firstClicks(), row -> orNone(row, "ab_variant"))
        .forEach(
            (variant, group) -> {
              List<Long> seconds = sorted(group, row -> number(row, "seconds_to_click"));
              long quick = seconds.stream().filter(number -> number < 60).count();
              expected.add(
                  List.of(
                      variant,
                      text(group.size()),
                      text(nearestRank(seconds, 50)),
                      text(nearestRank(seconds, 90)),
                      rounded(1E2 * quick / group.size())));
            });

    assertThat(report("time-to-first-click")).containsExactlyElementsOf(expected);
  }

  @Test
  void weeklyRetention() throws IOException {
    SortedMap<String, Set<LocalDate>> weeks = new TreeMap<>();
    for (Map<String, Object> row : lake.rows(WebTables.FUNNEL)) {
      if (row.get("user_id_hash") != null) {
        LocalDate day = (LocalDate) row.get("event_dt");
        weeks
            .computeIfAbsent(text(row, "user_id_hash"), user -> new HashSet<>())
            .add(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
      }
    }

    SortedMap<LocalDate, SortedMap<Long, Integer>> cohorts = new TreeMap<>();
    for (Set<LocalDate> active : weeks.values()) {
      LocalDate first = active.stream().min(Comparator.naturalOrder()).orElseThrow();
      SortedMap<Long, Integer> cohort = cohorts.computeIfAbsent(first, week -> new TreeMap<>());
      active.forEach(week -> cohort.merge(ChronoUnit.WEEKS.between(first, week), 1, Integer::sum));
    }

    List<List<String>> expected = new ArrayList<>();
    cohorts.forEach(
        (week, cohort) ->
            cohort.forEach(
                (later, users) ->
                    expected.add(
                        List.of(
                            text(week),
                            text(cohort.get(0L)),
                            text(later),
                            text(users),
                            rounded(1E2 * users / cohort.get(0L))))));

    assertThat(expected).hasSizeGreaterThan(3);
    assertThat(report("weekly-retention")).containsExactlyElementsOf(expected);
  }

  @Test
  void controlDropOff() throws IOException {
    SortedMap<String, long[]> controls = new TreeMap<>();
    groups(
            lake.rows(TableName.SILVER_EVENTS).stream()
                .filter(row -> row.get("session_id") != null && row.get("in_session").equals(true))
                .toList(),
            row -> text(row, "session_id"))
        .values()
        .forEach(session -> countControls(session, controls));
    List<List<String>> expected = new ArrayList<>();
    controls.forEach(
        (control, n) ->
            expected.add(
                List.of(
                    control,
                    text(n[0]),
                    text(n[1]),
                    text(n[2]),
                    text(n[3]),
                    rounded(1E2 * (n[1] - n[2]) / n[1]))));

    assertThat(expected).hasSizeGreaterThan(3);
    assertThat(report("control-drop-off")).containsExactlyElementsOf(expected);
  }

  @Test
  void dataFreshness() throws IOException {
    List<List<String>> expected = new ArrayList<>();
    expected.add(fresh("bronze.dead_letters", TableName.DEAD_LETTERS, "arrival_ts"));
    expected.add(fresh("bronze.events", TableName.BRONZE_EVENTS, "arrival_ts"));
    expected.add(fresh("gold.fact_affiliate_clicks", WebTables.CLICKS, "ts"));
    expected.add(fresh("gold.fact_funnel", WebTables.FUNNEL, "session_start_ts"));
    expected.add(fresh("gold.minute_activity", WebTables.MINUTE_ACTIVITY, "minute"));
    expected.add(fresh("ops.late_events", TableName.LATE_EVENTS, "arrival_ts"));
    expected.add(fresh("ops.record_counts", TableName.RECORD_COUNTS, "arrival_minute"));
    expected.add(fresh("silver.events", TableName.SILVER_EVENTS, "arrival_ts"));
    expected.add(fresh("silver.sessions", TableName.SESSIONS, "session_end_ts"));
    expected.add(fresh("silver.user_segments", SegmentTables.USER_SEGMENTS, "as_of_ts"));

    assertThat(report("data-freshness")).containsExactlyElementsOf(expected);
  }

  @Test
  void overview() throws IOException {
    List<Map<String, Object>> sessions = lake.rows(WebTables.FUNNEL);
    long clicked = count(sessions, row -> row.get("clicked_affiliate").equals(true));
    long cents = sum(sessions, "payout_cents");
    long records = records("read");
    List<LocalDate> days = sessions.stream().map(row -> (LocalDate) row.get("event_dt")).toList();

    assertThat(report("overview"))
        .containsExactly(
            line(
                sessions.size(),
                sessions.stream()
                    .map(row -> row.get("user_id_hash"))
                    .filter(Objects::nonNull)
                    .distinct()
                    .count(),
                clicked,
                rounded(1E2 * clicked / sessions.size()),
                BigDecimal.valueOf(cents, 2),
                rounded(1E-2 * cents / sessions.size()),
                records,
                records("dead_letter"),
                rounded(1E2 * records("dead_letter") / records),
                days.stream().min(Comparator.naturalOrder()).orElseThrow(),
                days.stream().max(Comparator.naturalOrder()).orElseThrow()));
  }

  @Test
  void funnelOverall() throws IOException {
    List<String> sessions = steps(lake.rows(WebTables.FUNNEL));
    List<String> steps =
        List.of("visited", "saw_comparison", "interacted_chart", "clicked_affiliate");
    List<List<String>> expected = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      double part = Double.parseDouble(sessions.get(i)) / Double.parseDouble(sessions.get(0));
      expected.add(line(steps.get(i), sessions.get(i), rounded(1E2 * part)));
    }

    assertThat(report("funnel-overall")).containsExactlyElementsOf(expected);
  }

  @Test
  void dailySessionsAndRevenue() throws IOException {
    List<List<String>> expected = new ArrayList<>();
    groups(lake.rows(WebTables.FUNNEL), row -> text(row, "event_dt"))
        .forEach(
            (day, group) -> {
              long clicked = count(group, row -> row.get("clicked_affiliate").equals(true));
              long cents = sum(group, "payout_cents");
              expected.add(
                  line(
                      day,
                      group.size(),
                      clicked,
                      rounded(1E2 * clicked / group.size()),
                      BigDecimal.valueOf(cents, 2),
                      rounded(1E-2 * cents / group.size())));
            });

    assertThat(expected).hasSizeGreaterThan(15);
    assertThat(report("daily-sessions")).containsExactlyElementsOf(expected);
  }

  @Test
  void activityOfTheLastDay() throws IOException {
    List<Map<String, Object>> minutes = lake.rows(WebTables.MINUTE_ACTIVITY);
    LocalDateTime newest =
        minutes.stream().map(row -> (LocalDateTime) row.get("minute")).max(order()).orElseThrow();
    List<List<String>> expected = new ArrayList<>();
    groups(
            minutes.stream()
                .filter(row -> ((LocalDateTime) row.get("minute")).isAfter(newest.minusHours(24)))
                .toList(),
            row -> text(row, "minute"))
        .forEach(
            (minute, group) ->
                expected.add(
                    line(
                        minute,
                        sum(ofType(group, "page_view"), "events"),
                        sum(ofType(group, "chart_interaction"), "events"),
                        sum(ofType(group, "affiliate_click"), "events"),
                        sum(group, "events"))));

    assertThat(expected).hasSizeBetween(100, 24 * 60);
    assertThat(report("minute-activity")).containsExactlyElementsOf(expected);
  }

  @Test
  void deadLettersByReason() throws IOException {
    List<List<String>> expected = new ArrayList<>();
    groups(lake.rows(TableName.DEAD_LETTERS), row -> text(row, "reason"))
        .forEach(
            (reason, group) ->
                expected.add(
                    line(
                        reason,
                        group.size(),
                        group.stream()
                            .map(row -> text(row, "message"))
                            .min(Comparator.naturalOrder())
                            .orElseThrow())));

    assertThat(expected).hasSizeGreaterThan(3);
    assertThat(report("dead-letters-by-reason"))
        .containsExactlyInAnyOrderElementsOf(expected)
        .isSortedAccordingTo(
            Comparator.comparing((List<String> row) -> -Long.parseLong(row.get(1)))
                .thenComparing(row -> row.get(0)));
  }

  @Test
  void newestDeadLetterOfEachReason() throws IOException {
    Comparator<Map<String, Object>> newest =
        Comparator.comparing((Map<String, Object> row) -> (LocalDateTime) row.get("arrival_ts"))
            .reversed()
            .thenComparing(row -> text(row, "shard_id"))
            .thenComparing(row -> text(row, "sequence_number"))
            .thenComparing(row -> number(row, "sub_sequence_number"));
    List<List<String>> expected = new ArrayList<>();
    groups(lake.rows(TableName.DEAD_LETTERS), row -> text(row, "reason"))
        .forEach(
            (reason, group) -> {
              Map<String, Object> letter = group.stream().min(newest).orElseThrow();
              expected.add(
                  line(
                      reason,
                      letter.get("arrival_ts"),
                      letter.get("pointer"),
                      letter.get("message"),
                      letter.get("payload"),
                      letter.get("masked")));
            });

    assertThat(expected).hasSizeGreaterThan(3);
    assertThat(report("dead-letter-examples")).containsExactlyElementsOf(expected);
  }

  @Test
  void periodBefore() throws IOException {
    List<Map<String, Object>> sessions = lake.rows(WebTables.FUNNEL);
    List<LocalDate> days =
        sessions.stream().map(row -> (LocalDate) row.get("event_dt")).sorted().toList();
    LocalDate newest = days.get(days.size() - 1);

    assertThat(ChronoUnit.DAYS.between(days.get(0), newest)).isBetween(15L, 56L);
    assertThat(report("period-before"))
        .containsExactly(
            figures(0, newest.minusDays(7), newest.minusDays(1)),
            figures(1, newest.minusDays(14), newest.minusDays(8)));
  }

  private static List<String> figures(int back, LocalDate from, LocalDate to) {
    List<Map<String, Object>> sessions = between(lake.rows(WebTables.FUNNEL), "event_dt", from, to);
    List<Map<String, Object>> counts =
        between(lake.rows(TableName.RECORD_COUNTS), "arrival_minute", from, to);
    long clicked = count(sessions, row -> row.get("clicked_affiliate").equals(true));
    long cents = sum(sessions, "payout_cents");
    long read = records(counts, "read");
    long dead = records(counts, "dead_letter");
    List<LocalDate> days =
        sessions.stream().map(row -> (LocalDate) row.get("event_dt")).sorted().toList();
    return line(
        back,
        7,
        days.get(0),
        days.get(days.size() - 1),
        sessions.size(),
        sessions.stream()
            .map(row -> row.get("user_id_hash"))
            .filter(Objects::nonNull)
            .distinct()
            .count(),
        clicked,
        rounded(1E2 * clicked / sessions.size()),
        BigDecimal.valueOf(cents, 2),
        rounded(1E-2 * cents / sessions.size()),
        read,
        dead,
        read == 0 ? null : rounded(1E2 * dead / read));
  }

  /** The rows of some days. */
  private static List<Map<String, Object>> between(
      List<Map<String, Object>> rows, String column, LocalDate from, LocalDate to) {
    return rows.stream()
        .filter(
            row -> {
              Object value = row.get(column);
              LocalDate day =
                  value instanceof LocalDateTime time ? time.toLocalDate() : (LocalDate) value;
              return !day.isBefore(from) && !day.isAfter(to);
            })
        .toList();
  }

  @Test
  void currentSessions() {
    assertView(
        "v_current_sessions",
        lake.rows(TableName.SESSIONS).stream(),
        row ->
            line(
                row.get("session_id"),
                row.get("user_id_hash"),
                row.get("session_start_ts"),
                row.get("session_end_ts"),
                seconds(row),
                row.get("events"),
                row.get("pageviews"),
                row.get("chart_interactions"),
                row.get("affiliate_clicks"),
                row.get("first_page_url"),
                row.get("last_page_url"),
                orNone(row, "ab_variant"),
                orNone(row, "geo_country"),
                number(row, "revision") > 0,
                row.get("truncated"),
                row.get("event_dt")));
  }

  @Test
  void currentSegments() {
    assertThat(rows("SELECT user_id_hash, valid_to FROM gold.v_current_segments"))
        .containsExactlyInAnyOrder(line("u1", null), line("u2", "2026-01-26T00:00:00Z"));
  }

  @Test
  void currentUsers() {
    assertView(
        "v_current_users",
        groups(
            lake.rows(WebTables.FUNNEL).stream()
                .filter(row -> row.get("user_id_hash") != null)
                .toList(),
            row -> text(row, "user_id_hash"))
            .entrySet()
            .stream(),
        user ->
            line(
                user.getKey(),
                min(user.getValue(), "session_start_ts"),
                max(user.getValue(), "session_start_ts"),
                user.getValue().size(),
                count(user.getValue(), row -> row.get("clicked_affiliate").equals(true)),
                sum(user.getValue(), "payout_cents")));
  }

  @Test
  void sessionsFunnel() {
    assertView(
        "v_sessions_funnel",
        lake.rows(WebTables.FUNNEL).stream(),
        row -> {
          boolean saw = row.get("saw_comparison").equals(true);
          boolean interacted = row.get("interacted_chart").equals(true);
          boolean clicked = row.get("clicked_affiliate").equals(true);
          String furthest = saw ? "saw_comparison" : "visited";
          furthest = interacted ? "interacted_chart" : furthest;
          return line(
              row.get("session_id"),
              row.get("user_id_hash"),
              row.get("session_start_ts"),
              saw,
              interacted,
              clicked,
              clicked ? "clicked_affiliate" : furthest,
              row.get("affiliate_target"),
              row.get("payout_cents"),
              orNone(row, "segments_text").isEmpty() ? NULL : row.get("segments_text"),
              row.get("segments_resolved"),
              orNone(row, "ab_variant"),
              orNone(row, "geo_country"),
              row.get("event_dt"));
        });
  }

  @Test
  void sessionSegments() {
    assertView(
        "v_session_segments",
        lake.rows(WebTables.FUNNEL).stream()
            .flatMap(row -> segments(row).stream().map(segment -> Map.entry(segment, row))),
        entry ->
            line(
                entry.getValue().get("session_id"),
                entry.getKey().split("\\|")[0],
                entry.getValue().get("segments_resolved"),
                entry.getValue().get("saw_comparison"),
                entry.getValue().get("interacted_chart"),
                entry.getValue().get("clicked_affiliate"),
                entry.getValue().get("payout_cents"),
                orNone(entry.getValue(), "ab_variant"),
                orNone(entry.getValue(), "geo_country"),
                entry.getValue().get("event_dt")));
  }

  @Test
  void firstClickOfEverySessionWithOne() {
    long withClick =
        count(lake.rows(TableName.SESSIONS), row -> number(row, "affiliate_clicks") > 0);

    assertThat(firstClicks().stream().filter(row -> text(row, "session_id").matches(DERIVED)))
        .isNotEmpty();
    assertThat(firstClicks()).hasSize((int) withClick);
    assertView(
        "v_first_clicks",
        firstClicks().stream(),
        row ->
            line(
                row.get("session_id"),
                row.get("event_dt"),
                orNone(row, "ab_variant"),
                orNone(row, "geo_country"),
                row.get("session_start_ts"),
                row.get("first_click_ts"),
                row.get("seconds_to_click")));
  }

  @Test
  void dailyFunnel() {
    assertView(
        "v_daily_funnel",
        groups(
            lake.rows(WebTables.FUNNEL),
            row ->
                text(row, "event_dt")
                    + "|"
                    + orNone(row, "ab_variant")
                    + "|"
                    + orNone(row, "geo_country"))
            .entrySet()
            .stream(),
        entry -> {
          List<String> line = new ArrayList<>(List.of(entry.getKey().split("\\|")));
          line.addAll(steps(entry.getValue()));
          line.add(text(sum(entry.getValue(), "payout_cents")));
          return line;
        });
  }

  @Test
  void dailySteps() {
    List<String> names =
        List.of("1 visited", "2 saw_comparison", "3 interacted_chart", "4 clicked_affiliate");
    assertView(
        "v_daily_steps",
        rows("SELECT * FROM gold.v_daily_funnel").stream()
            .flatMap(row -> names.stream().map(step -> Map.entry(step, row))),
        entry -> {
          List<String> line = new ArrayList<>(entry.getValue().subList(0, 3));
          line.add(entry.getKey());
          line.add(entry.getValue().get(3 + names.indexOf(entry.getKey())));
          return line;
        });
  }

  @Test
  void dailySegments() {
    SortedMap<String, List<Map<String, Object>>> expected = new TreeMap<>();
    for (Map<String, Object> row : lake.rows(WebTables.FUNNEL)) {
      segments(row)
          .forEach(
              segment ->
                  expected
                      .computeIfAbsent(
                          text(row, "event_dt") + "|" + segment, key -> new ArrayList<>())
                      .add(row));
    }

    assertView(
        "v_daily_segments",
        expected.entrySet().stream(),
        entry -> {
          List<String> line = new ArrayList<>(List.of(entry.getKey().split("\\|")));
          line.addAll(steps(entry.getValue()));
          line.add(text(sum(entry.getValue(), "payout_cents")));
          return line;
        });
  }

  @Test
  void dailySessions() {
    assertView(
        "v_daily_sessions",
        groups(
            lake.rows(TableName.SESSIONS),
            row -> text(row, "event_dt") + "|" + orNone(row, "geo_country"))
            .entrySet()
            .stream(),
        entry -> {
          List<Map<String, Object>> group = entry.getValue();
          List<String> line = new ArrayList<>(List.of(entry.getKey().split("\\|")));
          line.addAll(
              line(
                  group.size(),
                  count(group, row -> number(row, "events") == 1),
                  sum(group, "events"),
                  sum(group, "pageviews"),
                  sum(group, "chart_interactions"),
                  sum(group, "affiliate_clicks"),
                  group.stream().mapToLong(ReportsITCase::seconds).sum()));
          return line;
        });
  }

  @Test
  void dailyRecords() {
    assertView(
        "v_daily_records",
        groups(
            lake.rows(TableName.RECORD_COUNTS),
            row ->
                ((LocalDateTime) row.get("arrival_minute")).toLocalDate()
                    + "|"
                    + row.get("family")
                    + "|"
                    + row.get("outcome")
                    + "|"
                    + orNone(row, "reason"))
            .entrySet()
            .stream(),
        entry -> {
          List<String> line = new ArrayList<>(List.of(entry.getKey().split("\\|")));
          line.add(text(sum(entry.getValue(), "records")));
          return line;
        });
  }

  @Test
  void minuteActivity() {
    assertView(
        "v_minute_activity",
        groups(
            lake.rows(WebTables.MINUTE_ACTIVITY),
            row ->
                text(row, "minute")
                    + "|"
                    + row.get("event_type")
                    + "|"
                    + orNone(row, "geo_country")
                    + "|"
                    + orNone(row, "ab_variant"))
            .entrySet()
            .stream(),
        entry -> {
          List<String> line = new ArrayList<>(List.of(entry.getKey().split("\\|")));
          line.add(text(sum(entry.getValue(), "events")));
          line.add(text(sum(entry.getValue(), "payout_cents")));
          line.add(text(entry.getValue().get(0), "event_dt"));
          return line;
        });
  }

  /** Sessions with a click, and when the first of it was: by the rules of the session's key. */
  private static List<Map<String, Object>> firstClicks() {
    Map<String, List<Map<String, Object>>> clicks =
        groups(
            lake.rows(TableName.SILVER_EVENTS).stream()
                .filter(row -> "affiliate_click".equals(row.get("event_type")))
                .filter(row -> row.get("in_session").equals(true))
                .toList(),
            row ->
                row.get("session_id") == null
                    ? "u:" + row.get("user_id_hash")
                    : "s:" + row.get("session_id"));
    List<Map<String, Object>> first = new ArrayList<>();
    for (Map<String, Object> session : lake.rows(TableName.SESSIONS)) {
      boolean derived = text(session, "session_id").matches(DERIVED);
      String key = derived ? "u:" + session.get("user_id_hash") : "s:" + session.get("session_id");
      LocalDateTime start = (LocalDateTime) session.get("session_start_ts");
      LocalDateTime end = (LocalDateTime) session.get("session_end_ts");
      clicks.getOrDefault(key, List.of()).stream()
          .map(ReportsITCase::eventTime)
          .filter(time -> !time.isBefore(start) && time.isBefore(end.plus(1, ChronoUnit.MILLIS)))
          .min(Comparator.naturalOrder())
          .ifPresent(
              time -> {
                Map<String, Object> row = new TreeMap<>(session);
                row.put("first_click_ts", time);
                row.put("seconds_to_click", ChronoUnit.SECONDS.between(start, time));
                first.add(row);
              });
    }

    return first;
  }

  /** Adds to each control: times used, sessions, sessions that clicked later, that ended there. */
  private static void countControls(
      List<Map<String, Object>> session, SortedMap<String, long[]> controls) {
    LocalDateTime last = session.stream().map(ReportsITCase::eventTime).max(order()).orElseThrow();
    LocalDateTime click =
        session.stream()
            .filter(row -> row.get("event_type").equals("affiliate_click"))
            .map(ReportsITCase::eventTime)
            .max(order())
            .orElse(LocalDateTime.MIN);
    groups(
            session.stream()
                .filter(row -> row.get("event_type").equals("chart_interaction"))
                .toList(),
            row -> orNone(row, "chart_control_id"))
        .forEach(
            (control, uses) -> {
              LocalDateTime lastUse =
                  uses.stream().map(ReportsITCase::eventTime).max(order()).orElseThrow();
              long[] numbers = controls.computeIfAbsent(control, c -> new long[4]);
              numbers[0] += uses.size();
              numbers[1]++;
              numbers[2] += click.isBefore(lastUse) ? 0 : 1;
              numbers[3] += last.equals(lastUse) ? 1 : 0;
            });
  }

  private static Comparator<LocalDateTime> order() {
    return Comparator.naturalOrder();
  }

  private static LocalDateTime eventTime(Map<String, Object> event) {
    return (LocalDateTime) event.get(event.get("clock_skewed").equals(true) ? "arrival_ts" : "ts");
  }

  /** The funnel's report, by the groups that a session belongs to. */
  private static List<List<String>> funnel(Function<Map<String, Object>, List<String>> keys) {
    SortedMap<String, List<Map<String, Object>>> groups = new TreeMap<>();
    for (Map<String, Object> row : lake.rows(WebTables.FUNNEL)) {
      keys.apply(row).forEach(key -> groups.computeIfAbsent(key, k -> new ArrayList<>()).add(row));
    }

    List<List<String>> lines = new ArrayList<>();
    groups.forEach(
        (key, group) -> {
          List<String> parts = List.of(key.split("\\|"));
          List<String> line = new ArrayList<>(parts.subList(0, 1));
          line.addAll(steps(group));
          steps(group).stream()
              .skip(1)
              .forEach(step -> line.add(rounded(1E2 * Long.parseLong(step) / group.size())));
          line.add(BigDecimal.valueOf(sum(group, "payout_cents"), 2).toString());
          line.addAll(parts.subList(1, parts.size()));
          lines.add(line);
        });
    return lines;
  }

  private static List<String> steps(List<Map<String, Object>> group) {
    return line(
        group.size(),
        count(group, row -> row.get("saw_comparison").equals(true)),
        count(group, row -> row.get("interacted_chart").equals(true)),
        count(group, row -> row.get("clicked_affiliate").equals(true)));
  }

  private static long records(String outcome) {
    return records(lake.rows(TableName.RECORD_COUNTS), outcome);
  }

  private static long records(List<Map<String, Object>> counts, String outcome) {
    return sum(
        counts.stream().filter(row -> outcome.equals(row.get("outcome"))).toList(), "records");
  }

  private static List<Map<String, Object>> ofType(List<Map<String, Object>> rows, String type) {
    return rows.stream().filter(row -> type.equals(row.get("event_type"))).toList();
  }

  private static List<String> segments(Map<String, Object> funnelRow) {
    List<?> segments = (List<?>) funnelRow.get("segments");
    String resolved = "|" + text(funnelRow, "segments_resolved");
    return segments.isEmpty()
        ? List.of(NULL + resolved)
        : segments.stream().map(segment -> segment + resolved).toList();
  }

  private static List<String> fresh(String name, TableName table, String column) {
    LocalDateTime newest =
        lake.rows(table).stream()
            .map(row -> (LocalDateTime) row.get(column))
            .filter(time -> table != WebTables.CLICKS || !time.isAfter(NOW))
            .max(order())
            .orElse(null);
    return line(name, newest, newest == null ? null : ChronoUnit.SECONDS.between(newest, NOW));
  }

  private static <T> void assertView(
      String view, Stream<T> expected, Function<T, List<String>> line) {
    List<List<String>> lines = expected.map(line).toList();

    assertThat(lines).isNotEmpty();
    assertThat(rows("SELECT * FROM gold." + view)).containsExactlyInAnyOrderElementsOf(lines);
  }

  private static List<List<String>> report(String name) throws IOException {
    for (String set : List.of("web", "common")) {
      Path file = Path.of("sql", "reports", set, name, "query.sql");
      if (Files.exists(file)) {
        return rows(SqlScript.statements(Files.readString(file)).get(0));
      }
    }

    throw new AssertionError("There is no report " + name);
  }

  private static List<List<String>> rows(String query) {
    List<List<String>> lines = new ArrayList<>();
    try (QueryResult rows = engine.run(query)) {
      for (List<Object> row = rows.next(); row != null; row = rows.next()) {
        lines.add(line(row.toArray()));
      }
    }

    return lines;
  }

  private static List<String> line(Object... values) {
    return Stream.of(values).map(ReportsITCase::text).collect(Collectors.toList());
  }

  private static String text(Map<String, Object> row, String column) {
    return text(row.get(column));
  }

  /** As {@link QueryResult} gives it. */
  private static String text(Object value) {
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes); // as LakeReader has it
    }

    return value instanceof LocalDateTime time
        ? String.valueOf(PlainValues.of(Row.of(time)).get(0))
        : Objects.requireNonNullElse(value, NULL).toString();
  }

  private static String orNone(Map<String, Object> row, String column) {
    return Objects.requireNonNullElse((String) row.get(column), NULL);
  }

  private static long number(Map<String, Object> row, String column) {
    return row.get(column) == null ? 0 : ((Number) row.get(column)).longValue();
  }

  private static long sum(List<Map<String, Object>> rows, String column) {
    return rows.stream().mapToLong(row -> number(row, column)).sum();
  }

  private static long count(List<Map<String, Object>> rows, Predicate<Map<String, Object>> which) {
    return rows.stream().filter(which).count();
  }

  private static LocalDateTime min(List<Map<String, Object>> rows, String column) {
    return rows.stream().map(row -> (LocalDateTime) row.get(column)).min(order()).orElseThrow();
  }

  private static LocalDateTime max(List<Map<String, Object>> rows, String column) {
    return rows.stream().map(row -> (LocalDateTime) row.get(column)).max(order()).orElseThrow();
  }

  private static long seconds(Map<String, Object> session) {
    return ChronoUnit.SECONDS.between(
        (LocalDateTime) session.get("session_start_ts"),
        (LocalDateTime) session.get("session_end_ts"));
  }

  private static List<Long> sorted(
      List<Map<String, Object>> rows, Function<Map<String, Object>, Long> value) {
    return rows.stream().map(value).sorted().toList();
  }

  private static long nearestRank(List<Long> sorted, int percent) {
    return sorted.get((percent * sorted.size() + 99) / 100 - 1);
  }

  private static String rounded(double value) {
    return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).toString();
  }

  private static SortedMap<String, List<Map<String, Object>>> groups(
      List<Map<String, Object>> rows, Function<Map<String, Object>, String> key) {
    return rows.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
  }
}
