package io.eventlake.family.contract;

import io.eventlake.event.RawRecord;
import java.io.Serializable;
import java.util.function.Supplier;
import org.apache.flink.table.data.RowData;

/** Makes an event's rows. A contract makes them by name; a family may have a quicker one. */
public interface RowMaker {

  /** Makes one for a task. */
  interface Source extends Supplier<RowMaker>, Serializable {}

  /** A new row of {@code bronze.events}, values as sent. */
  RowData bronze(EventValues event, RawRecord record, EventPlace place, EventTimes times);

  /** A new row of {@code silver.events}, empty texts null; in no session yet. */
  RowData silver(EventValues event, EventTimes times);
}
