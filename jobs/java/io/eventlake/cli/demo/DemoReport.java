package io.eventlake.cli.demo;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.files.TableResultWriter;
import io.eventlake.job.Lakes;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import io.eventlake.lake.sql.SqlResource;
import io.eventlake.lake.sql.SqlScript;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** What a demo shows at its end: the tables' rows, the funnels and the dead letters, by SQL. */
final class DemoReport {

  private final LakeOptions lake;
  private final PrintWriter out;

  DemoReport(LakeOptions lake, PrintWriter out) {
    this.lake = lake;
    this.out = out;
  }

  void print() throws IOException {
    try (LakeEngine engine = LakeEngine.over(Lakes.of(lake))) {
      table(engine, "Rows per table", rowsPerTable());
      table(engine, "Funnel by A/B variant", read("demo/web/funnel-by-variant"));
      table(engine, "Funnel by segment", read("demo/web/funnel-by-segment"));
      table(engine, "Dead letters by reason", read("reports/common/dead-letters-by-reason/query"));
    }
  }

  private void table(LakeEngine engine, String title, String query) throws IOException {
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

  private static String rowsPerTable() {
    return Lakes.tables().readable().stream()
        .map(table -> "SELECT '" + table + "' AS \"table\", COUNT(*) AS \"rows\" FROM " + table)
        .collect(Collectors.joining(" UNION ALL "));
  }

  private static String read(String query) {
    return SqlScript.statements(SqlResource.read(query + ".sql")).get(0);
  }
}
