package io.eventlake.lake.engine;

import io.eventlake.lake.athena.RowCondition;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;

/** What of a table a statement reads. */
final class TableVersion {

  private final String name;
  private final Table table;
  private final Schema schema;
  private final ReadRange range;
  private final RowFilter filter;

  /**
   * @param name as messages have it
   * @param schema its columns, and perhaps others, of which no file has a value
   * @param range what of its past is read
   * @param filter which of its rows are seen; null for all
   */
  TableVersion(String name, Table table, Schema schema, ReadRange range, RowFilter filter) {
    this.name = name;
    this.table = table;
    this.schema = schema;
    this.range = range;
    this.filter = filter;
  }

  /** What gives no rows, but has the columns. */
  String withoutRows() {
    return PlannedTable.withoutRows(name, schema);
  }

  /** Whether a plan is still the one of this version. */
  boolean isPlanned(PlannedTable plan, RowCondition asked) {
    return plan.isOf(range, asked);
  }

  /** Plans its files. */
  PlannedTable plan(RowCondition asked, FileCache cache, FileChecks checks) {
    return new PlannedTable(name, table, schema, range, filter, asked, cache, checks);
  }
}
