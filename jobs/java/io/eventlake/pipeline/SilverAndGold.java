package io.eventlake.pipeline;

import io.eventlake.config.SessionOptions;
import io.eventlake.event.LateEvent;
import io.eventlake.event.SessionWithSegments;
import io.eventlake.family.ActivityRows;
import io.eventlake.family.EventFamily;
import io.eventlake.operator.count.AdditiveOperator;
import io.eventlake.operator.session.SessionBounds;
import io.eventlake.table.TableName;
import io.eventlake.table.rows.FunnelRows;
import io.eventlake.table.rows.LateEventRows;
import io.eventlake.table.rows.SessionRows;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/** What the stream and the rebuild do alike: rows of distinct events and of sessions. */
final class SilverAndGold {

  private static final TableName CLICKS = TableName.of("gold", "fact_affiliate_clicks");
  private static final TableName MINUTES = TableName.of("gold", "minute_activity");
  private static final TableName FUNNEL = TableName.of("gold", "fact_funnel");

  private final EventFamily family;
  private final RowTypes types;
  private final String uidPrefix;

  SilverAndGold(EventFamily family, RowTypes types, String uidPrefix) {
    this.family = family;
    this.types = types;
    this.uidPrefix = uidPrefix;
  }

  static SessionBounds bounds(SessionOptions options) {
    return new SessionBounds(options.gap, options.horizon, options.maxDuration, options.maxEvents);
  }

  Map<TableName, DataStream<RowData>> eventRows(
      DataStream<RowData> silver, DataStream<LateEvent> late) {
    Map<TableName, DataStream<RowData>> rows = new LinkedHashMap<>();
    rows.put(TableName.SILVER_EVENTS, silver);
    rows.put(
        CLICKS,
        silver
            .flatMap(family.clicks(), types.of(CLICKS))
            .name("Click rows")
            .uid(uid("click-rows")));
    rows.put(
        MINUTES,
        silver
            .transform(
                "Sum minutes",
                types.of(MINUTES),
                new AdditiveOperator<>(new ActivityRows(family.sessionFacts())))
            .uid(uid("sum-minutes")));
    rows.put(
        TableName.LATE_EVENTS,
        late.map(LateEventRows::row, types.of(TableName.LATE_EVENTS))
            .name("Late rows")
            .uid(uid("late-rows")));
    return rows;
  }

  /** Both after the lookup, so that no checkpoint holds a session without its funnel row. */
  Map<TableName, DataStream<RowData>> sessionRows(DataStream<SessionWithSegments> sessions) {
    Map<TableName, DataStream<RowData>> rows = new LinkedHashMap<>();
    rows.put(
        TableName.SESSIONS,
        sessions
            .map(joined -> SessionRows.row(joined.session), types.of(TableName.SESSIONS))
            .name("Session rows")
            .uid(uid("session-rows")));
    rows.put(
        FUNNEL,
        sessions
            .map(FunnelRows::row, types.of(FUNNEL))
            .name("Funnel rows")
            .uid(uid("funnel-rows")));
    return rows;
  }

  String uid(String step) {
    return uidPrefix + "-" + step;
  }
}
