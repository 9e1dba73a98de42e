package io.eventlake.family.caliper;

import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import org.apache.flink.table.types.logical.RowType;

/** The tables of the family. */
final class CaliperTables {

  static final String FAMILY = "caliper";

  static final TableName FACTS = TableName.of("gold", "facts");
  static final TableName OUTCOMES = TableName.of("gold", "outcomes");
  static final TableName LEARNING_DAYS = TableName.of("gold", "learning_days");

  private CaliperTables() {}

  static TableSet set() {
    return TableSet.of(FAMILY);
  }

  static RowType rowType(TableName table) {
    return set().rowType(table);
  }
}
