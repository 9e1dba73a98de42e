package io.eventlake.job;

import io.eventlake.config.MetricsOptions;
import io.eventlake.connector.aws.CloudWatchValues;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Tells CloudWatch of a run over yesterday whether it failed, at the time at which it is: an alarm
 * on the values themselves, which are a day old, would see them up to two days late.
 */
final class MetricsVerdict {

  private static final String METRIC = MetricsJob.NAME + "Failed";

  private final MetricsOptions options;
  private final Instant now;
  private final boolean isTold;

  MetricsVerdict(MetricsOptions options, Instant now) {
    LocalDate yesterday = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1);
    this.options = options;
    this.now = now;
    this.isTold =
        options.verdictNamespace != null
            && !options.from.isAfter(yesterday)
            && !options.to.isBefore(yesterday);
  }

  /** All is where it belongs. */
  void done() {
    tell(0);
  }

  /** The run ends with this; that it cannot be told is no more than that. */
  void failed(RuntimeException failure) {
    try {
      tell(1);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void tell(int failed) {
    if (!isTold) {
      return;
    }

    try (CloudWatchValues values =
        new CloudWatchValues(
            options.verdictNamespace, options.region, options.cloudwatchEndpoint)) {
      values.put(METRIC, now, failed);
      values.flush();
    }
  }
}
