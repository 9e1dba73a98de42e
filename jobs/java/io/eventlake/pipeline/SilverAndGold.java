package io.eventlake.pipeline;

import io.eventlake.config.SessionOptions;
import io.eventlake.event.LateEvent;
import io.eventlake.event.SessionWithSegments;
import io.eventlake.family.EventFamily;
import io.eventlake.family.TableStep;
import io.eventlake.operator.count.Additive;
import io.eventlake.operator.count.AdditiveOperator;
import io.eventlake.operator.session.SessionBounds;
import io.eventlake.operator.session.SessionFacts;
import io.eventlake.operator.session.SessionRowMaker;
import io.eventlake.operator.session.SessionRows;
import io.eventlake.table.TableName;
import io.eventlake.table.rows.LateEventRows;
import io.eventlake.table.rows.SilverColumns;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/** What the stream and the rebuild do alike: rows of distinct events and of sessions. */
final class SilverAndGold {

  private final EventFamily family;
  private final RowTypes types;
  private final String uidPrefix;

  SilverAndGold(EventFamily family, RowTypes types, String uidPrefix) {
    this.family = family;
    this.types = types;
    this.uidPrefix = uidPrefix;
  }

  static SessionBounds bounds(SessionOptions options) {
    return new SessionBounds(
        options.gap,
        options.horizon,
        options.correctionHorizon,
        options.maxDuration,
        options.maxEvents);
  }

  Map<TableName, DataStream<RowData>> eventRows(
      DataStream<RowData> silver, DataStream<LateEvent> late) {
    Map<TableName, DataStream<RowData>> rows = new LinkedHashMap<>();
    rows.put(TableName.SILVER_EVENTS, silver);
    for (TableStep<FlatMapFunction<RowData, RowData>> step : family.eventRows()) {
      rows.put(
          step.table(),
          silver
              .flatMap(step.rows(), types.of(step.table()))
              .name(step.name())
              .uid(uid(step.uid())));
    }

    for (TableStep<Additive<RowData>> step : family.additiveRows()) {
      rows.put(
          step.table(),
          silver
              .transform(step.name(), types.of(step.table()), new AdditiveOperator<>(step.rows()))
              .uid(uid(step.uid())));
    }

    rows.put(
        TableName.LATE_EVENTS,
        late.map(LateEventRows::row, types.of(TableName.LATE_EVENTS))
            .name("Late rows")
            .uid(uid("late-rows")));
    return rows;
  }

  /** All after the lookup, so that no checkpoint holds a session with a part of its rows. */
  Map<TableName, DataStream<RowData>> sessionRows(DataStream<SessionWithSegments> sessions) {
    Map<TableName, DataStream<RowData>> rows = new LinkedHashMap<>();
    for (TableStep<SessionRowMaker> step : family.sessionRows()) {
      rows.put(
          step.table(),
          sessions
              .flatMap(new SessionRows(step.rows()), types.of(step.table()))
              .name(step.name())
              .uid(uid(step.uid())));
    }

    return rows;
  }

  /** What a session takes from an event of the family. */
  SessionFacts sessionFacts() {
    return new SessionFacts(
        new SilverColumns(types.row(TableName.SILVER_EVENTS)), family.sessionTally());
  }

  String uid(String step) {
    return uidPrefix + "-" + step;
  }
}
