package io.eventlake.cli.demo;

import io.eventlake.connector.files.TableResultWriter;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import io.eventlake.lake.sql.SqlFiles;
import io.eventlake.lake.sql.SqlResource;
import io.eventlake.lake.sql.SqlScript;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a demo shows at its end, by SQL: the tables' rows, what {@code sql/demo/} has for the
 * family, each file under its first line, and the dead letters.
 */
final class DemoReport {

  private final LakeCatalog lake;
  private final PrintWriter out;

  DemoReport(LakeCatalog lake, PrintWriter out) {
    this.lake = lake;
    this.out = out;
  }

  void print() throws IOException {
    try (LakeEngine engine = LakeEngine.over(lake)) {
      table(engine, "Rows per table", rowsPerTable());
      for (String file : SqlFiles.of("demo", lake.set())) {
        String text = SqlResource.read(file);
        table(engine, title(text), SqlScript.statements(text).get(0));
      }

      String letters = SqlResource.read("reports/common/dead-letters-by-reason/query.sql");
      table(engine, "Dead letters by reason", SqlScript.statements(letters).get(0));
    }
  }

  private void table(LakeEngine engine, String title, String query) throws IOException {
    table(out, engine, title, query);
  }

  /** What a query gives, under a title. */
  static void table(PrintWriter out, LakeEngine engine, String title, String query)
      throws IOException {
    out.println();
    out.println(title);
    out.println();
    TableResultWriter writer = new TableResultWriter(out);
    try (QueryResult result = engine.run(query)) {
      writer.begin(result.columns());
      for (List<Object> row = result.next(); row != null; row = result.next()) {
        writer.row(row);
      }

      writer.end();
    }

    out.flush();
  }

  private String rowsPerTable() {
    return lake.set().readable().stream()
        .map(table -> "SELECT '" + table + "' AS \"table\", COUNT(*) AS \"rows\" FROM " + table)
        .collect(Collectors.joining(" UNION ALL "));
  }

  private static String title(String text) {
    return text.lines().findFirst().orElse("").replaceFirst("^-- ", "");
  }
}
