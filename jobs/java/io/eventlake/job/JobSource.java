package io.eventlake.job;

import io.eventlake.config.JobOptions;
import io.eventlake.config.SourceOptions;
import io.eventlake.connector.files.FilesSource;
import io.eventlake.connector.kinesis.KinesisSource;
import io.eventlake.event.RawRecord;
import io.eventlake.operator.decode.EventDecoder;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where a job's records come from: a stream or files, as group {@code source} says. */
final class JobSource {

  private JobSource() {}

  /**
   * @param uidPrefix of the source, ends with a dash
   * @param decoder tells the times of events in files; null where these do not matter
   */
  static DataStream<RawRecord> attach(
      StreamExecutionEnvironment env, JobOptions options, String uidPrefix, EventDecoder decoder) {
    if (options.source.type == SourceOptions.Type.KINESIS) {
      return KinesisSource.attach(env, options.source, uidPrefix + "source-kinesis");
    }

    return env.fromSource(
            FilesSource.create(options.source, options.decode.maxRecordBytes, decoder),
            WatermarkStrategy.noWatermarks(),
            "Files")
        .uid(uidPrefix + "source-files");
  }
}
