package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.cli.format.LostOutput;
import io.eventlake.cli.format.StandardOutput;
import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeWriter;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sql} over a lake of a few rows: what is printed, where, and the exit codes. */
class SqlCommandITCase {

  private static final String ALL =
      "SELECT event_id, ts, page_url, payout_cents, product_ids, event_dt"
          + " FROM silver.events ORDER BY event_id";

  @TempDir static Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void writeLake() {
    Map<String, String> properties =
        Map.of("lake.warehouse", warehouse(), "lake.database-prefix", "dev_");
    try (LakeTables plain =
            new LakeTables(Lakes.of(JobOptions.parseLake(Map.of("lake.warehouse", warehouse()))));
        LakeTables prefixed = new LakeTables(Lakes.of(JobOptions.parseLake(properties)))) {
      plain.apply();
      prefixed.apply();
      LocalDateTime ts = LocalDateTime.parse("2026-01-31T23:59:59.123456");
      LakeWriter.append(
          plain.load(TableName.SILVER_EVENTS),
          List.of(
              event("e1", ts, "/a,\"b\"\t\u00e9", List.of("p1", "p2")),
              event("e2", ts.plusSeconds(1), "", null)));
      LakeWriter.append(
          prefixed.load(TableName.SILVER_EVENTS), List.of(event("e3", ts, "/c", null)));
      LakeWriter.append(
          plain.load(TableName.BRONZE_EVENTS),
          List.of(
              Map.of(
                  "event_id",
                  "e1",
                  "session",
                  LakeWriter.struct(
                      TableName.BRONZE_EVENTS, "session", Map.of("session_id", "s1")))));
    }
  }

