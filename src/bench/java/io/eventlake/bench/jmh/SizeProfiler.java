package io.eventlake.bench.jmh;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/** Shows the size of what a benchmark serializes beside its time. */
public final class SizeProfiler implements InternalProfiler {

  private static final double NONE = -1;

  /** A fork runs one benchmark. */
  private static volatile double bytes = NONE;

  /** For JMH, which makes one for each fork. */
  public SizeProfiler() {}

  /** Tells, from a benchmark's setup, the mean size of a serialized value. */
  public static void serialized(double meanBytes) {
    bytes = meanBytes;
  }

  @Override
  public String getDescription() {
    return "Mean size of a serialized value";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    // The size is known from the setup.
  }

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return bytes == NONE
        ? List.of()
        : List.of(new ScalarResult("size", bytes, "B", AggregationPolicy.AVG));
  }
}
