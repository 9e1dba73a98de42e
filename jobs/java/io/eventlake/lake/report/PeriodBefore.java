package io.eventlake.lake.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The figures of the newest days beside those of as many days before, a line for each. */
final class PeriodBefore {

  /** The report that has both, the newest first. */
  static final String REPORT = "period-before";

  private static final List<String> COLUMNS = List.of("figure", "newest", "before", "change");
  private static final List<String> FIGURES =
      List.of(
          "sessions",
          "users",
          "clicked_affiliate",
          "clicked_percent",
          "payout",
          "payout_per_session",
          "records",
          "dead_letters",
          "dead_letters_percent");

  private final ReportTable periods;
  private final ReportColumns columns;

  private PeriodBefore(ReportTable periods, ReportColumns columns) {
    this.periods = periods;
    this.columns = columns;
  }

  /** Empty where the lake has no period twice. */
  static Optional<PeriodBefore> of(LakeReport report, ReportColumns columns) {
    return report
        .table(REPORT)
        .filter(table -> table.rows().size() == 2)
        .map(table -> new PeriodBefore(table, columns));
  }

  /** Which days they are. */
  String caption() {
    long days = ((Number) value(0, "whole_days")).longValue();
    String length = days == 1 ? "newest whole day" : days + " newest whole days";
    String before = days == 1 ? "the day before" : "the " + days + " days before";
    return "The " + length + dates(0) + " and " + before + dates(1);
  }

  /** The lines, of texts. */
  ReportTable table() {
    List<List<Object>> lines = new ArrayList<>();
    for (String figure : FIGURES) {
      Object newest = value(0, figure);
      Object before = value(1, figure);
      lines.add(
          List.of(
              columns.head(figure),
              columns.text(figure, newest),
              columns.text(figure, before),
              change(columns.format(figure), newest, before)));
    }

    return new ReportTable(COLUMNS, lines);
  }

  private String dates(int period) {
    Object first = value(period, "first_dt");
    return first == null
        ? " (without sessions)"
        : " (sessions from " + first + " to " + value(period, "last_dt") + ")";
  }

  private Object value(int period, String column) {
    return periods.rows().get(period).get(periods.columns().indexOf(column));
  }

  /** Of percentages in points, of the rest in percent of what was before. */
  private static String change(ValueFormat format, Object newest, Object before) {
    if (newest == null || before == null) {
      return ValueFormat.MISSING;
    }

    BigDecimal was = new BigDecimal(before.toString());
    BigDecimal difference = new BigDecimal(newest.toString()).subtract(was);
    if (format == ValueFormat.PERCENT) {
      return signed(difference, "%,.2f") + "\u00a0points";
    }

    return was.signum() == 0
        ? ValueFormat.MISSING
        : signed(difference.scaleByPowerOfTen(2).divide(was, 1, RoundingMode.HALF_UP), "%,.1f")
            + "\u00a0%";
  }

  private static String signed(BigDecimal value, String form) {
    String sign = value.signum() > 0 ? "+" : value.signum() < 0 ? "\u2212" : "";
    return sign + String.format(Locale.ROOT, form, value.abs());
  }
}
