package io.eventlake.job;

import io.eventlake.config.ConfigException;
import io.eventlake.config.NearestNames;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All jobs: those of the families, and one line each of the others. */
public final class JobCatalog {

  private JobCatalog() {}

  public static List<Job> all() {
    return Stream.concat(FamilyCatalog.jobs().stream(), Stream.of(new SegmentsJob()))
        .collect(Collectors.toUnmodifiableList());
  }

  /**
   * The job of that name.
   *
   * @param others names that would do as well where it is asked for
   * @throws ConfigException listing the names there are, the nearest first
   */
  public static Job find(String name, String... others) {
    return all().stream()
        .filter(job -> job.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "There is no job "
                        + name
                        + NearestNames.among(
                            name,
                            Stream.concat(all().stream().map(Job::name), Stream.of(others))
                                .collect(Collectors.toList()),
                            "the jobs are")));
  }
}
