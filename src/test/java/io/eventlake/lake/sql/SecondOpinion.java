package io.eventlake.lake.sql;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.job.Lakes;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import io.eventlake.table.TableSet;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.flink.util.CollectionUtil;

/** What Flink's SQL says to the files of {@code sql/}, beside what the engine says. */
public final class SecondOpinion {

  private static final Path SQL = Path.of("sql");

  private SecondOpinion() {}

  /**
   * Statements to which the engines give other rows, each with both; none where they agree.
   *
   * @param statements by names of their own
   */
  public static Map<String, String> differences(
      LakeOptions options, LakeCut cut, Clock clock, Map<String, String> statements) {
    return differences(Lakes.of(options), cut, clock, statements);
  }

  /** As above, of any family. */
  public static Map<String, String> differences(
      LakeCatalog lake, LakeCut cut, Clock clock, Map<String, String> statements) {
    Map<String, String> differences = new LinkedHashMap<>();
    try (LakeSql flink = LakeSql.over(lake, cut.snapshots(), clock);
        LakeEngine engine = LakeEngine.over(lake, cut.snapshots(), clock)) {
      statements.forEach(
          (name, statement) -> {
            List<String> first = told(() -> rows(engine, statement));
            List<String> second = told(() -> rows(flink, statement));
            if (!first.equals(second)) {
              differences.put(name, "\n  engine " + first + "\n  Flink  " + second + "\n");
            }
          });
    }

    return differences;
  }

  /** Every view, report, check and equation of the audit that is about web. */
  public static Map<String, String> files() throws IOException {
    return files(Lakes.tables());
  }

  /** Those that are about a family, web or one whose bronze has the ids as columns. */
  public static Map<String, String> files(TableSet set) throws IOException {
    Map<String, String> statements = new LinkedHashMap<>();
    for (LakeView view : LakeView.of(set)) {
      statements.put(view.name(), "SELECT * FROM " + view.database() + "." + view.name());
    }

    for (String kind : List.of("audit", "reports", "demo", "checks")) {
      for (String file : SqlFiles.of(kind, set)) {
        int number = 0;
        for (String statement : SqlScript.statements(text(SQL.resolve(file), set))) {
          statements.put(file + " " + ++number, statement);
        }
      }
    }

    return statements;
  }

  /** Of a file, its parameters written. */
  private static String text(Path file, TableSet set) throws IOException {
    boolean nested = set.equals(Lakes.tables());
    return Files.readString(file)
        .replace("${open_since}", "2026-01-20 12:00:00")
        .replace("${session_id}", nested ? "b.\"session\".session_id" : "session_id")
        .replace("${user_id_hash}", nested ? "b.\"user\".user_id_hash" : "user_id_hash")
        .replace("${events_only}", nested ? "" : " WHERE b.kind = 'event'");
  }

  /** The rows, or why there are none. */
  private static List<String> told(Supplier<List<String>> rows) {
    try {
      return rows.get();
    } catch (RuntimeException e) {
      return List.of(e.toString());
    }
  }

  private static List<String> rows(LakeEngine engine, String statement) {
    List<String> lines = new ArrayList<>();
    try (QueryResult result = engine.run(statement)) {
      for (List<Object> row = result.next(); row != null; row = result.next()) {
        lines.add(line(row));
      }
    }

    lines.sort(Comparator.naturalOrder());
    return lines;
  }

  private static List<String> rows(LakeSql flink, String statement) {
    return CollectionUtil.iteratorToList(flink.run(statement).collect()).stream()
        .map(row -> line(PlainValues.of(row)))
        .sorted()
        .collect(Collectors.toList());
  }

  /** A number is the same with more zeros behind its point. */
  private static String line(List<Object> row) {
    return row.stream().map(SecondOpinion::text).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String text(Object value) {
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }

    return value instanceof Number
        ? new BigDecimal(value.toString()).stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }
}
