package io.eventlake.bench.soak;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/** Whether something grew over samples: a straight line through them, by least squares. */
final class Trend {

  /** Less is noise. */
  private static final double LIMIT = 0.05;

  private static final int FEWEST = 4;

  private final SimpleRegression line = new SimpleRegression();
  private final long firstSecond;
  private final long lastSecond;

  Trend(List<SoakSample> samples, ToDoubleFunction<SoakSample> value) {
    samples.forEach(sample -> line.addData(sample.seconds(), value.applyAsDouble(sample)));
    firstSecond = samples.isEmpty() ? 0 : samples.get(0).seconds();
    lastSecond = samples.isEmpty() ? 0 : samples.get(samples.size() - 1).seconds();
  }

  /** True when there are enough samples to say anything. */
  boolean known() {
    return line.getN() >= FEWEST;
  }

  /** By which part of its first value it grew. */
  double growth() {
    return line.predict(lastSecond) / line.predict(firstSecond) - 1;
  }

  /** True when it grew by more than noise, as a line and not by a jump at one end. */
  boolean grew() {
    return known() && growth() > LIMIT && line.getSlope() > line.getSlopeConfidenceInterval();
  }

  @Override
  public String toString() {
    if (!known()) {
      return "too few samples";
    }

    return String.format(Locale.ROOT, "%s (%+.1f %%)", grew() ? "GREW" : "steady", 100 * growth());
  }
}
