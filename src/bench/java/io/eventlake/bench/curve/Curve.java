package io.eventlake.bench.curve;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** How a cost goes with the size of something. */
final class Curve {

  /** Name on the command line and of its file. */
  final String name;

  final String title;
  final String xLabel;
  final String yLabel;
  private final List<Point> points = new ArrayList<>();

  Curve(String name, String title, String xLabel, String yLabel) {
    this.name = name;
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
  }

  /** Measures a curve, point by point. */
  @FunctionalInterface
  interface Measurement {
    void run(Consumer<Point> measured) throws Exception;
  }

  void add(Point point) {
    points.add(point);
  }

  List<Point> points() {
    return points;
  }

  /** Names of all measures, the drawn one first. */
  List<String> measures() {
    Set<String> names = new LinkedHashSet<>();
    points.forEach(point -> names.addAll(point.measures.keySet()));
    return new ArrayList<>(names);
  }

  /** Names of the lines. */
  Set<String> series() {
    Set<String> names = new LinkedHashSet<>();
    points.forEach(point -> names.add(point.series));
    return names;
  }
}
