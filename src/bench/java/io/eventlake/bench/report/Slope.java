package io.eventlake.bench.report;

import io.eventlake.bench.measure.RunFigures;
import java.util.function.ToDoubleFunction;

/** The short and the long run of one round: what each event between both cost. */
record Slope(Run shortRun, Run longRun) {

  /** By how much a figure grew with each event. */
  double perEvent(ToDoubleFunction<RunFigures> figure) {
    return growth(figure) / (longRun.events() - shortRun.events());
  }

  /** The growth of one figure as a part of that of another. */
  double share(ToDoubleFunction<RunFigures> part, ToDoubleFunction<RunFigures> whole) {
    return growth(part) / growth(whole);
  }

  private double growth(ToDoubleFunction<RunFigures> figure) {
    return figure.applyAsDouble(longRun.figures()) - figure.applyAsDouble(shortRun.figures());
  }
}
