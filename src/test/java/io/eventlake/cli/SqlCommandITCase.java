package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeWriter;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            new LakeTables(JobOptions.parseLake(Map.of("lake.warehouse", warehouse())));
        LakeTables prefixed = new LakeTables(JobOptions.parseLake(properties))) {
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
            e1        2026-01-31T23:59:59.123456Z  /a,"b"\uFFFD\u00e9             7  ["p1","p2"]  2026-01-31
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
            e2,2026-02-01T00:00:00.123456Z,,,,2026-02-01
            """);
  }

  @Test
  void writesTabs() {
    assertThat(sql("SELECT event_id, page_url FROM silver.events", "--format=TSV")).isZero();
    assertThat(out.toString().lines())
        .containsExactlyInAnyOrder("event_id\tpage_url", "e1\t\"/a,\"\"b\"\"\t\u00e9\"", "e2\t");
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
  void readsStatementsFromStandardInput() {
    String statements = "SELECT event_id FROM silver.events WHERE page_url = ''; SELECT 'é'";

    assertThat(given(statements, "sql", "--warehouse", warehouse(), "--format=csv")).isZero();
    assertThat(given(statements, "sql", "-f", "-", "--warehouse", warehouse(), "--format=csv"))
        .isZero();
    assertThat(out).hasToString("event_id\ne2\n_col0\né\n".repeat(2));

    assertThat(given(" -- nothing\n;", "sql", "--warehouse", warehouse())).isEqualTo(2);
    assertThat(sql(" ; ")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "There is no statement on standard input; --help has examples",
            "There is no statement; --help has examples");
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
