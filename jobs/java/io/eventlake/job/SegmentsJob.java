package io.eventlake.job;

import io.eventlake.config.JobOptions;
import io.eventlake.config.SegmentsOptions;
import io.eventlake.config.SegmentsOptions.InitialLoad;
import io.eventlake.config.SourceOptions;
import io.eventlake.connector.dynamodb.DynamoDbExport;
import io.eventlake.connector.dynamodb.ExportFile;
import io.eventlake.connector.dynamodb.SegmentChangeDecoder;
import io.eventlake.connector.dynamodb.SegmentTableScan;
import io.eventlake.connector.files.FilesSource;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.sink.LakeSink;
import io.eventlake.connector.segments.SegmentFile;
import io.eventlake.event.RawRecord;
import io.eventlake.event.SegmentChange;
import io.eventlake.pipeline.SegmentTables;
import io.eventlake.pipeline.SegmentsPipeline;
import io.eventlake.table.TableSet;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The history of users' segments: changes of the segment table from a stream or from files, after
 * an initial load of what it holds, into {@code silver.user_segments}.
 */
public final class SegmentsJob implements StreamingJob {

  public static final String NAME = "segments";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "changes of the DynamoDB segment table, and what it holds, into silver.user_segments";
  }

  @Override
  public TableSet tables() {
    return SegmentTables.set();
  }

  @Override
  public void define(StreamExecutionEnvironment env, JobOptions options) {
    SegmentsPipeline pipeline = new SegmentsPipeline(tables()::rowType);
    if (options.source.type == SourceOptions.Type.FILES
        && options.source.filesMode == SourceOptions.FilesMode.BOUNDED) {
      requireSegments(options);
    }

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
        new LakeSink(new LakeCatalog(options.lake, tables()), name(), SegmentsPipeline.UID_PREFIX);
    sink.add(SegmentTables.USER_SEGMENTS, pipeline.define(changes));
    sink.commit(JobTables.commits(options));
  }

  /** A file of something else must not end as if all were well. */
  private static void requireSegments(JobOptions options) {
    String path = options.source.path;
    new SegmentFile(
            path, SourceOptions.PATH.key() + " = '" + path + "'", options.decode.maxRecordBytes)
        .requireSegments();
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
    SegmentsOptions segments = options.segments;
    DynamoDbExport export =
        DynamoDbExport.open(
            segments.exportPath,
            SegmentsOptions.EXPORT_PATH.key() + " = '" + segments.exportPath + "'");
    export.requireTable(segments.table, SegmentsOptions.TABLE.key());
    if (env.getConfiguration().getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isEmpty()) {
      export.verify();
    }

    List<Path> files = export.files().stream().map(ExportFile::path).collect(Collectors.toList());
    DataStream<RawRecord> items =
        env.fromSource(
                FilesSource.listed(files, options.decode.maxRecordBytes),
                WatermarkStrategy.noWatermarks(),
                "Export")
            .uid(SegmentsPipeline.UID_PREFIX + "source-export");
    Instant time = segments.exportTime == null ? export.time() : segments.exportTime;
    return pipeline.decode(items, decoder(options, time), "decode-export");
  }

  private static SegmentChangeDecoder decoder(JobOptions options, Instant itemsAt) {
    return new SegmentChangeDecoder(options.segments.table, options.decode.maxRecordBytes, itemsAt);
  }
}
