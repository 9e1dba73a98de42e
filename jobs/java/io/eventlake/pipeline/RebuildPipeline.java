package io.eventlake.pipeline;

import io.eventlake.config.SessionOptions;
import io.eventlake.event.EventEnvelope;
import io.eventlake.event.LateEvent;
import io.eventlake.event.Session;
import io.eventlake.event.SessionWithSegments;
import io.eventlake.family.EventFamily;
import io.eventlake.family.RecordCountRows;
import io.eventlake.operator.count.AdditiveOperator;
import io.eventlake.operator.decode.StoredEvents;
import io.eventlake.operator.rebuild.MembershipOrSession;
import io.eventlake.operator.rebuild.RebuildFunction;
import io.eventlake.operator.rebuild.RebuildRecord;
import io.eventlake.operator.rebuild.RebuildScope;
import io.eventlake.operator.rebuild.SegmentsAsOfStart;
import io.eventlake.operator.rebuild.SessionRevisions;
import io.eventlake.operator.segment.SegmentJoinFunction;
import io.eventlake.operator.segment.SegmentLookup;
import io.eventlake.operator.session.SessionBounds;
import io.eventlake.table.TableName;
import io.eventlake.table.rows.BronzeColumns;
import io.eventlake.table.rows.LateEventRows;
import io.eventlake.table.rows.SessionColumns;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;

/**
 * The way of an event family from what the lake holds of some days to the rows of silver and gold
 * for those days. In batch execution; with the rules, row makers and sums of the stream.
 *
 * <pre>
 * bronze.events ──┐                                   ┌─► silver.events ─┬─► gold, of one event each
 * silver.events ──┼─► by session key ─► rebuild ──────┤                  └─► gold, summed up
 * silver.sessions ┤                                   ├─► by user ─► segments ─┬─► silver.sessions
 * ops.late_events ┘     silver.user_segments ─────────┼─────┘                  └─► gold, of one session
 *                                                     ├─► ops.late_events
 *                                                     └─► changes of ops.record_counts
 * </pre>
 */
public final class RebuildPipeline {

  private final EventFamily family;
  private final RebuildScope scope;
  private final SessionBounds bounds;
  private final RowTypes types;
  private final SilverAndGold common;

  public RebuildPipeline(
      EventFamily family, RebuildScope scope, SessionOptions options, RowTypes types) {
    this.family = family;
    this.scope = scope;
    this.bounds = SilverAndGold.bounds(options);
    this.types = types;
    this.common = new SilverAndGold(family, types, "rebuild");
  }

  /**
   * Wires the steps and returns the rows of each table.
   *
   * @param stored the rows of each table that the rebuild looks at
   * @param replayed rows that come to {@code bronze.events}, of former dead letters; null for none
   * @param lookup where segments come from, or null for {@code silver.user_segments}
   */
  public Map<TableName, DataStream<RowData>> define(
      Map<TableName, DataStream<RowData>> stored,
      DataStream<RowData> replayed,
      SegmentLookup lookup) {
    SingleOutputStreamOperator<RowData> silver =
        inOrder(records(stored, replayed), record -> record.order, "records")
            .keyBy(record -> record.key)
            .process(
                new RebuildFunction(scope, bounds, common.sessionFacts(), revisions()),
                types.of(TableName.SILVER_EVENTS))
            .name("Rebuild")
            .uid(common.uid("sessions"));
    Map<TableName, DataStream<RowData>> rows = new LinkedHashMap<>();
    rows.putAll(common.eventRows(silver, silver.getSideOutput(RebuildFunction.LATE)));
    if (hasSessions()) {
      DataStream<Session> built = silver.getSideOutput(RebuildFunction.SESSIONS);
      rows.putAll(
          common.sessionRows(
              lookup == null
                  ? joinSegments(built, stored.get(SegmentTables.USER_SEGMENTS))
                  : lookUpSegments(built, lookup)));
    }

    rows.put(
        TableName.RECORD_COUNTS,
        silver
            .getSideOutput(RebuildFunction.COUNTS)
            .transform(
                "Sum changes",
                types.of(TableName.RECORD_COUNTS),
                new AdditiveOperator<>(new RecordCountRows(family.name())))
            .uid(common.uid("sum-changes"))
            .filter(row -> row.getLong(RecordCountRows.RECORDS) != 0)
            .name("Changes")
            .uid(common.uid("changes")));
    return rows;
  }

