package io.eventlake.lake.engine;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.lake.athena.AthenaStatement;
import io.eventlake.lake.sql.SqlException;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The statement of DuckDB that writes the rows of a query to a file. */
final class FileCopy {

  /** DuckDB writes it as a floating point number, which has not all its digits. */
  private static final Pattern WIDE = Pattern.compile("\\bHUGEINT\\b");

  /** Values within values, which have no text of their own. */
  private static final Pattern NESTED = Pattern.compile(".*(STRUCT|MAP|\\[).*");

  private FileCopy() {}

  /**
   * Runs a query and writes the file.
   *
   * @return the number of rows
   * @throws LakeException when the file cannot be written
   */
  static long write(
      DuckSession duck,
      AthenaStatement statement,
      CopyFormat format,
      String file,
      LakeOptions options)
      throws SQLException {
    String query = statement.toDuckDb();
    String copy;
    try (PreparedStatement prepared = duck.query(query)) {
      copy = of(query, columns(statement.names(), prepared.getMetaData(), format), format, file);
    }

    try (PreparedStatement prepared = duck.query(copy)) {
      prepared.setQueryTimeout(Math.toIntExact(options.queryTimeout.getSeconds()));
      return prepared.executeUpdate();
    } catch (SQLException e) {
      if (String.valueOf(e.getMessage()).contains(file)) {
        throw new LakeException("The file cannot be written: " + e.getMessage(), e);
      }

      throw e;
    }
  }

  /** The statement. */
  private static String of(String query, List<String> columns, CopyFormat format, String file) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      keys.add(key(i));
    }

    return String.format(
        Locale.ROOT,
        "COPY (SELECT %s FROM (%s) AS t(%s)) TO %s (%s, USE_TMP_FILE false)",
        String.join(", ", columns),
        query,
        String.join(", ", keys),
        Quoted.text(file),
        format.options());
  }

  private static String key(int column) {
    return "c" + column;
  }

  /**
   * What is written for each column.
   *
   * @param names of the columns, as Athena has them
   * @param described the columns as DuckDB has them
   * @throws SqlException when two columns have the same name
   */
  private static List<String> columns(
      List<String> names, ResultSetMetaData described, CopyFormat format) throws SQLException {
    Set<String> seen = new HashSet<>();
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (!seen.add(names.get(i).toLowerCase(Locale.ROOT))) {
        throw new SqlException(
            "Two columns are called "
                + names.get(i)
                + ", and a file has each name once: name one of them with AS");
      }

      columns.add(
          value(key(i), described.getColumnTypeName(i + 1), format)
              + " AS "
              + Quoted.name(names.get(i)));
    }

    return columns;
  }

  private static String value(String key, String type, CopyFormat format) {
    String exact = WIDE.matcher(type).replaceAll("DECIMAL(38, 0)");
    String value = exact.equals(type) ? key : "CAST(" + key + " AS " + exact + ")";
    return format == CopyFormat.CSV && NESTED.matcher(type).matches()
        ? "to_json(" + value + ")"
        : value;
  }
}
