package io.eventlake.job;

import io.eventlake.config.JobOptions;
import io.eventlake.config.SessionOptions;
import io.eventlake.config.SourceOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.connector.iceberg.sink.LakeSink;
import io.eventlake.connector.segments.SegmentLookups;
import io.eventlake.family.EventFamily;
import io.eventlake.operator.time.WatermarkPolicy;
import io.eventlake.pipeline.ClickstreamPipeline;
import io.eventlake.pipeline.PipelineOptions;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;

/** Web events from a stream or from files into the bronze, silver, gold and ops tables. */
public final class ClickstreamJob implements Job {

  @Override
  public String name() {
    return "clickstream";
  }

  @Override
  public String description() {
    return "web events from Kinesis or files into the bronze, silver, gold and ops tables";
  }

  @Override
  public TableSet tables() {
    return Lakes.web();
  }

  @Override
  public void define(StreamExecutionEnvironment env, JobOptions options) {
    EventFamily family = family(options);
    ClickstreamPipeline pipeline =
        new ClickstreamPipeline(
            family,
            new PipelineOptions(options.session, options.segments, watermarks(options)),
            SegmentLookups.create(options.segments, options.decode.maxRecordBytes),
            tables()::rowType);
    Map<TableName, DataStream<RowData>> rows =
        pipeline.define(JobSource.attach(env, options, family.name() + "-", family.decoder()));

    LakeSink sink =
        new LakeSink(new LakeCatalog(options.lake, tables()), name(), family.name() + "-");
    rows.forEach(sink::add);
    sink.commit(
        JobTables.commits(options)
            .label(CommitSummary.SESSION_GAP, options.session.gap.toString()));
  }

  /** The family of this job's events, by the options of group {@code decode}. */
  static EventFamily family(JobOptions options) {
    return FamilyCatalog.web(options.decode);
  }

  private static WatermarkPolicy watermarks(JobOptions options) {
    SessionOptions session = options.session;
    if (options.source.type == SourceOptions.Type.KINESIS) {
      return WatermarkPolicy.stream(session.outOfOrderness, session.idleTimeout, session.gap);
    }

    return options.source.filesMode == SourceOptions.FilesMode.WATCH
        ? WatermarkPolicy.watchedFiles(session.outOfOrderness, session.idleTimeout)
        : WatermarkPolicy.boundedFiles(session.outOfOrderness);
  }
}
