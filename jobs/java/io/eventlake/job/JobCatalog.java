package io.eventlake.job;

import io.eventlake.config.ConfigException;
import java.util.List;
import java.util.stream.Collectors;

/** All jobs, one line each. */
public final class JobCatalog {

  private static final List<Job> JOBS = List.of(new ClickstreamJob(), new SegmentsJob());

  private JobCatalog() {}

  public static List<Job> all() {
    return JOBS;
  }

  /**
   * The job of that name.
   *
   * @throws ConfigException listing the names there are
   */
  public static Job find(String name) {
    return JOBS.stream()
        .filter(job -> job.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "job '"
                        + name
                        + "' is unknown; the jobs are: "
                        + JOBS.stream().map(Job::name).collect(Collectors.joining(", "))));
  }
}
