package io.eventlake.lake.athena.scalar;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;

/** Functions that a database can be given; a null among their arguments is null as their result. */
final class Registry {

  /** What a function does with the arguments of one row. */
  interface Body {
    Object of(Object[] arguments);
  }

  private final Map<String, List<Definition>> definitions = new HashMap<>();

  /** A function; the same name may come again with parameters of other types. */
  Registry add(String name, DuckDBColumnType result, Body body, DuckDBColumnType... parameters) {
    definitions
        .computeIfAbsent(name, none -> new ArrayList<>())
        .add(new Definition(name, result, body, parameters));
    return this;
  }

  Set<String> names() {
    return definitions.keySet();
  }

  /** Makes all functions of a name known to all connections of the same database. */
  void register(String name, Connection duck) throws SQLException {
    for (Definition definition : definitions.get(name)) {
      definition.register(duck);
    }
  }

  private static final class Definition {

    private final String name;
    private final DuckDBColumnType result;
    private final Body body;
    private final DuckDBColumnType[] parameters;

    Definition(String name, DuckDBColumnType result, Body body, DuckDBColumnType[] parameters) {
      this.name = name;
      this.result = result;
      this.body = body;
      this.parameters = parameters;
    }

    void register(Connection duck) throws SQLException {
      try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
        builder
            .withName(name)
            .withParameters(parameters)
            .withReturnType(result)
            .withVectorizedFunction((rows, results) -> run(body, rows, results, parameters))
            .register(duck);
      }
    }
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

      write(results, row, whole ? result(body, arguments) : null);
    }
  }

  /** Java's regular expressions go as deep as some texts are long. */
  private static Object result(Body body, Object[] arguments) {
    try {
      return body.of(arguments);
    } catch (StackOverflowError e) {
      throw new ScalarFault("the text is too long for this pattern; write one that repeats less");
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
