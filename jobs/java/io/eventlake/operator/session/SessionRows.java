package io.eventlake.operator.session;

import io.eventlake.event.SessionWithSegments;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;

/**
 * Writes the rows of sessions as a changelog: all that a session had are retracted, then come all
 * that it has. So a row that is no more is gone, one that is new is there, and a reader of the
 * table sees what a session written once would have.
 */
public final class SessionRows implements FlatMapFunction<SessionWithSegments, RowData> {

  private static final long serialVersionUID = 1L;

  private final SessionRowMaker maker;

  public SessionRows(SessionRowMaker maker) {
    this.maker = maker;
  }

  @Override
  public void flatMap(SessionWithSegments session, Collector<RowData> out) {
    RowKind kind = session.session.rowKind;
    maker.rows(
        session,
        row -> {
          row.setRowKind(kind);
          out.collect(row);
        });
  }
}
