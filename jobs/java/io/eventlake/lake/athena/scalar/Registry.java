package io.eventlake.lake.athena.scalar;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;

/** Makes functions known to a connection; a null among their arguments is null as their result. */
final class Registry {

  /** What a function does with the arguments of one row. */
  interface Body {
    Object of(Object[] arguments);
  }

  private final Connection duck;

  Registry(Connection duck) {
    this.duck = duck;
  }

  /** A function; the same name may come again with parameters of other types. */
  Registry add(String name, DuckDBColumnType result, Body body, DuckDBColumnType... parameters)
      throws SQLException {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      builder
          .withName(name)
          .withParameters(parameters)
          .withReturnType(result)
          .withVectorizedFunction((rows, results) -> run(body, rows, results, parameters))
          .register(duck);
    }

    return this;
  }

  private static void run(
      Body body,
      DuckDBDataChunkReader rows,
      DuckDBWritableVector results,
      DuckDBColumnType[] parameters) {
    DuckDBReadableVector[] columns = new DuckDBReadableVector[parameters.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = rows.vector(i);
    }

    Object[] arguments = new Object[columns.length];
    for (long row = 0; row < rows.rowCount(); row++) {
      boolean whole = true;
      for (int i = 0; whole && i < columns.length; i++) {
        whole = !columns[i].isNull(row);
        arguments[i] = whole ? read(columns[i], row, parameters[i]) : null;
      }

      write(results, row, whole ? body.of(arguments) : null);
    }
  }

  private static Object read(DuckDBReadableVector column, long row, DuckDBColumnType type) {
    switch (type) {
      case VARCHAR:
        return column.getString(row);
      case BIGINT:
        return column.getLong(row);
      case DOUBLE:
        return column.getDouble(row);
      case BOOLEAN:
        return column.getBoolean(row);
      case TIMESTAMP:
        return column.getLocalDateTime(row);
      case TIMESTAMP_WITH_TIME_ZONE:
        return column.getOffsetDateTime(row);
      default:
        throw new IllegalArgumentException("no function takes a " + type);
    }
  }

  private static void write(DuckDBWritableVector results, long row, Object value) {
    if (value == null) {
      results.setNull(row);
    } else if (value instanceof String) {
      results.setString(row, (String) value);
    } else if (value instanceof Long) {
      results.setLong(row, (Long) value);
    } else if (value instanceof Boolean) {
      results.setBoolean(row, (Boolean) value);
    } else if (value instanceof LocalDateTime) {
      results.setTimestamp(row, (LocalDateTime) value);
    } else if (value instanceof OffsetDateTime) {
      results.setOffsetDateTime(row, (OffsetDateTime) value);
    } else {
      results.setDate(row, (LocalDate) value);
    }
  }
}
