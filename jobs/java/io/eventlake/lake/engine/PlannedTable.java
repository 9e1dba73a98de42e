package io.eventlake.lake.engine;

import io.eventlake.connector.iceberg.LakeException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/** A table as one of its snapshots has it: columns, files, and where these lie for DuckDB. */
final class PlannedTable {

  private final String name;
  private final Long snapshot;
  private final Schema schema;
  private final FilePlan plan;
  private final RowFilter filter;
  private final Map<String, String> paths = new LinkedHashMap<>();

  /**
   * @param name as messages have it
   * @param schema its columns, and perhaps others, of which no file has a value
   * @param snapshot null for a table as it was before its first
   * @param filter which of its rows are seen; null for all
   * @param cache for files that are not on this machine
   * @param checks of the files that are
   * @throws LakeException when DuckDB would not read it rightly, or a file can not be fetched
   */
  PlannedTable(
      String name,
      Table table,
      Schema schema,
      Long snapshot,
      RowFilter filter,
      FileCache cache,
      FileChecks checks) {
    this.name = name;
    this.snapshot = snapshot;
    this.schema = schema;
    this.filter = filter;
    Expression files = filter == null ? Expressions.alwaysTrue() : filter.files();
    try {
      ReadableSchema.require(table);
      this.plan = snapshot == null ? FilePlan.empty() : FilePlan.of(table, snapshot, files);
    } catch (UnsupportedTableException e) {
      throw unreadable(e);
    } catch (RuntimeException e) { // whatever Iceberg meets in a manifest
      throw new LakeException("The files of " + name + " can not be listed: " + e.getMessage(), e);
    }

    paths.putAll(cache.paths(table.io(), plan.lengths()));
    checks.require(name, paths.values());
  }

  /** Null for a table as it was before its first. */
  Long snapshot() {
    return snapshot;
  }

  Schema schema() {
    return schema;
  }

  /** By the files' locations. */
  Map<String, String> paths() {
    return paths;
  }

  /** What gives its rows in DuckDB. */
  String query() {
    try {
      String rows = new TableQuery(schema, plan, new HashMap<>(paths)::get).sql();
      return filter == null ? rows : filter.of(rows);
    } catch (UnsupportedTableException e) {
      throw unreadable(e);
    }
  }

  private LakeException unreadable(UnsupportedTableException e) {
    return new LakeException(
        "The table "
            + name
            + " "
            + e.getMessage()
            + ", which the local engine can not read: read it with Athena, Trino or Spark",
        e);
  }
}
