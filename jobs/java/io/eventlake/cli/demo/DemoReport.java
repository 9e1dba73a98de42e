package io.eventlake.cli.demo;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.files.TableResultWriter;
import io.eventlake.lake.sql.LakeSql;
import io.eventlake.lake.sql.PlainValues;
import io.eventlake.lake.sql.SqlResource;
import io.eventlake.lake.sql.SqlScript;
import io.eventlake.table.TableName;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** What a demo shows at its end: the tables' rows, the funnels and the dead letters, by SQL. */
final class DemoReport {

  private final LakeSql sql;
  private final PrintWriter out;

  DemoReport(LakeOptions lake, PrintWriter out) {
    this.sql = LakeSql.over(lake);
    this.out = out;
  }

  void print() throws Exception {
    table("Rows per table", rowsPerTable());
    table("Funnel by A/B variant", read("demo/funnel-by-variant"));
    table("Funnel by segment", read("demo/funnel-by-segment"));
    table("Dead letters by reason", read("reports/dead-letters-by-reason/query"));
  }

  private void table(String title, String query) throws Exception {
    out.println();
    out.println(title);
    out.println();
    TableResultWriter writer = new TableResultWriter(out);
    TableResult result = sql.run(query);
    try (CloseableIterator<Row> rows = result.collect()) {
      writer.begin(result.getResolvedSchema().getColumnNames());
      while (rows.hasNext()) {
        writer.row(PlainValues.of(rows.next()));
      }

      writer.end();
    }

    out.flush();
  }

  private static String rowsPerTable() {
    return TableName.all().stream()
        .map(table -> "SELECT '" + table + "' AS `table`, COUNT(*) AS `rows` FROM " + table)
        .collect(Collectors.joining(" UNION ALL "));
  }

  private static String read(String query) {
    return SqlScript.statements(SqlResource.read(query + ".sql")).get(0);
  }
}
