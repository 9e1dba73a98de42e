package io.eventlake.bench.report;

import java.util.Locale;

/** Numbers as the report shows them; a dash for what is not known. */
public final class Numbers {

  private Numbers() {}

  /** Three digits, or all before the point; a whole number as it is. */
  public static String of(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return "-";
    }

    double size = Math.abs(value);
    String format =
        size >= 99.95 || value == Math.rint(value) ? "%,.0f" : size >= 9.995 ? "%,.1f" : "%,.2f";
    return String.format(Locale.ROOT, format, value);
  }

  /** As {@link #of} of hundredths. */
  public static String percent(double share) {
    return Double.isNaN(share) || Double.isInfinite(share)
        ? "-"
        : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
