package io.eventlake.job;

import io.eventlake.config.JobOptions;
import io.eventlake.config.SourceOptions;
import io.eventlake.connector.files.FilesSource;
import io.eventlake.connector.kinesis.KinesisSource;
import io.eventlake.event.RawRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where a job's records come from: a stream or files, as group {@code source} says. */
final class JobSource {

  private JobSource() {}

  /**
   * @param uidPrefix of the source, ends with a dash
   */
  static DataStream<RawRecord> attach(
      StreamExecutionEnvironment env, JobOptions options, String uidPrefix) {
    if (options.source.type == SourceOptions.Type.KINESIS) {
      return KinesisSource.attach(env, options.source, uidPrefix + "source-kinesis");
    }

    return env.fromSource(
            FilesSource.create(options.source, options.decode.maxRecordBytes),
            WatermarkStrategy.noWatermarks(),
            "Files")
        .uid(uidPrefix + "source-files");
  }
}
