package io.eventlake.bench.curve;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was measured at one place of a curve. */
final class Point {

  /** Which of the curve's lines it is on. */
  final String series;

  /** What the cost is drawn against. */
  final long x;

  /** The measures by name; the first is what is drawn. */
  final Map<String, Double> measures = new LinkedHashMap<>();

  Point(String series, long x) {
    this.series = series;
    this.x = x;
  }

  /** Adds a measure and returns this point. */
  Point with(String measure, double value) {
    measures.put(measure, value);
    return this;
  }

  /** The measure that is drawn. */
  double drawn() {
    return measures.values().iterator().next();
  }
}
