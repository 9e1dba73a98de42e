package io.eventlake.lake.engine;

import io.eventlake.lake.athena.RowCondition;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;

/** A snapshot of a table that a statement reads. */
final class TableVersion {

  private final String name;
  private final Table table;
  private final Schema schema;
  private final Long snapshot;
  private final RowFilter filter;

  /**
   * @param name as messages have it
   * @param schema its columns, and perhaps others, of which no file has a value
   * @param snapshot null for a table as it was before its first
   * @param filter which of its rows are seen; null for all
   */
  TableVersion(String name, Table table, Schema schema, Long snapshot, RowFilter filter) {
    this.name = name;
    this.table = table;
    this.schema = schema;
    this.snapshot = snapshot;
    this.filter = filter;
  }

  /** What gives no rows, but has the columns. */
  String withoutRows() {
    return PlannedTable.withoutRows(name, schema);
  }

  /** Whether a plan is still the one of this version. */
  boolean isPlanned(PlannedTable plan, RowCondition asked) {
    return plan.isOf(snapshot, asked);
  }

  /** Plans its files. */
  PlannedTable plan(RowCondition asked, FileCache cache, FileChecks checks) {
    return new PlannedTable(name, table, schema, snapshot, filter, asked, cache, checks);
  }
}
