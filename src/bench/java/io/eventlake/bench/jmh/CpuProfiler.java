package io.eventlake.bench.jmh;

import io.eventlake.bench.meter.ThreadCosts;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * CPU time of the JVM's Java threads, microseconds per operation: unlike the score it does not grow
 * when other processes want the processor, too.
 */
public final class CpuProfiler implements InternalProfiler {

  private ThreadCosts before;

  /** For JMH, which makes one for each fork. */
  public CpuProfiler() {}

  @Override
  public String getDescription() {
    return "CPU time of Java threads per operation";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = ThreadCosts.now();
  }

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long operations = result.getMetadata().getAllOps();
    if (operations == 0) {
      return List.of();
    }

    double micros = ThreadCosts.now().since(before).cpuMicros() / operations;
    return List.of(new ScalarResult("cpu", micros, "us/op", AggregationPolicy.AVG));
  }
}
