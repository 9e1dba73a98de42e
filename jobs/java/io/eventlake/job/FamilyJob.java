package io.eventlake.job;

import io.eventlake.config.DecodeOptions;
import io.eventlake.config.JobOptions;
import io.eventlake.config.OptionGroup;
import io.eventlake.config.OwnOptions;
import io.eventlake.config.SessionOptions;
import io.eventlake.config.SourceOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.connector.iceberg.sink.LakeSink;
import io.eventlake.connector.segments.SegmentLookups;
import io.eventlake.family.EventFamily;
import io.eventlake.family.TableStep;
import io.eventlake.operator.segment.SegmentLookup;
import io.eventlake.operator.session.SessionRowMaker;
import io.eventlake.operator.time.WatermarkPolicy;
import io.eventlake.pipeline.EventPipeline;
import io.eventlake.pipeline.PipelineOptions;
import io.eventlake.pipeline.SegmentTables;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;

/**
 * Events of one family from a stream or from files into its tables. Rebuilds and replays take the
 * family and its tables from here, too.
 */
public final class FamilyJob implements StreamingJob {

  private final String name;
  private final String description;
  private final Supplier<TableSet> tables;
  private final List<OptionGroup<?>> groups;
  private final BiFunction<DecodeOptions, OwnOptions, EventFamily> family;

  /**
   * @param name of the job, {@code job.name}
   * @param description one line for people
   * @param tables the family's, reading those of the segments where its sessions have segments;
   *     asked for when they are needed
   * @param family makes it by the options of group {@code decode}
   */
  public FamilyJob(
      String name,
      String description,
      Supplier<TableSet> tables,
      Function<DecodeOptions, EventFamily> family) {
    this(name, description, tables, List.of(), (decode, own) -> family.apply(decode));
  }

  private FamilyJob(
      String name,
      String description,
      Supplier<TableSet> tables,
      List<OptionGroup<?>> groups,
      BiFunction<DecodeOptions, OwnOptions, EventFamily> family) {
    this.name = name;
    this.description = description;
    this.tables = tables;
    this.groups = groups;
    this.family = family;
  }

  /**
   * Of a family that has options of its own.
   *
   * @param group of them
   * @param family makes it by the options of group {@code decode} and by them
   */
  public static <T extends Serializable> FamilyJob of(
      String name,
      String description,
      Supplier<TableSet> tables,
      OptionGroup<T> group,
      BiFunction<DecodeOptions, T, EventFamily> family) {
    return new FamilyJob(
        name,
        description,
        tables,
        List.of(group),
        (decode, own) -> family.apply(decode, own.get(group)));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public TableSet tables() {
    return tables.get();
  }

  @Override
  public List<OptionGroup<?>> groups() {
    return groups;
  }

  /** The family, by the options of a job. */
  EventFamily family(JobOptions options) {
    return family(options.decode, options.own);
  }

  /** The family, by the options of group {@code decode} and its own. */
  EventFamily family(DecodeOptions decode, OwnOptions own) {
    return family.apply(decode, own);
  }

  /** Whether its sessions have the segments of their users. */
  boolean hasSegments() {
    return tables().readable().contains(SegmentTables.USER_SEGMENTS);
  }

  @Override
  public void define(StreamExecutionEnvironment env, JobOptions options) {
    EventFamily events = family(options);
    events.requireReady();
    requireKeys(events);
    EventPipeline pipeline =
        new EventPipeline(
            events,
            new PipelineOptions(options.session, options.segments, watermarks(options)),
            segments(options),
            tables()::rowType);
    Map<TableName, DataStream<RowData>> rows =
        pipeline.define(JobSource.attach(env, options, events.name() + "-", events.decoder()));

    LakeSink sink =
        new LakeSink(new LakeCatalog(options.lake, tables()), name(), events.name() + "-");
    rows.forEach(sink::add);
    sink.commit(
        JobTables.commits(options)
            .label(CommitSummary.SESSION_GAP, options.session.gap.toString()));
  }

  /** Without a key a retraction would be one more row. */
  private void requireKeys(EventFamily events) {
    for (TableStep<SessionRowMaker> step : events.sessionRows()) {
      if (tables().definition(step.table()).keyColumns().isEmpty()) {
        throw new IllegalStateException(
            "Table "
                + step.table()
                + " of "
                + events.name()
                + " has rows of sessions and no key, by which a correction replaces them: give its"
                + " DDL a line such as -- @key session_id, event_dt");
      }
    }
  }

  /** Where a session's segments come from as the stream has it. */
  SegmentLookup segments(JobOptions options) {
    return hasSegments()
        ? SegmentLookups.create(options.segments, options.decode.maxRecordBytes)
        : SegmentLookups.none();
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
