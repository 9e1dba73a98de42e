package io.eventlake.lake.engine;

import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Iceberg's types in the words of DuckDB and of Athena. */
final class ColumnTypes {

  private ColumnTypes() {}

  /**
   * A type as DuckDB reads it from files.
   *
   * @throws UnsupportedTableException for one that it has not
   */
  static String duckDb(Type type) {
    switch (type.typeId()) {
      case BOOLEAN:
      case DATE:
      case TIME:
      case FLOAT:
      case DOUBLE:
      case INTEGER:
      case UUID:
        return type.typeId().name();
      case LONG:
        return "BIGINT";
      case STRING:
        return "VARCHAR";
      case BINARY:
      case FIXED:
        return "BLOB";
      case TIMESTAMP:
        return isWithZone(type) ? "TIMESTAMPTZ" : "TIMESTAMP";
      case DECIMAL:
        return type.toString().replace(" ", "").toUpperCase(Locale.ROOT);
      case LIST:
        return duckDb(type.asListType().elementType()) + "[]";
      case MAP:
        return "MAP("
            + duckDb(type.asMapType().keyType())
            + ", "
            + duckDb(type.asMapType().valueType())
            + ")";
      case STRUCT:
        return type.asStructType().fields().stream()
            .map(field -> Quoted.name(field.name()) + " " + duckDb(field.type()))
            .collect(Collectors.joining(", ", "STRUCT(", ")"));
      default:
        throw new UnsupportedTableException("has a column of type " + type);
    }
  }

  /** A type as Athena shows it. */
  static String athena(Type type) {
    switch (type.typeId()) {
      case LONG:
        return "bigint";
      case FLOAT:
        return "real";
      case STRING:
        return "varchar";
      case BINARY:
      case FIXED:
        return "varbinary";
      case TIME:
        return "time(6)";
      case TIMESTAMP:
        return isWithZone(type) ? "timestamp(6) with time zone" : "timestamp(6)";
      case DECIMAL:
        return type.toString().replace(" ", "");
      case LIST:
        return "array(" + athena(type.asListType().elementType()) + ")";
      case MAP:
        return "map("
            + athena(type.asMapType().keyType())
            + ", "
            + athena(type.asMapType().valueType())
            + ")";
      case STRUCT:
        return type.asStructType().fields().stream()
            .map(field -> field.name() + " " + athena(field.type()))
            .collect(Collectors.joining(", ", "row(", ")"));
      default:
        return type.typeId().name().toLowerCase(Locale.ROOT);
    }
  }

  private static boolean isWithZone(Type type) {
    return ((Types.TimestampType) type).shouldAdjustToUTC();
  }
}
