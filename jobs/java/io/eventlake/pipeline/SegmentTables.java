package io.eventlake.pipeline;

import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;

/** The one table of the segments' history, which is its own ledger. */
public final class SegmentTables {

  public static final TableName USER_SEGMENTS = TableName.of("silver", "user_segments");

  private SegmentTables() {}

  public static TableSet set() {
    return TableSet.of("segments");
  }
}
