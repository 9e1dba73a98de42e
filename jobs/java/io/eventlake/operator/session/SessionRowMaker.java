package io.eventlake.operator.session;

import io.eventlake.event.SessionWithSegments;
import java.io.Serializable;
import java.util.function.Consumer;
import org.apache.flink.table.data.RowData;

/** Makes the rows of a table whose rows are of one session each: any number of a session. */
@FunctionalInterface
public interface SessionRowMaker extends Serializable {

  /**
   * Says which rows the session has, each with a key of its own in the table.
   *
   * <p>Asked of a session that is written and, before it is written anew, of what was written
   * before: of that only id, start and notes are known, and only the keys count. So keys are made
   * of these alone. What becomes of the rows is said by {@link SessionRows}, their kind is not
   * looked at.
   */
  void rows(SessionWithSegments session, Consumer<RowData> rows);

  /** One row of each session. */
  static SessionRowMaker one(OfOne maker) {
    return (session, rows) -> rows.accept(maker.row(session));
  }

  /** Makes the only row of a session. */
  @FunctionalInterface
  interface OfOne extends Serializable {

    /** Of a retraction only the key columns count. */
    RowData row(SessionWithSegments session);
  }
}
