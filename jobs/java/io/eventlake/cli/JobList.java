package io.eventlake.cli;

import io.eventlake.job.Job;
import io.eventlake.job.JobCatalog;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;

/** The jobs that can be run, each with its kind, in a line. */
final class JobList {

  private JobList() {}

  static List<String> lines() {
    int width = JobCatalog.all().stream().mapToInt(job -> job.name().length()).max().orElse(1);
    return JobCatalog.all().stream()
        .map(job -> line(job, width))
        .collect(Collectors.toUnmodifiableList());
  }

  /** The section of {@code run --help}. */
  static String section(Help help) {
    return System.lineSeparator()
        + "Jobs:"
        + System.lineSeparator()
        + lines().stream().map(line -> line + System.lineSeparator()).collect(Collectors.joining());
  }

  private static String line(Job job, int width) {
    return String.format(
        Locale.ROOT, "  %-" + width + "s  %-9s  %s", job.name(), job.kind(), job.description());
  }
}
