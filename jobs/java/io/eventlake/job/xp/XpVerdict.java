package io.eventlake.job.xp;

import io.eventlake.config.LakeOptions;
import io.eventlake.config.XpOptions;
import io.eventlake.connector.aws.CloudWatchValues;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.lake.check.CheckResult;
import io.eventlake.lake.check.LakeChecks;
import java.time.Clock;
import java.util.List;

/**
 * Tells CloudWatch whether a run failed, and how many earnings of the newest week sources may count
 * twice, as the check {@code double-counts} finds them: an alarm, since it is somebody else's
 * fault.
 */
public final class XpVerdict {

  private static final String FAILED = "xpFailed";
  private static final String DOUBLE_COUNTS = "xpDoubleCounts";
  private static final String CHECK = "double-counts";

  private final XpOptions options;
  private final LakeOptions lake;
  private final Clock clock;

  public XpVerdict(XpOptions options, LakeOptions lake, Clock clock) {
    this.options = options;
    this.lake = lake;
    this.clock = clock;
  }

  /**
   * The run came to its end.
   *
   * @param tables of XP
   * @throws io.eventlake.config.ConfigException when CloudWatch does not take it
   */
  public void done(LakeCatalog tables) {
    if (options.verdictNamespace == null) {
      return;
    }

    LakeChecks checks = LakeChecks.run(tables, List.of(XpTables.FACTS), clock);
    long found =
        checks.results().stream()
            .filter(check -> check.name().equals(CHECK))
            .mapToLong(CheckResult::offending)
            .sum();
    try (CloudWatchValues values = values()) {
      values.put(FAILED, clock.instant(), 0);
      values.put(DOUBLE_COUNTS, clock.instant(), found);
      values.flush();
    }
  }

  /** The run ends with this; that it cannot be told is no more than that. */
  public void failed(RuntimeException failure) {
    if (options.verdictNamespace == null) {
      return;
    }

    try (CloudWatchValues values = values()) {
      values.put(FAILED, clock.instant(), 1);
      values.flush();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private CloudWatchValues values() {
    return new CloudWatchValues(options.verdictNamespace, lake.region, options.cloudwatchEndpoint);
  }
}
