package io.eventlake.job;

import io.eventlake.config.OptionGroup;
import java.util.List;

/** Something that can be run: a {@link StreamingJob} or a {@link BatchJob}. */
public interface Job {

  /** The name in the configuration, {@code job.name}. */
  String name();

  JobKind kind();

  /** One line for people. */
  String description();

  /** The groups of options that it brings, beside those that all jobs have. */
  default List<OptionGroup<?>> groups() {
    return List.of();
  }
}
