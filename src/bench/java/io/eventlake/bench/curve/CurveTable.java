package io.eventlake.bench.curve;

import java.util.Locale;

/** A curve as lines of text, each as soon as its point is measured. */
final class CurveTable {

  private static final int SERIES_WIDTH = 14;
  private static final int WIDTH = 18;
  private static final double WHOLE_FROM = 1000;

  private final Curve curve;
  private boolean headed;

  CurveTable(Curve curve) {
    this.curve = curve;
  }

  /** The line of a point; before the first the curve's title and the names of its columns. */
  String line(Point point) {
    StringBuilder text = new StringBuilder();
    if (!headed) {
      headed = true;
      text.append(curve.title).append('\n').append(" ".repeat(SERIES_WIDTH));
      text.append(right(curve.xLabel, xWidth()));
      point.measures.keySet().forEach(measure -> text.append(right(measure, WIDTH)));
      text.append('\n');
    }

    text.append(String.format(Locale.ROOT, "%-" + SERIES_WIDTH + "s", point.series));
    text.append(right(String.format(Locale.ROOT, "%,d", point.x), xWidth()));
    point.measures.values().forEach(value -> text.append(right(number(value), WIDTH)));
    return text.toString();
  }

  private int xWidth() {
    return curve.xLabel.length() + 1;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < WHOLE_FROM ? "%,.2f" : "%,.0f", value);
  }

  private static String right(String text, int width) {
    return String.format(Locale.ROOT, "%" + width + "s", text);
  }
}
