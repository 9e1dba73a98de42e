package io.eventlake.pipeline;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RawRecord;
import io.eventlake.event.Session;
import io.eventlake.event.SessionWithSegments;
import io.eventlake.family.EventFamily;
import io.eventlake.family.RecordCountRows;
import io.eventlake.operator.count.AdditiveOperator;
import io.eventlake.operator.count.CountedRecord;
import io.eventlake.operator.decode.DecodeFunction;
import io.eventlake.operator.decode.DecodeTags;
import io.eventlake.operator.decode.EventEnvelopeTypeInfo;
import io.eventlake.operator.segment.SegmentJoinFunction;
import io.eventlake.operator.segment.SegmentLookup;
import io.eventlake.operator.segment.UnresolvedCounts;
import io.eventlake.operator.session.SessionizeOperator;
import io.eventlake.operator.time.WatermarkPolicy;
import io.eventlake.table.TableName;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;

/**
 * The way of an event family from raw records to the rows of every table.
 *
 * <pre>
 * raw ─► decode ─┬─► bronze.events
 *                ├─► bronze.dead_letters
 *                ├─► counts ──────────────────────────────────────► ops.record_counts
 *                └─► watermarks ─► by session key ─► sessionize
 *                                                      ├─► silver.events
 *                                                      │     ├─► gold, of one event each
 *                                                      │     └─► gold, summed up
 *                                                      ├─► segments ─┬─► silver.sessions
 *                                                      │             └─► gold, of one session each
 *                                                      ├─► ops.late_events
 *                                                      └─► counts ─► ops.record_counts
 * </pre>
 */
public final class EventPipeline {

  private final EventFamily family;
  private final PipelineOptions options;
  private final SegmentLookup segments;
  private final RowTypes types;
  private final SilverAndGold common;

  public EventPipeline(
      EventFamily family, PipelineOptions options, SegmentLookup segments, RowTypes types) {
    this.family = family;
    this.options = options;
    this.segments = segments;
    this.types = types;
    this.common = new SilverAndGold(family, types, family.name());
  }

  /** Wires the steps and returns the rows of each table. */
  public Map<TableName, DataStream<RowData>> define(DataStream<RawRecord> raw) {
    DecodeTags tags =
        new DecodeTags(types.row(TableName.BRONZE_EVENTS), types.row(TableName.DEAD_LETTERS));
    SingleOutputStreamOperator<EventEnvelope> decoded =
        raw.process(
                new DecodeFunction(family.decoder(), tags),
                new EventEnvelopeTypeInfo(types.row(TableName.SILVER_EVENTS)))
            .name("Decode")
            .uid(common.uid("decode"));
    SingleOutputStreamOperator<RowData> silver = sessionize(decoded);
    DataStream<SessionWithSegments> sessions =
        joinSegments(silver.getSideOutput(SessionizeOperator.SESSIONS));

    Map<TableName, DataStream<RowData>> rows = new LinkedHashMap<>();
    rows.put(TableName.BRONZE_EVENTS, decoded.getSideOutput(tags.bronze));
    rows.put(TableName.DEAD_LETTERS, decoded.getSideOutput(tags.deadLetters));
    rows.putAll(common.eventRows(silver, silver.getSideOutput(SessionizeOperator.LATE)));
    rows.putAll(common.sessionRows(sessions));
    rows.put(
        TableName.RECORD_COUNTS,
        sum(decoded.getSideOutput(DecodeTags.COUNTS), "decoded")
            .union(
                sum(silver.getSideOutput(SessionizeOperator.COUNTS), "sessionized"),
                sum(unresolved(sessions), "unresolved")));
    return rows;
  }

  private SingleOutputStreamOperator<RowData> sessionize(DataStream<EventEnvelope> events) {
    return events
        .assignTimestampsAndWatermarks(watermarks(options.watermarks))
        .name("Watermarks")
        .uid(common.uid("watermarks"))
        .keyBy(event -> event.key)
        .transform(
            "Sessionize",
            types.of(TableName.SILVER_EVENTS),
            new SessionizeOperator(SilverAndGold.bounds(options.session), common.sessionFacts()))
        .uid(common.uid("sessionize"));
  }

  private static WatermarkStrategy<EventEnvelope> watermarks(WatermarkPolicy policy) {
    return WatermarkStrategy.<EventEnvelope>forGenerator(
            context -> policy.generator(Clock.systemUTC()))
        .withTimestampAssigner((event, ignored) -> event.eventTimeMillis);
  }

  private SingleOutputStreamOperator<SessionWithSegments> joinSegments(
      DataStream<Session> sessions) {
    // No limit here, which would start and stop a timer for each session: a lookup has its own.
    return AsyncDataStream.orderedWait(
            sessions,
            new SegmentJoinFunction(segments),
            0,
            TimeUnit.MILLISECONDS,
            options.segments.maxInFlight)
        .name("Join segments")
        .uid(common.uid("join-segments"));
  }

  private DataStream<CountedRecord> unresolved(DataStream<SessionWithSegments> joined) {
    return joined
        .flatMap(new UnresolvedCounts())
        .name("Unresolved segments")
        .uid(common.uid("unresolved"));
  }

  private DataStream<RowData> sum(DataStream<CountedRecord> records, String what) {
    return records
        .transform(
            "Sum " + what,
            types.of(TableName.RECORD_COUNTS),
            new AdditiveOperator<>(new RecordCountRows(family.name())))
        .uid(common.uid("sum-" + what));
  }
}
