package io.eventlake.deploy;

import static io.eventlake.deploy.Visuals.map;

import io.eventlake.deploy.DataSets.DataSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What analysis and dashboard show: the funnel, sessions and revenue over time, the A/B comparison,
 * segments, and how the data is. The last {@value #DAYS} days of it, so that Athena leaves the
 * files of others out; times are UTC.
 */
final class LakeDashboard {

  static final int DAYS = 30;

  private final DataSets dataSets;
  private final List<Sheet> sheets;

  LakeDashboard(DataSets dataSets) {
    this.dataSets = dataSets;
    this.sheets = List.of(funnel(), time(), variants(), segments(), quality(), freshness());
  }

  /**
   * As CloudFormation writes it.
   *
   * @param arns of the data sets by their ids
   */
  Map<String, Object> definition(Map<String, String> arns) {
    List<Object> declarations = new ArrayList<>();
    List<Object> fields = new ArrayList<>();
    List<Object> filters = new ArrayList<>();
    for (DataSet dataSet : dataSets.dataSets()) {
      declarations.add(map("Identifier", dataSet.id(), "DataSetArn", arns.get(dataSet.id())));
      // Measures are made of what is calculated before them.
      dataSet.calculated().forEach((name, text) -> fields.add(field(dataSet, name, text)));
      dataSet.measures().forEach((name, text) -> fields.add(field(dataSet, name, text)));
      if (dataSet.day() != null) {
        filters.add(newestDays(dataSet));
      }
    }

    return map(
        "DataSetIdentifierDeclarations",
        declarations,
        "Sheets",
        sheets.stream().map(Sheet::definition).toList(),
        "CalculatedFields",
        fields,
        "FilterGroups",
        filters,
        "Options",
        map("Timezone", "UTC", "WeekStart", "MONDAY"));
  }

  private static Map<String, Object> field(DataSet dataSet, String name, String expression) {
    return map("DataSetIdentifier", dataSet.id(), "Name", name, "Expression", expression);
  }

  private Sheet funnel() {
    Visuals daily = of("daily-funnel");
    return new Sheet("funnel", "Funnel")
        .with(3, daily.number("sessions", "Sessions", "sessions"))
        .with(3, daily.number("click-share", "Share of sessions with a click", "click_share"))
        .with(3, daily.number("payout", "Payout", "payout"))
        .with(2, of("daily-steps").funnel("steps", "Sessions by step", "step", "sessions"))
        .with(
            2,
            daily.lines(
                "shares",
                "Share of sessions that reach a step",
                "event_dt",
                "comparison_share",
                "interaction_share",
                "click_share"))
        .with(
            1,
            daily.table(
                "countries",
                "Countries",
                "geo_country",
                "sessions",
                "comparison_share",
                "interaction_share",
                "click_share",
                "payout"));
  }

  private Sheet time() {
    return new Sheet("time", "Sessions and revenue")
        .with(2, of("daily-sessions").lines("by-day", "Sessions by day", "event_dt", "sessions"))
        .with(2, of("daily-affiliate").lines("revenue", "Payout by day", "event_dt", "payout"))
        .with(
            2,
            of("daily-sessions")
                .lines(
                    "depth",
                    "Events and seconds of a session",
                    "event_dt",
                    "events_per_session",
                    "seconds_per_session"))
        .with(2, of("clicks").bars("targets", "Payout by target", "affiliate_target", "payout"))
        .with(
            1,
            of("minutes").linesBy("minutes", "Events by minute", "minute", "event_type", "events"));
  }

  private Sheet variants() {
    Visuals daily = of("daily-funnel");
    return new Sheet("variants", "A/B comparison")
        .with(
            2,
            daily.bars(
                "variant-shares",
                "Share of sessions that reach a step",
                "ab_variant",
                "comparison_share",
                "interaction_share",
                "click_share"))
        .with(
            2,
            daily.linesBy(
                "variant-clicks",
                "Share of sessions with a click",
                "event_dt",
                "ab_variant",
                "click_share"))
        .with(
            1,
            daily.table(
                "variants",
                "Variants",
                "ab_variant",
                "sessions",
                "comparison_share",
                "interaction_share",
                "click_share",
                "payout",
                "payout_per_session"));
  }

  private Sheet segments() {
    Visuals daily = of("daily-segments");
    return new Sheet("segments", "Segments")
        .with(2, daily.bars("segment-sessions", "Sessions by segment", "segment_key", "sessions"))
        .with(
            2,
            daily.bars(
                "segment-clicks",
                "Share of sessions with a click",
                "segment_key",
                "segment_click_share"))
        .with(
            1,
            daily.table(
                "segments",
                "Segments; a session counts in each of its user's",
                "segment_key",
                "sessions",
                "segment_click_share",
                "payout",
                "segment_payout_per_session"))
        .with(
            1,
            of("sessions").table("combinations", "Segments together", "segments_text", "payout"));
  }

  private Sheet quality() {
    Visuals records = of("daily-records");
    return new Sheet("quality", "Dead letters")
        .with(2, records.number("letters", "Dead letters", "dead_letters"))
        .with(2, records.number("share", "Share of the records read", "dead_letter_share"))
        .with(2, records.bars("reasons", "Dead letters by reason", "reason", "dead_letters"))
        .with(2, records.linesBy("letter-days", "By day", "arrival_dt", "reason", "dead_letters"))
        .with(1, records.linesBy("outcomes", "Records by day", "arrival_dt", "outcome", "records"));
  }

  /** Of its own, since a look at it reads a column of every table. */
  private Sheet freshness() {
    return new Sheet("freshness", "Freshness")
        .with(
            1,
            of("freshness")
                .table(
                    "newest",
                    "Newest row of each table",
                    "table_name",
                    "newest_ts",
                    "lag_seconds"));
  }

  private Visuals of(String dataSet) {
    return new Visuals(dataSets.find(dataSet));
  }

  private Map<String, Object> newestDays(DataSet dataSet) {
    String id = "newest-" + dataSet.id();
    return map(
        "FilterGroupId",
        id,
        "CrossDataset",
        "SINGLE_DATASET",
        "Status",
        "ENABLED",
        "ScopeConfiguration",
        map(
            "SelectedSheets",
            map(
                "SheetVisualScopingConfigurations",
                sheets.stream()
                    .map(sheet -> map("SheetId", sheet.id(), "Scope", "ALL_VISUALS"))
                    .toList())),
        "Filters",
        List.of(
            map(
                "RelativeDatesFilter",
                map(
                    "FilterId",
                    id,
                    "Column",
                    Visuals.column(dataSet, dataSet.day()),
                    "AnchorDateConfiguration",
                    map("AnchorOption", "NOW"),
                    "TimeGranularity",
                    "DAY",
                    "RelativeDateType",
                    "LAST",
                    "RelativeDateValue",
                    DAYS,
                    "NullOption",
                    "NON_NULLS_ONLY"))));
  }
}
