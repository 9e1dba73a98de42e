package io.eventlake.family.caliper;

import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import org.apache.flink.table.types.logical.RowType;

/** The tables of the family. */
final class CaliperTables {

  static final String FAMILY = "caliper";

  private CaliperTables() {}

  static TableSet set() {
    return TableSet.of(FAMILY);
  }

  static RowType rowType(TableName table) {
    return set().rowType(table);
  }
}
