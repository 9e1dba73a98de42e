package io.eventlake.job;

import io.eventlake.config.ConfigException;
import io.eventlake.config.NearestNames;
import io.eventlake.config.OptionGroups;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All jobs: those of the families, and one line each of the others. */
public final class JobCatalog {

  /** Those that are no family's. */
  private static final List<Job> OTHERS =
      List.of(
          new SegmentsJob(),
          new RebuildJob(),
          new ReplayJob(),
          new MaintainJob(),
          new MetricsJob(),
          new SiteMartsJob(),
          new XpJob());

  private JobCatalog() {}

  public static List<Job> all() {
    return Stream.concat(FamilyCatalog.jobs().stream(), OTHERS.stream())
        .collect(Collectors.toUnmodifiableList());
  }

  /** Those that have state, and commit with their checkpoints. */
  public static List<StreamingJob> streaming() {
    return all().stream()
        .filter(StreamingJob.class::isInstance)
        .map(StreamingJob.class::cast)
        .collect(Collectors.toUnmodifiableList());
  }

  /** What reads a configuration: knows the options of all jobs. */
  public static OptionGroups options() {
    return options(all());
  }

  /** The same of other jobs. */
  static OptionGroups options(Collection<? extends Job> jobs) {
    OptionGroups options = OptionGroups.none();
    for (Job job : jobs) {
      options =
          job.kind() == JobKind.BATCH
              ? options.batch(job.name(), job.groups())
              : options.streaming(job.name(), job.groups());
    }

    return options;
  }

  /**
   * The job of that name.
   *
   * @throws ConfigException listing the names there are, the nearest first
   */
  public static Job find(String name) {
    return find(name, all());
  }

  /**
   * The job of that name that has state.
   *
   * @throws ConfigException listing the names there are, the nearest first
   */
  public static StreamingJob findStreaming(String name) {
    List<StreamingJob> streaming = streaming();
    if (all().stream().anyMatch(job -> job.name().equals(name) && job.kind() == JobKind.BATCH)) {
      throw new ConfigException(
          "The job "
              + name
              + " is a batch, which runs to its end and has no state: the jobs that have are "
              + streaming.stream().map(Job::name).collect(Collectors.joining(", ")));
    }

    return find(name, streaming);
  }

  private static <T extends Job> T find(String name, List<T> jobs) {
    return jobs.stream()
        .filter(job -> job.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "There is no job "
                        + name
                        + NearestNames.among(
                            name,
                            jobs.stream().map(Job::name).collect(Collectors.toList()),
                            "the jobs are")));
  }
}
