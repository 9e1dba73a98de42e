package io.eventlake.bench.curve;

import java.util.List;
import java.util.Locale;

/** A curve as lines of text. */
final class CurveTable {

  private static final int SERIES_WIDTH = 14;
  private static final int X_WIDTH = 10;
  private static final int MIN_WIDTH = 12;
  private static final double WHOLE_FROM = 1000;

  private CurveTable() {}

  static String of(Curve curve) {
    List<String> measures = curve.measures();
    StringBuilder text = new StringBuilder(curve.title).append('\n');
    text.append(left("", SERIES_WIDTH)).append(right(curve.xLabel, width(curve)));
    measures.forEach(measure -> text.append(right(measure, MIN_WIDTH + measure.length() / 2)));
    text.append('\n');
    for (Point point : curve.points) {
      text.append(left(point.series, SERIES_WIDTH))
          .append(right(String.format(Locale.ROOT, "%,d", point.x), width(curve)));
      for (String measure : measures) {
        text.append(right(number(point.measures.get(measure)), MIN_WIDTH + measure.length() / 2));
      }
      text.append('\n');
    }

    return text.toString();
  }

  private static int width(Curve curve) {
    return Math.max(X_WIDTH, curve.xLabel.length());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < WHOLE_FROM ? "%,.2f" : "%,.0f", value);
  }

  private static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(1, width - text.length())) + text;
  }
}
