package io.eventlake.lake.engine;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.athena.AthenaRelation;
import io.eventlake.table.TableName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;

/** A table of the lake as statements name it; loaded when something is asked of it. */
final class TableRelation implements AthenaRelation {

  private final LakeTables lake;
  private final Map<TableName, Long> pinned;
  private final TableName table;
  private final String database;
  private final boolean isBehind;
  private final Function<TableRelation, Schema> schema;

  /**
   * @param pinned the snapshots that are read; null for the newest
   * @param isBehind as of {@link #isBehind}
   * @param schema the columns of a table; loads it
   */
  TableRelation(
      LakeTables lake,
      Map<TableName, Long> pinned,
      TableName table,
      String database,
      boolean isBehind,
      Function<TableRelation, Schema> schema) {
    this.lake = lake;
    this.pinned = pinned;
    this.table = table;
    this.database = database;
    this.isBehind = isBehind;
    this.schema = schema;
  }

  LakeTables lake() {
    return lake;
  }

  Map<TableName, Long> pinned() {
    return pinned;
  }

  TableName table() {
    return table;
  }

  @Override
  public String database() {
    return database;
  }

  @Override
  public String name() {
    return table.table();
  }

  @Override
  public boolean isBehind() {
    return isBehind;
  }

  @Override
  public boolean isView() {
    return false;
  }

  @Override
  public Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    schema
        .apply(this)
        .columns()
        .forEach(column -> columns.put(column.name(), ColumnTypes.athena(column.type())));
    return columns;
  }

  @Override
  public Map<String, String> comments() {
    Map<String, String> comments = new LinkedHashMap<>();
    for (Types.NestedField column : schema.apply(this).columns()) {
      if (column.doc() != null) {
        comments.put(column.name(), column.doc());
      }
    }

    return comments;
  }

  @Override
  public String toString() {
    return database + "." + table.table();
  }
}
