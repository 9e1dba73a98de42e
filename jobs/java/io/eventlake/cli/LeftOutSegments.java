package io.eventlake.cli;

import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.config.SegmentsOptions;
import io.eventlake.config.SourceOptions;
import io.eventlake.connector.segments.SegmentFile;
import java.util.Optional;

/** Says of a run's file of segments which of its lines are none: users of these go without. */
final class LeftOutSegments {

  private static final String SEGMENTS_JOB = "segments";

  private LeftOutSegments() {}

  /**
   * A sentence, empty where all lines are segments or no such file is read.
   *
   * @throws ConfigException when the file cannot be read
   */
  static Optional<String> of(JobOptions options) {
    SourceOptions source = options.source;
    if (options.name.equals(SEGMENTS_JOB)) {
      return source.type == SourceOptions.Type.FILES
              && source.filesMode == SourceOptions.FilesMode.BOUNDED
          ? of(SourceOptions.PATH.key(), source.path, options)
          : Optional.empty();
    }

    return options.segments.type == SegmentsOptions.Type.FILE
        ? of(SegmentsOptions.PATH.key(), options.segments.path, options)
        : Optional.empty();
  }

  private static Optional<String> of(String option, String path, JobOptions options) {
    String described = option + " = '" + path + "'";
    return new SegmentFile(path, described, options.decode.maxRecordBytes).leftOut();
  }
}