  private DataStream<RebuildRecord> records(
      Map<TableName, DataStream<RowData>> stored, DataStream<RowData> replayed) {
    TypeInformation<RebuildRecord> type = recordType();
    StoredEvents events = family.storedEvents();
    DataStream<RebuildRecord> tables =
        bronze(stored.get(TableName.BRONZE_EVENTS), false, "bronze")
            .union(
                stored
                    .get(TableName.SILVER_EVENTS)
                    .map(row -> RebuildRecord.silver(events.ofSilver(row)), type)
                    .name("Silver")
                    .uid(common.uid("silver")),
                stored
                    .get(TableName.LATE_EVENTS)
                    .map(row -> lateRecord(events, LateEventRows.event(row)), type)
                    .name("Late events")
                    .uid(common.uid("late-events")));
    if (hasSessions()) {
      tables = tables.union(sessions(stored.get(TableName.SESSIONS)));
    }

    return replayed == null ? tables : tables.union(bronze(replayed, true, "replayed"));
  }

  private DataStream<RebuildRecord> sessions(DataStream<RowData> rows) {
    StoredEvents events = family.storedEvents();
    SessionColumns columns = new SessionColumns(types.row(TableName.SESSIONS));
    return rows.map(row -> sessionRecord(events, columns.session(row), row), recordType())
        .name("Sessions")
        .uid(common.uid("stored-sessions"));
  }

  private DataStream<RebuildRecord> bronze(DataStream<RowData> rows, boolean replayed, String uid) {
    StoredEvents events = family.storedEvents();
    BronzeColumns columns = new BronzeColumns(types.row(TableName.BRONZE_EVENTS));
    RebuildScope days = scope;
    return rows.flatMap(
            (RowData row, Collector<RebuildRecord> out) -> {
              EventEnvelope event = events.ofBronze(row);
              if (event != null) {
                RebuildRecord record =
                    RebuildRecord.bronze(
                        event,
                        columns.sequenceNumber(row),
                        columns.subSequenceNumber(row),
                        columns.eventIndex(row));
                out.collect(replayed ? record.asReplayed() : record);
              }
            },
            recordType())
        .name("Bronze, " + uid)
        .uid(common.uid(uid))
        .filter(record -> days.contains(record.event.eventTimeMillis))
        .name("Days of " + uid)
        .uid(common.uid("days-of-" + uid));
  }

  private DataStream<SessionWithSegments> joinSegments(
      DataStream<Session> sessions, DataStream<RowData> memberships) {
    TypeInformation<MembershipOrSession> type = Types.POJO(MembershipOrSession.class);
    DataStream<MembershipOrSession> all =
        sessions
            .map(MembershipOrSession::session, type)
            .name("Sessions of users")
            .uid(common.uid("sessions-of-users"))
            .union(
                memberships
                    .map(new MembershipRows(types.row(SegmentTables.USER_SEGMENTS)), type)
                    .name("Memberships")
                    .uid(common.uid("memberships")));
    return inOrder(all, record -> record.order, "users")
        .keyBy(record -> record.userId)
        .process(new SegmentsAsOfStart(), TypeInformation.of(SessionWithSegments.class))
        .name("Join segments")
        .uid(common.uid("join-segments"));
  }

  private DataStream<SessionWithSegments> lookUpSegments(
      DataStream<Session> sessions, SegmentLookup lookup) {
    return AsyncDataStream.unorderedWait(
            sessions, new SegmentJoinFunction(lookup), 0, TimeUnit.MILLISECONDS)
        .name("Look up segments")
        .uid(common.uid("look-up-segments"));
  }

  /** Batch execution sorts what is keyed by its timestamp. */
  private <T> DataStream<T> inOrder(DataStream<T> records, Order<T> order, String what) {
    return records
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<T>noWatermarks()
                .withTimestampAssigner((record, ignored) -> order.of(record)))
        .name("Order of " + what)
        .uid(common.uid("order-of-" + what));
  }

  private interface Order<T> extends Serializable {
    long of(T record);
  }

  private TypeInformation<RebuildRecord> recordType() {
    return RebuildRecord.type(
        types.row(TableName.SILVER_EVENTS),
        hasSessions() ? types.row(TableName.SESSIONS) : RowType.of());
  }

  private boolean hasSessions() {
    return !family.sessionRows().isEmpty();
  }

  /** Null for a family without sessions. */
  private SessionRevisions revisions() {
    return !hasSessions()
        ? null
        : new SessionRevisions(types.row(TableName.SESSIONS), family.sessionRows().get(0).rows());
  }

  private static RebuildRecord sessionRecord(StoredEvents events, Session session, RowData row) {
    String key =
        SessionColumns.isOfUser(session)
            ? events.key(null, session.userId, null)
            : events.key(session.sessionId, null, null);
    return RebuildRecord.session(key, session, row);
  }

  private static RebuildRecord lateRecord(StoredEvents events, LateEvent late) {
    return RebuildRecord.late(events.key(late.sessionId, late.userId, late.eventId), late);
  }
}
