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

/** The statement of DuckDB that writes the rows of a query to a file as Parquet. */
final class ParquetCopy {

  /** DuckDB writes it as a floating point number, which has not all its digits. */
  private static final Pattern WIDE = Pattern.compile("\\bHUGEINT\\b");

  private ParquetCopy() {}

  /**
   * Runs a query and writes the file.
   *
   * @return the number of rows
   * @throws LakeException when the file cannot be written
   */
  static long write(DuckSession duck, AthenaStatement statement, String file, LakeOptions options)
      throws SQLException {
    String query = statement.toDuckDb();
    String copy;
    try (PreparedStatement prepared = duck.query(query)) {
      copy = of(query, statement.names(), prepared.getMetaData(), file);
    }

    try (PreparedStatement prepared = duck.query(copy)) {
      prepared.setQueryTimeout(Math.toIntExact(options.queryTimeout.getSeconds()));
      return prepared.executeUpdate();
    } catch (SQLException e) {
      if (String.valueOf(e.getMessage()).contains(file)) {
        throw new LakeException("The Parquet file cannot be written: " + e.getMessage(), e);
      }

      throw e;
    }
  }

  /**
   * The statement.
   *
   * @param names of the columns, as Athena has them
   * @param columns as DuckDB has them
   * @throws SqlException when two columns have the same name
   */
  private static String of(String query, List<String> names, ResultSetMetaData columns, String file)
      throws SQLException {
    Set<String> seen = new HashSet<>();
    List<String> keys = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (!seen.add(names.get(i).toLowerCase(Locale.ROOT))) {
        throw new SqlException(
            "Two columns are called "
                + names.get(i)
                + ", and a Parquet file has each name once: name one of them with AS");
      }

      String type = columns.getColumnTypeName(i + 1);
      String exact = WIDE.matcher(type).replaceAll("DECIMAL(38, 0)");
      String key = "c" + i;
      keys.add(key);
      values.add(
          (exact.equals(type) ? key : "CAST(" + key + " AS " + exact + ")")
              + " AS "
              + Quoted.name(names.get(i)));
    }

    return String.format(
        Locale.ROOT,
        "COPY (SELECT %s FROM (%s) AS t(%s)) TO %s"
            + " (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)",
        String.join(", ", values),
        query,
        String.join(", ", keys),
        Quoted.text(file));
  }
}
