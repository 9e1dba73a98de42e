package io.eventlake.lake.engine;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.lake.athena.RowCondition;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;

/** A table as one of its snapshots has it: columns, files, and where these lie for DuckDB. */
final class PlannedTable {

  private final String name;
  private final ReadRange range;
  private final RowCondition asked;
  private final Schema schema;
  private final FilePlan plan;
  private final RowFilter filter;
  private final Map<String, String> paths = new LinkedHashMap<>();

  /**
   * @param name as messages have it
   * @param schema its columns, and perhaps others, of which no file has a value
   * @param range what of its past is read
   * @param filter which of its rows are seen; null for all
   * @param asked which of its rows must be there; others may
   * @param cache for files that are not on this machine
   * @param checks of the files that are
   * @throws LakeException when DuckDB would not read it rightly, or a file cannot be fetched
   */
  PlannedTable(
      String name,
      Table table,
      Schema schema,
      ReadRange range,
      RowFilter filter,
      RowCondition asked,
      FileCache cache,
      FileChecks checks) {
    this.name = name;
    this.range = range;
    this.asked = asked;
    this.schema = schema;
    this.filter = filter;
    try {
      ReadableSchema.require(table);
      this.plan = range.plan(table, filter, asked);
    } catch (UnsupportedTableException e) {
      throw unreadable(name, e);
    } catch (RuntimeException e) { // whatever Iceberg meets in a manifest
      throw new LakeException("The files of " + name + " cannot be listed: " + e.getMessage(), e);
    }

    paths.putAll(cache.paths(table.io(), plan.lengths()));
    checks.require(name, paths.values());
  }

  /** Whether it is what would be planned now. */
  boolean isOf(ReadRange wanted, RowCondition askedNow) {
    return range.equals(wanted) && asked.equals(askedNow);
  }

  /** By the files' locations. */
  Map<String, String> paths() {
    return paths;
  }

  /** What gives its rows in DuckDB. */
  String query() {
    String rows = query(name, schema, plan, new HashMap<>(paths)::get);
    return filter == null ? rows : filter.of(rows);
  }

  /** What gives no rows, but has the columns of a table. */
  static String withoutRows(String name, Schema schema) {
    return query(name, schema, FilePlan.empty(), location -> location);
  }

  private static String query(
      String name, Schema schema, FilePlan plan, UnaryOperator<String> paths) {
    try {
      return new TableQuery(schema, plan, paths).sql();
    } catch (UnsupportedTableException e) {
      throw unreadable(name, e);
    }
  }

  private static LakeException unreadable(String name, UnsupportedTableException e) {
    return new LakeException(
        "The table "
            + name
            + " "
            + e.getMessage()
            + ", which the local engine cannot read: read it with Athena, Trino or Spark",
        e);
  }
}
