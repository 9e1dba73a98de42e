package io.eventlake.operator.session;

import io.eventlake.event.SessionWithSegments;
import java.io.Serializable;
import org.apache.flink.table.data.RowData;

/** Makes the rows of a table with one row for each session. */
@FunctionalInterface
public interface SessionRowMaker extends Serializable {

  /** The row with the session's row kind; of a retraction only the key columns count. */
  RowData row(SessionWithSegments session);
}
