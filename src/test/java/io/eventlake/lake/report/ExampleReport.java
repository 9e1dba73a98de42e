package io.eventlake.lake.report;

import io.eventlake.job.Lakes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reports with rows of each kind, some with texts that no page may take for more than that. */
final class ExampleReport {

  static final String HOSTILE =
      "</script><script>document.title='x'</script><img src=x onerror=\"document.title='x'\">";

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final String STEPS = "sessions,clicked_affiliate,clicked_percent";
  private static final String FUNNEL =
      ",sessions,saw_comparison,interacted_chart,clicked_affiliate,saw_percent,interacted_percent,"
          + "clicked_percent,payout";
  private static final String FIGURES =
      STEPS + ",users,payout,payout_per_session,records,dead_letters_percent,first_dt,last_dt";
  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("overview", FIGURES),
          Map.entry("period-before", FIGURES + ",dead_letters,periods_back,whole_days"),
          Map.entry("funnel-overall", "step,sessions,sessions_percent"),
          Map.entry("funnel-by-variant", "ab_variant" + FUNNEL),
          Map.entry("funnel-by-segment", "segment_key" + FUNNEL + ",segments_resolved"),
          Map.entry("funnel-by-country", "geo_country" + FUNNEL),
          Map.entry("daily-sessions", "event_dt,sessions,payout"),
          Map.entry(
              "minute-activity", "minute_ts,page_views,chart_interactions,affiliate_clicks,events"),
          Map.entry("dead-letters-by-reason", "reason,records,for_example"),
          Map.entry("dead-letter-examples", "reason,arrival_ts,pointer,message,payload,masked"),
          Map.entry("data-freshness", "table_name,newest_ts,lag_seconds"));

  private ExampleReport() {}

  /** The reports that it has something of. */
  static Set<String> names() {
    return COLUMNS.keySet();
  }

  static LakeReport full() {
    return new LakeReport(head(), tables(), Map.of(), null);
  }

  private static Map<String, ReportTable> tables() {
    Map<String, ReportTable> tables = empty();
    put(
        tables,
        "overview",
        1000L,
        90L,
        dec("9.00"),
        300L,
        dec("1234567.50"),
        dec("1234.57"),
        5000L);
    put(tables, "funnel-overall", "visited", 1000L, dec("100.00"));
    put(tables, "funnel-overall", "clicked_affiliate", 90L, dec("9.00"));
    for (String key : Arrays.asList(null, "A", HOSTILE)) {
      for (String by : List.of("funnel-by-variant", "funnel-by-segment", "funnel-by-country")) {
        funnel(tables, by, key);
      }
    }

    put(tables, "daily-sessions", "2026-01-30", 600L, dec("700.00"));
    put(tables, "daily-sessions", "2026-01-31", 400L, dec("534.50"));
    put(tables, "minute-activity", "2026-01-31T10:00:00Z", 4L, 2L, 1L, 7L);
    put(tables, "minute-activity", "2026-01-31T11:59:00Z", 3L, 0L, 0L, 3L);
    put(tables, "dead-letters-by-reason", "WRONG_TYPE", 50L, HOSTILE);
    put(
        tables,
        "dead-letter-examples",
        "WRONG_TYPE",
        "2026-01-31T11:58:59.123Z",
        "/page",
        HOSTILE,
        ("{\"page\": \"" + HOSTILE + "\"}").getBytes(StandardCharsets.UTF_8),
        true);
    period(tables, 0L, 400L, "8.00", 24L, "2026-01-24", "2026-01-30");
    period(tables, 1L, 500L, "7.00", 0L, "2026-01-17", "2026-01-23");
    put(tables, "data-freshness", "silver.sessions", "2026-01-31T11:00:00.123Z", 3600L);
    put(tables, "data-freshness", "ops.late_events", null, null);
    return tables;
  }

  static LakeReport without(String report, String why) {
    Map<String, ReportTable> tables = tables();
    tables.remove(report);
    return new LakeReport(head(), tables, Map.of(report, why), null);
  }

  /** With a balance sheet of so many lines. */
  static LakeReport balanced(int lines) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 1; i <= lines; i++) {
      rows.add(
          List.of("line " + i, "PASS", dec("1000"), dec("1000"), "what is read = what is told"));
    }

    List<String> columns = List.of("line", "verdict", "left_side", "right_side", "equation");
    return new LakeReport(head(), tables(), Map.of(), new ReportTable(columns, rows));
  }

  /** With longer names, more variants and more rows than a phone has room for. */
  static LakeReport crowded() {
    Map<String, ReportTable> tables = tables();
    for (int i = 0; i < 5; i++) {
      String key = "comparison_of_returning_visitors_from-newsletter." + i;
      for (String by : List.of("funnel-by-variant", "funnel-by-segment", "funnel-by-country")) {
        funnel(tables, by, key);
      }
    }

    for (int i = 0; i < 20; i++) {
      put(tables, "dead-letters-by-reason", "AN_UNCOMMONLY_LONG_NAME_OF_A_REASON_" + i, 50L, "No.");
    }

    return new LakeReport(head(), tables, Map.of(), null);
  }

  static LakeReport nothing() {
    Map<String, ReportTable> tables = empty();
    put(tables, "overview", 0L, 0L, null, 0L, dec("0.00"), null, 0L);
    return new LakeReport(head(), tables, Map.of(), null);
  }

  private static ReportHead head() {
    return new ReportHead(Lakes.tables(), "/lake/" + HOSTILE, "checkpoint 7", NOON, NOON);
  }

  private static Map<String, ReportTable> empty() {
    Map<String, ReportTable> tables = new LinkedHashMap<>();
    COLUMNS.forEach(
        (name, columns) ->
            tables.put(name, new ReportTable(List.of(columns.split(",")), List.of())));
    return tables;
  }

  private static void funnel(Map<String, ReportTable> tables, String report, String key) {
    put(
        tables,
        report,
        key,
        300L,
        150L,
        60L,
        30L,
        dec("50.00"),
        dec("20.00"),
        dec("10.00"),
        dec("411.50"));
  }

  private static void period(
      Map<String, ReportTable> tables,
      long back,
      long sessions,
      String percent,
      long dead,
      String first,
      String last) {
    put(
        tables,
        "period-before",
        sessions,
        30L,
        dec(percent),
        300L,
        dec("100.00"),
        null,
        2000L,
        dec("1.20"),
        first,
        last,
        dead,
        back,
        7L);
  }

  /** Adds a row; values that are left out are null. */
  private static void put(Map<String, ReportTable> tables, String name, Object... values) {
    ReportTable table = tables.get(name);
    List<List<Object>> rows = new ArrayList<>(table.rows());
    rows.add(Arrays.asList(Arrays.copyOf(values, table.columns().size())));
    tables.put(name, new ReportTable(table.columns(), rows));
  }

  private static BigDecimal dec(String value) {
    return new BigDecimal(value);
  }
}
