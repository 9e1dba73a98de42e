package io.eventlake.bench.report;

import io.eventlake.bench.measure.Median;
import io.eventlake.bench.measure.RunFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All runs, and the medians over their rounds. */
public final class Results {

  private final List<Run> runs = new ArrayList<>();
  private final List<Agreement> agreements = new ArrayList<>();

  public void add(Run run) {
    runs.add(run);
  }

  /** Adds what the tables of a variant have of those of the first. */
  public void add(Agreement agreement) {
    agreements.add(agreement);
  }

  /** One for each variant that was compared. */
  List<Agreement> agreements() {
    return List.copyOf(agreements);
  }

  /** In the order in which they ran. */
  public List<Run> runs() {
    return List.copyOf(runs);
  }

  /** Who ran, in the order of the first round. */
  List<String> variants() {
    return runs.stream().map(Run::variant).distinct().collect(Collectors.toList());
  }

  /** The one that all are compared with: the first. */
  String first() {
    return runs.get(0).variant();
  }

  /** One for each round. */
  List<Slope> slopes(String variant) {
    List<Slope> slopes = new ArrayList<>();
    runs(variant, Length.SHORT)
        .forEach(
            begin ->
                runs(variant, Length.LONG)
                    .filter(end -> end.round() == begin.round())
                    .forEach(end -> slopes.add(new Slope(begin, end))));
    return slopes;
  }

  /** The median over the rounds of something of their slopes. */
  double median(String variant, ToDoubleFunction<Slope> value) {
    return Median.of(slopes(variant).stream().mapToDouble(value));
  }

  /** The median over the rounds of what an event costs. */
  double perEvent(String variant, ToDoubleFunction<RunFigures> figure) {
    return median(variant, slope -> slope.perEvent(figure));
  }

  /** The median over the long runs of a figure. */
  double ofLong(String variant, ToDoubleFunction<RunFigures> figure) {
    return Median.of(runs(variant, Length.LONG).map(Run::figures).mapToDouble(figure));
  }

  /** The last long run, for what is the same in all of them. */
  Run lastLong(String variant) {
    return runs(variant, Length.LONG).reduce((one, other) -> other).orElseThrow();
  }

  /** The median over the rounds of one's CPU time per event to another's in the same round. */
  public double cpuRatio(String variant, String other) {
    return ratio(variant, other, RunFigures::cpuNanos);
  }

  /** The same of any figure. */
  double ratio(String variant, String other, ToDoubleFunction<RunFigures> figure) {
    List<Slope> mine = slopes(variant);
    List<Slope> others = slopes(other);
    return Median.of(
        mine.stream()
            .flatMapToDouble(
                slope ->
                    others.stream()
                        .filter(that -> that.longRun().round() == slope.longRun().round())
                        .mapToDouble(that -> slope.perEvent(figure) / that.perEvent(figure))));
  }

  private Stream<Run> runs(String variant, Length length) {
    return runs.stream().filter(run -> run.variant().equals(variant) && run.length() == length);
  }
}
