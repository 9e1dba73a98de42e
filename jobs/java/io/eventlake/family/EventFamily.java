package io.eventlake.family;

import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.operator.decode.StoredEvents;
import io.eventlake.operator.session.SessionFacts;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** What differs from one event family to the next; a pipeline is given one. */
public interface EventFamily {

  /** The name in tables, metrics and uids, for example {@code web}. */
  String name();

  EventDecoder decoder();

  /**
   * Reads the family's events off the tables.
   *
   * @param silver the type of silver rows
   */
  StoredEvents storedEvents(RowType silver);

  SessionFacts sessionFacts();

  /** Rows of {@code gold.fact_affiliate_clicks} from silver rows; none for other events. */
  FlatMapFunction<RowData, RowData> clicks();
}
