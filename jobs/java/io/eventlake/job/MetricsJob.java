package io.eventlake.job;

import io.eventlake.config.JobOptions;
import io.eventlake.config.MetricsOptions;
import io.eventlake.config.OptionGroup;
import io.eventlake.connector.aws.Pacing;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Product metrics of some days from an export ({@link MetricsRun}); as {@code metrics run}. */
public final class MetricsJob implements BatchJob {

  public static final String NAME = "product-metrics";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "sessions and parties of an exported DynamoDB table into metrics by day and application";
  }

  @Override
  public List<OptionGroup<?>> groups() {
    return List.of(MetricsOptions.GROUP);
  }

  @Override
  public BatchResult run(JobOptions options, Clock clock, Consumer<String> progress) {
    return new MetricsRun(options, clock, Pacing.ofSystem(), progress).run();
  }
}
