package io.eventlake.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** What tests want of a job that runs: that it comes to a point, and where it can go on from. */
public final class RunningJob {

  private static final long LOOK_AGAIN_MILLIS = 200;

  private RunningJob() {}

  /**
   * Returns once the condition holds, or fails when the job ends before. A test's time limit ends
   * the wait.
   */
  public static void await(CompletableFuture<?> ended, BooleanSupplier condition)
      throws InterruptedException {
    while (!condition.getAsBoolean()) {
      try {
        throw new AssertionError(
            "The job ended too early: " + ended.get(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        // It runs: the next look may find more.
        continue;
      } catch (ExecutionException e) {
        throw new AssertionError("The job failed", e.getCause());
      }
    }
  }

  /** The last checkpoint that a job which is gone has completed, for {@code local.restore-from}. */
  public static String newestCheckpoint(Path stateDirectory) throws IOException {
    try (Stream<Path> files = Files.walk(stateDirectory)) {
      List<Path> complete = files.filter(file -> file.endsWith("_metadata")).toList();
      return complete.stream()
          .map(Path::getParent)
          .max(Comparator.comparingInt(RunningJob::number))
          .orElseThrow(() -> new AssertionError("No checkpoint is complete"))
          .toUri()
          .toString();
    }
  }

  private static int number(Path checkpoint) {
    return Integer.parseInt(checkpoint.getFileName().toString().replace("chk-", ""));
  }
}