  @Test
  void writesATable() {
    assertThat(sql(ALL)).isZero();
    assertThat(out)
        .hasToString(
            """
            event_id  ts                           page_url  payout_cents  product_ids  event_dt
            --------  ---------------------------  --------  ------------  -----------  ----------
            e1        2026-01-31T23:59:59.123456Z  /a,"b"␉\u00e9             7  ["p1","p2"]  2026-01-31
            e2        2026-02-01T00:00:00.123456Z                                       2026-02-01
            """);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void writesSeparatedValues() {
    assertThat(sql(ALL, "--format", "csv")).isZero();
    assertThat(out)
        .hasToString(
            """
            event_id,ts,page_url,payout_cents,product_ids,event_dt
            e1,2026-01-31T23:59:59.123456Z,"/a,""b""\t\u00e9",7,"[""p1"",""p2""]",2026-01-31
            e2,2026-02-01T00:00:00.123456Z,"",,,2026-02-01
            """);
  }

  @Test
  void writesTabs() {
    assertThat(sql("SELECT event_id, page_url FROM silver.events", "--format=TSV")).isZero();
    assertThat(out.toString().lines())
        .containsExactlyInAnyOrder(
            "event_id\tpage_url", "e1\t\"/a,\"\"b\"\"\t\u00e9\"", "e2\t\"\"");
  }

  @Test
  void writesObjects() {
    assertThat(sql(ALL + "; SELECT \"session\" FROM bronze.events", "--format", "json")).isZero();
    assertThat(out)
        .hasToString(
            """
            {"event_id":"e1","ts":"2026-01-31T23:59:59.123456Z","page_url":"/a,\\"b\\"\\t\u00e9",\
            "payout_cents":7,"product_ids":["p1","p2"],"event_dt":"2026-01-31"}
            {"event_id":"e2","ts":"2026-02-01T00:00:00.123456Z","page_url":"","payout_cents":null,\
            "product_ids":null,"event_dt":"2026-02-01"}
            {"session":{"session_id":"s1","utm":null}}
            """);
  }

  @Test
  void readsStatementsFromAFileAndTheLakeFromAConfiguration() throws Exception {
    Path script =
        Files.writeString(
            directory.resolve("script.sql"),
            "-- The first; day\nSELECT COUNT(*) AS n FROM silver.events\n"
                + "WHERE event_dt = DATE '2026-01-31';\nSELECT CURRENT_TIMESTAMP < ts AS f"
                + " FROM silver.events WHERE event_id = 'none';");
    Path config =
        Files.writeString(
            directory.resolve("config.json"),
            "[{\"PropertyGroupId\":\"lake\",\"PropertyMap\":{\"warehouse\":\"%s\"}},"
                    .formatted(warehouse().replace("\\", "\\\\"))
                + "{\"PropertyGroupId\":\"source\",\"PropertyMap\":{\"type\":\"files\"}}]");

    assertThat(run("sql", "-f", script.toString(), "--config", config.toString(), "--format=csv"))
        .isZero();
    assertThat(out).hasToString("n\n1\nf\n");
  }

  @Test
  void writesTablesOfDocuments() {
    assertThat(sql("SELECT 'a|*b*_c_d', 1 AS n; SELECT NULL AS x", "--format=markdown")).isZero();
    assertThat(sql("SELECT '<i>&\"', 1 AS n", "--format=html")).isZero();
    assertThat(out)
        .hasToString(
            """
            | \\_col0 | n |
            | --- | --- |
            | a\\|\\*b\\*\\_c_d | 1 |

            | x |
            | --- |
            | |
            <table>
            <thead><tr><th scope="col">_col0</th><th scope="col">n</th></tr></thead>
            <tbody>
            <tr><td>&lt;i&gt;&amp;&quot;</td><td style="text-align: right">1</td></tr>
            </tbody>
            </table>
            """);
  }

  @Test
  void writesParquet() throws Exception {
    Path file = directory.resolve("rows 'of'.parquet");
    String query =
        "SELECT event_id, ts, payout_cents, product_ids, event_dt, CAST(payout_cents AS DECIMAL(9, 2))"
            + " FROM silver.events ORDER BY event_id";
    assertThat(sql(query, "--format=parquet", "--out=" + file)).isZero();
    assertThat(sql(query, "--format=parquet", "--out=" + file)).isZero();

    assertThat(out.toString() + err).isEmpty();
    assertThat(parquet(file))
        .containsExactly(
            "event_id VARCHAR, ts TIMESTAMP, payout_cents BIGINT, product_ids VARCHAR[], event_dt DATE,"
                + " _col5 DECIMAL(9,2)",
            "e1|2026-01-31 23:59:59.123456|7|[p1, p2]|2026-01-31|7.00",
            "e2|2026-02-01 00:00:00.123456|null|null|2026-02-01|null");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.filter(path -> path.toString().endsWith(".tmp"))).isEmpty();
    }
  }

  @Test
  void refusesParquetWithoutAPlaceOrOfMoreThanRows() {
    String file = "--out=" + directory.resolve("none.parquet");
    assertThat(sql("SELECT 1", "--format=parquet")).isEqualTo(2);
    assertThat(sql("SELECT 1; SELECT 2", "--format=parquet", file)).isEqualTo(2);
    assertThat(sql("SHOW TABLES", "--format=parquet", file)).isEqualTo(2);
    assertThat(sql("SELECT 1 AS a, 2 AS A", "--format=parquet", file)).isEqualTo(2);
    assertThat(directory.resolve("none.parquet")).doesNotExist();
    assertThat(err.toString())
        .contains("--format parquet goes with --out FILE")
        .contains("A Parquet file takes the rows of one statement, and here are 2")
        .contains("Only the rows of a query can be written to a file; write SELECT")
        .containsIgnoringCase("Two columns are called a, and a file has each name once");
  }

  @Test
  void writesAFileWholeOrNotAtAll() throws Exception {
    Path file = Files.writeString(directory.resolve("old.csv"), "old");
    assertThat(sql("SELECT 1; SELECT nothing", "--format=csv", "--out=" + file)).isEqualTo(2);
    assertThat(file).hasContent("old");
    assertThat(sql("SELECT 1; SELECT 2 AS b", "--format=csv", "--out=" + file)).isZero();
    assertThat(file).hasContent("_col0\n1\nb\n2\n");
    assertThat(sql("SELECT 1", "--out=" + warehouse() + "/silver/x")).isEqualTo(2);
    assertThat(sql("SELECT 1", "--out=/dev/null")).isEqualTo(2);
    assertThat(sql("SELECT 1", "--out=" + directory + "/none/x")).isEqualTo(2);
    assertThat(err.toString())
        .contains("is within the lake " + warehouse(), "/dev/null is no file")
        .contains("there is no directory " + directory.resolve("none"));
  }

  @Test
  void keepsTwoColumnsOfOneNameApart() {
    assertThat(sql("SELECT 1 AS a, 2 AS a", "--format=csv")).isZero();
    assertThat(out).hasToString("a,a\n1,2\n");
    assertThat(sql("SELECT 1 AS a, 2 AS a", "--format=json")).isEqualTo(2);
    assertThat(err.toString()).startsWith("Two columns are called a, and an object has each name");
  }

  @Test
  void endsInSilenceWhenItsReaderHasGone() {
    PrintWriter gone = StandardOutput.of(new LostOutput("Broken pipe"));
    assertThat(Main.run(gone, new PrintWriter(err), "sql", ALL, "--warehouse", warehouse()))
        .isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void readsStatementsFromStandardInput() {
    String statements = "SELECT event_id FROM silver.events WHERE page_url = ''; SELECT 'é'";

    assertThat(given(statements, "sql", "--warehouse", warehouse(), "--format=csv")).isZero();
    assertThat(given(statements, "sql", "-f", "-", "--warehouse", warehouse(), "--format=csv"))
        .isZero();
    String marked = "\uFEFF" + statements;
    assertThat(given(marked, "sql", "--warehouse", warehouse(), "--format=csv")).isZero();
    assertThat(out).hasToString("event_id\ne2\n_col0\né\n".repeat(3));

    assertThat(given(" -- nothing\n;", "sql", "--warehouse", warehouse())).isEqualTo(2);
    assertThat(sql(" ; ")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "There is no statement on standard input; --help has examples",
            "There is no statement; --help has examples");
  }

  /** As it is copied from a file. */
  @Test
  void takesAStatementThatBeginsWithAComment() {
    assertThat(sql("-- how many\nSELECT count(*) AS n FROM silver.events", "--format=csv"))
        .isZero();
    assertThat(out.toString().lines()).first().isEqualTo("n");
    assertThat(sql("-- nothing")).isEqualTo(2);
    assertThat(err)
        .hasToString("There is no statement; --help has examples" + System.lineSeparator());
  }

  @Test
  void leavesOutADatabasePrefix() {
    assertThat(sql("SELECT event_id FROM silver.events", "--set=lake.database-prefix=dev_"))
        .isZero();
    assertThat(out.toString().lines()).containsExactly("event_id", "--------", "e3");
  }

  @Test
  void tellsWrongStatementsInOneSentence() {
    assertThat(sql("SELECT nothing FROM silver.events")).isEqualTo(2);
    assertThat(sql("SELECT 1 FROM silver.nothing")).isEqualTo(2);
    assertThat(sql("SELECT 1 FROM")).isEqualTo(2);
    assertThat(sql("DROP TABLE silver.events")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains(
            """
            SELECT nothing FROM silver.events
                   ^ there is no column nothing in silver.events
            """,
            """
            SELECT 1 FROM silver.nothing
                          ^ there is no table or view silver.nothing
            """,
            "\n             ^ the statement ends too early",
            "DROP changes something, and statements only read the lake; write SELECT\n");
  }

  @Test
  void tellsAFailureWhileItRunsInOneSentence() {
    assertThat(sql("SELECT 1 / (payout_cents - 7) FROM silver.events WHERE event_id = 'e1'"))
        .isEqualTo(1);
    assertThat(err.toString().lines()).singleElement().asString().contains("by zero");
  }

  @Test
  void tellsWrongUsage() {
    assertThat(run("sql", "SELECT 1", "--format", "xml")).isEqualTo(2);
    assertThat(run("nothing")).isEqualTo(2);
    assertThat(run("tables", "show", "silver.nothing", "--warehouse", warehouse())).isEqualTo(2);
    assertThat(run("tables", "list", "--set", "lake.wharehouse=x")).isEqualTo(2);
    assertThat(run("tables", "list", "--warehouse", directory + "/none")).isEqualTo(1);
    assertThat(run("sql", "-f", directory + "/none.sql")).isEqualTo(2);
    assertThat(directory.resolve("none")).doesNotExist();
    assertThat(out.toString()).isEmpty();
  }

  private static Map<String, Object> event(
      String id, LocalDateTime ts, String page, List<String> products) {
    Map<String, Object> event = new HashMap<>();
    event.put("event_id", id);
    event.put("event_type", "page_view");
    event.put("ts", ts);
    event.put("page_url", page);
    event.put("payout_cents", products == null ? null : 7L);
    event.put("product_ids", products);
    event.put("event_dt", LocalDate.from(ts));
    return event;
  }

  private static String warehouse() {
    return directory.resolve("lake").toString();
  }

  /** The columns with their types, then the rows. */
  private static List<String> parquet(Path file) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        PreparedStatement query = duck.prepareStatement("SELECT * FROM read_parquet(?)")) {
      query.setString(1, file.toString());
      ResultSet rows = query.executeQuery();
      ResultSetMetaData columns = rows.getMetaData();
      List<String> heads = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        heads.add(columns.getColumnName(i) + " " + columns.getColumnTypeName(i));
      }

      lines.add(String.join(", ", heads));
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          values.add(rows.getString(i));
        }

        lines.add(String.join("|", values));
      }
    }

    return lines;
  }

  private int given(String input, String... args) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return run(args);
    } finally {
      System.setIn(before);
    }
  }

  private int sql(String statement, String... options) {
    List<String> args = new ArrayList<>(List.of("sql", statement, "--warehouse"));
    args.add(warehouse());
    args.addAll(List.of(options));
    return run(args.toArray(new String[0]));
  }

  private int run(String... args) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), args);
  }
}
