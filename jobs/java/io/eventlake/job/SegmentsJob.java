package io.eventlake.job;

import io.eventlake.config.JobOptions;
import io.eventlake.config.SegmentsOptions;
import io.eventlake.config.SegmentsOptions.InitialLoad;
import io.eventlake.connector.dynamodb.SegmentChangeDecoder;
import io.eventlake.connector.dynamodb.SegmentExport;
import io.eventlake.connector.dynamodb.SegmentTableScan;
import io.eventlake.connector.files.FilesSource;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.sink.LakeSink;
import io.eventlake.event.RawRecord;
import io.eventlake.event.SegmentChange;
import io.eventlake.pipeline.SegmentsPipeline;
import io.eventlake.table.TableName;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The history of users' segments: changes of the segment table from a stream or from files, after
 * an initial load of what it holds, into {@code silver.user_segments}.
 */
public final class SegmentsJob implements Job {

  @Override
  public String name() {
    return "segments";
  }

  @Override
  public String description() {
    return "changes of the DynamoDB segment table, and what it holds, into silver.user_segments";
  }

  @Override
  public void define(StreamExecutionEnvironment env, JobOptions options) {
    SegmentsPipeline pipeline = new SegmentsPipeline(LakeSink::rowType);
    DataStream<SegmentChange> changes =
        pipeline.decode(
            JobSource.attach(env, options, SegmentsPipeline.UID_PREFIX, null),
            decoder(options, null),
            "decode");
    if (options.segments.initialLoad == InitialLoad.SCAN) {
      changes = changes.union(scan(env, options.segments));
    } else if (options.segments.initialLoad == InitialLoad.EXPORT) {
      changes = changes.union(export(env, options, pipeline));
    }

    LakeSink sink =
        new LakeSink(new LakeCatalog(options.lake), name(), SegmentsPipeline.UID_PREFIX);
    sink.add(TableName.USER_SEGMENTS, pipeline.define(changes));
    sink.commit(JobVersion.current(), JobTables.MAX_COMMIT_FAILURES);
  }

  private static DataStream<SegmentChange> scan(
      StreamExecutionEnvironment env, SegmentsOptions options) {
    return env.fromSource(
            new SegmentTableScan(options),
            WatermarkStrategy.noWatermarks(),
            "Scan of " + options.table)
        .uid(SegmentsPipeline.UID_PREFIX + "source-scan");
  }

  private static DataStream<SegmentChange> export(
      StreamExecutionEnvironment env, JobOptions options, SegmentsPipeline pipeline) {
    SegmentExport export = SegmentExport.find(options.segments);
    String described = "the export " + export.data();
    DataStream<RawRecord> items =
        env.fromSource(
                FilesSource.bounded(export.data(), described, options.decode.maxRecordBytes),
                WatermarkStrategy.noWatermarks(),
                "Export")
            .uid(SegmentsPipeline.UID_PREFIX + "source-export");
    return pipeline.decode(items, decoder(options, export.time()), "decode-export");
  }

  private static SegmentChangeDecoder decoder(JobOptions options, Instant itemsAt) {
    return new SegmentChangeDecoder(options.segments.table, options.decode.maxRecordBytes, itemsAt);
  }
}
