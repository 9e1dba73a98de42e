package io.eventlake.lake.engine;

import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/**
 * What a file has to be read as. DuckDB finds a column by its field id, so that columns may have
 * been renamed, added, dropped and widened since the file was written. What is inside of a column
 * it finds by name and place, so that nothing of that may have changed.
 */
final class ReadableSchema {

  private ReadableSchema() {}

  /**
   * Looks for what would be read wrongly.
   *
   * @throws UnsupportedTableException when there is something
   */
  static void require(Table table) {
    if (table.properties().containsKey(TableProperties.DEFAULT_NAME_MAPPING)) {
      throw new UnsupportedTableException("has files without the ids of their columns");
    }

    for (NestedField column : table.schema().columns()) {
      if (column.initialDefault() != null) {
        throw new UnsupportedTableException(
            "has the column " + column.name() + " with a default for older files");
      }

      for (Schema older : table.schemas().values()) {
        NestedField before = older.findField(column.fieldId());
        if (before != null && !isSame(before.type(), column.type())) {
          throw new UnsupportedTableException(
              "has the column " + column.name() + ", inside of which fields were changed");
        }
      }
    }
  }

  /** The columns that a function of DuckDB is to find in files. */
  static String argument(Collection<NestedField> columns) {
    return columns.stream()
        .map(
            column ->
                column.fieldId()
                    + ": {name: "
                    + Quoted.text(column.name())
                    + ", type: "
                    + Quoted.text(ColumnTypes.duckDb(column.type()))
                    + ", default_value: NULL}")
        .collect(Collectors.joining(", ", "schema = MAP {", "}"));
  }

  private static boolean isSame(Type before, Type now) {
    return now.isPrimitiveType() && before.isPrimitiveType() || Objects.equals(before, now);
  }
}
