package io.eventlake.bench.curve;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How a cost goes with the size of something. */
final class Curve {

  /** Name of its file. */
  final String name;

  /** What is to be seen, as a sentence. */
  final String title;

  final String xLabel;
  final String yLabel;
  final List<Point> points = new ArrayList<>();

  Curve(String name, String title, String xLabel, String yLabel) {
    this.name = name;
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
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
