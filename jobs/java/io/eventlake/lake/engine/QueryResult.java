package io.eventlake.lake.engine;

import io.eventlake.lake.athena.DuckTypes;
import io.eventlake.lake.athena.scalar.ScalarFunctions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The rows of a statement that has run; many lie in the temporary folder. */
public final class QueryResult implements AutoCloseable {

  private final PreparedStatement statement;
  private final Function<SQLException, RuntimeException> told;
  private final ResultSet rows;
  private final List<String> columns;
  private final List<String> types = new ArrayList<>();
  private final List<Integer> codes = new ArrayList<>();
  private final Deque<String> planned = new ArrayDeque<>();
  private boolean plan;

  private QueryResult(
      PreparedStatement statement,
      List<String> names,
      ResultSetMetaData described,
      List<Optional<String>> known,
      Function<SQLException, RuntimeException> told)
      throws SQLException {
    this.told = told;
    this.columns = List.copyOf(names);
    this.statement = statement;
    this.rows = statement.executeQuery();
    for (int i = 1; i <= described.getColumnCount(); i++) {
      String type = DuckTypes.athena(described.getColumnTypeName(i));
      types.add(i > known.size() ? type : known.get(i - 1).orElse(type));
      codes.add(described.getColumnType(i));
    }
  }

  /**
   * Begins to run a statement.
   *
   * @param names of the columns
   * @param described the columns as DuckDB has them
   * @param known types in Athena's words of which DuckDB does not know all
   * @param limit after which it is ended
   * @param told what a failure is to the reader of rows
   */
  static QueryResult of(
      PreparedStatement statement,
      List<String> names,
      ResultSetMetaData described,
      List<Optional<String>> known,
      Duration limit,
      Function<SQLException, RuntimeException> told)
      throws SQLException {
    try {
      statement.setQueryTimeout(Math.toIntExact(limit.getSeconds()));
      return new QueryResult(statement, names, described, known, told);
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  /** The result of EXPLAIN: each line that DuckDB has drawn is a row. */
  QueryResult ofPlan() {
    plan = true;
    return this;
  }

  /** The names of the columns, as Athena has them. */
  public List<String> columns() {
    return columns;
  }

  /** Their types in Athena's words. */
  public List<String> types() {
    return plan ? List.of("varchar") : List.copyOf(types);
  }

  /**
   * The next row: numbers, booleans, texts and bytes as such, structs and maps as maps, arrays as
   * lists, times as ISO texts in UTC; null after the last.
   *
   * @throws io.eventlake.lake.sql.SqlException when the statement fails on a value
   * @throws io.eventlake.connector.iceberg.LakeException when a file cannot be read
   */
  public List<Object> next() {
    try {
      if (plan) {
        return nextOfPlan();
      } else if (!rows.next()) {
        return null;
      }

      List<Object> row = new ArrayList<>(codes.size());
      for (int i = 0; i < codes.size(); i++) {
        Object value = ResultValues.of(rows, i + 1, codes.get(i));
        boolean interval = value instanceof String && types.get(i).startsWith("interval");
        row.add(interval ? ScalarFunctions.interval((String) value) : value);
      }

      return row;
    } catch (SQLException e) {
      throw told.apply(e);
    }
  }

  private List<Object> nextOfPlan() throws SQLException {
    while (planned.isEmpty() && rows.next()) {
      rows.getString(2).lines().forEach(planned::add); // behind the kind of the plan
    }

    return planned.isEmpty() ? null : List.of(planned.remove());
  }

  /** All rows that are left, each by the names of its columns; closes. */
  public List<Map<String, Object>> all() {
    List<Map<String, Object>> all = new ArrayList<>();
    try (this) {
      for (List<Object> row = next(); row != null; row = next()) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
          named.put(columns.get(i), row.get(i));
        }

        all.add(named);
      }
    }

    return all;
  }

  @Override
  public void close() {
    try {
      rows.close();
      statement.close();
    } catch (SQLException e) {
      throw told.apply(e);
    }
  }
}
