package io.eventlake.testing.cluster;

import io.eventlake.testing.LakeComparison;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * The table of results of the fault suite, {@code target/faults/results.md}: a line for each test,
 * written when it ends.
 */
public final class FaultResults implements BeforeEachCallback, TestWatcher {

  private static final Path FILE = Path.of("target", "faults", "results.md");
  private static final String HEADER =
      "| test | seed | faults | rows | lost | twice | recovered in, median and longest | verdict |\n"
          + "|---|---|---|---|---|---|---|---|\n";

  private final List<Duration> recoveries = new ArrayList<>();
  private long seed;
  private int faults;
  private String rows;
  private String note;

  @Override
  public void beforeEach(ExtensionContext context) {
    recoveries.clear();
    seed = 0;
    faults = 0;
    rows = "| | ";
    note = "";
  }

  /** What the test draws its schedule from. */
  public void seed(long drawn) {
    seed = drawn;
  }

  /** A fault that the job recovered from in that time. */
  public void recovered(Duration duration) {
    faults++;
    recoveries.add(duration);
  }

  /** More faults, which needed no recovery of their own. */
  public void faults(int more) {
    faults += more;
  }

  /** The rows of bronze.events at the end. */
  public void rows(LakeComparison.Difference difference) {
    rows = difference.expected() + " | " + difference.missing() + " | " + difference.extra();
  }

  /** What else was measured, in words. */
  public void note(String measured) {
    note = ": " + measured;
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    write(context, "passed");
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    write(context, "**failed**");
  }

  private void write(ExtensionContext context, String verdict) {
    String line =
        String.join(
            " | ",
            "| " + context.getRequiredTestMethod().getName(),
            Long.toString(seed),
            Integer.toString(faults),
            rows,
            recovery(),
            verdict + note + " |\n");
    System.out.print(line);
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(
          FILE,
          Files.exists(FILE) ? line : HEADER + line,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String recovery() {
    if (recoveries.isEmpty()) {
      return "";
    }

    List<Duration> sorted = new ArrayList<>(recoveries);
    Collections.sort(sorted);
    return seconds(sorted.get(sorted.size() / 2)) + ", " + seconds(sorted.get(sorted.size() - 1));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
  }
}
