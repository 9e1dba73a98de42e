package io.eventlake.connector.dynamodb;

import io.eventlake.config.ConfigException;
import io.eventlake.connector.aws.Pacing;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/** Waits for an export to be COMPLETED, looking at it less and less often. */
public final class ExportWait {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Function<String, TableExport> look;
  private final Pacing pacing;
  private final Duration most;
  private final Consumer<String> told;

  /**
   * @param look tells how the export of an ARN is doing
   * @param most how long to wait
   * @param told takes a line for people when the wait begins and when it ends
   */
  public ExportWait(
      Function<String, TableExport> look, Pacing pacing, Duration most, Consumer<String> told) {
    this.look = look;
    this.pacing = pacing;
    this.most = most;
    this.told = told;
  }

  /**
   * Waits.
   *
   * @throws ConfigException when it fails, with the service's reason, or is not completed in time
   */
  public TableExport completed(String arn) {
    long begun = pacing.nanoTime();
    Duration pause = FIRST_PAUSE;
    boolean isToldOf = false;
    while (true) {
      TableExport export = look.apply(arn);
      if (export.isFailed()) {
        throw new ConfigException(export.failure());
      }

      Duration waited = Duration.ofNanos(pacing.nanoTime() - begun);
      if (export.isCompleted()) {
        if (isToldOf) {
          told.accept("It is COMPLETED after " + waited.toSeconds() + " s.");
        }

        return export;
      } else if (waited.compareTo(most) >= 0) {
        throw new ConfigException(
            "The export "
                + arn
                + " is "
                + export.status()
                + " after "
                + waited.toSeconds()
                + " s; run this again later, or set metrics.wait to more");
      }

      if (!isToldOf) {
        told.accept("The export " + arn + " is " + export.status() + ": waiting.");
        isToldOf = true;
      }

      Duration left = most.minus(waited);
      pacing.pause(pause.compareTo(left) < 0 ? pause : left);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }
}
