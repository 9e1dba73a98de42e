package io.eventlake.lake.athena;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What statements read, what their columns are called, and what tells of tables. */
@TestInstance(Lifecycle.PER_CLASS)
class StatementsTest {

  private MemoryRelations lake;

  @BeforeAll
  void open() throws SQLException {
    lake = SmallLake.open();
  }

  @AfterAll
  void close() throws SQLException {
    lake.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT count(*), 1 AS Two, max(n) m, N FROM fact GROUP BY n   | _col0,two,m,n
          SELECT *, n AS n FROM fact                         | session_id,event_dt,n,n
          SELECT f.*, 'x' FROM fact f                        | session_id,event_dt,n,_col3
          SELECT f.* AS (a, b, c) FROM gold.fact f           | a,b,c
          SELECT gold.fact.* FROM gold.fact                  | session_id,event_dt,n
          SELECT "user".consent.analytics, e."user".id FROM silver.events e | analytics,id
          SELECT * FROM fact JOIN v_fact USING (session_id)  | session_id,event_dt,n
          SELECT * FROM (SELECT 1, 2 AS b, 3)                | _col0,b,_col2
          SELECT * FROM (VALUES (1, 2)) t                    | _col0,_col1
          VALUES (1, 2)                                      | _col0,_col1
          TABLE fact                                         | session_id,event_dt,n
          SELECT 1 AS a UNION ALL SELECT 2 AS b              | a
          SELECT * FROM UNNEST(ARRAY[1]) WITH ORDINALITY     | _col0,_col1
          SELECT sku FROM silver.events CROSS JOIN UNNEST(items) | sku
          SELECT (SELECT 1 AS x), n + 1 FROM fact            | _col0,_col1
          WITH w (a, b) AS (SELECT 1, 2) SELECT * FROM w     | a,b
          """)
  void columnsAreCalledAsInAthena(String statement, String names) {
    assertThat(String.join(",", lake.parse(statement).names())).isEqualTo(names);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT count(*) FROM silver.events                                          | [3]
          SELECT count(*) FROM awsdatacatalog.silver.events                           | [3]
          SELECT count(*) FROM AwsDataCatalog."silver"."EVENTS" e WHERE e.EVENT_ID = 'e1' | [1]
          SELECT silver.events.event_id FROM silver.events ORDER BY ts DESC           | [e3, e2, e1]
          SELECT event_type, sum(payout_cents) FROM silver.events GROUP BY 1 ORDER BY 2 DESC | [click 12, view null]
          SELECT event_id, tag FROM silver.events LEFT JOIN UNNEST(tags) AS t (tag) ON TRUE ORDER BY 1, 2 | [e1 a, e1 b, e2 null, e3 null]
          SELECT event_id, k, v FROM silver.events CROSS JOIN UNNEST(attrs) AS t (k, v) | [e1 k 1]
          SELECT sku, n, o FROM silver.events CROSS JOIN UNNEST(items) WITH ORDINALITY AS t (sku, n, o) | [s 2 1]
          SELECT "user".id FROM silver.events WHERE "user".consent.analytics          | [u]
          SELECT e."user".consent.analytics FROM silver.events e WHERE e."user".id = 'u' | [true]
          SELECT silver.events."user".id FROM silver.events WHERE event_id = 'e1'     | [u]
          SELECT items[1].n FROM silver.events WHERE event_id = 'e1'                  | [2]
          SELECT count("minute") FROM silver.events                                   | [0]
          SELECT count(minute) FROM silver.events                                     | [0]
          SELECT event_id FROM silver.events e WHERE EXISTS (SELECT 1 FROM fact f WHERE f.event_dt = e.event_dt AND f.n = 1) ORDER BY 1 | [e1, e2]
          SELECT f.n, (SELECT count(*) FROM silver.events e WHERE e.event_dt = f.event_dt) FROM fact f ORDER BY n | [1 2, 2 0, null 1]
          SELECT event_dt AS ts FROM silver.events WHERE ts > TIMESTAMP '2026-11-20 08:30:00' ORDER BY ts | [2026-11-20, 2026-11-21]
          SELECT payout_cents AS n FROM silver.events ORDER BY n                      | [5, 7, null]
          SELECT payout_cents AS n FROM silver.events ORDER BY n DESC                 | [7, 5, null]
          WITH events AS (SELECT 1 AS x) SELECT x FROM events                         | [1]
          WITH fact AS (SELECT n FROM gold.fact WHERE n > 1) SELECT n FROM fact       | [2]
          SELECT event_id FROM silver.events TABLESAMPLE BERNOULLI (100) ORDER BY 1   | [e1, e2, e3]
          SELECT event_id FROM silver.events TABLESAMPLE BERNOULLI (0)                | []
          SELECT array_agg(event_id ORDER BY ts DESC) FROM silver.events              | [[e3, e2, e1]]
          SELECT a.event_id FROM silver.events a, silver.events b WHERE a.event_id = b.event_id ORDER BY 1 LIMIT 1 | [e1]
          SELECT n FROM fact; | [1, 2, null]
          """)
  void rowsAreAsInAthena(String statement, String rows) throws SQLException {
    assertThat(lake.run(statement)).hasToString(rows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SHOW TABLES                          | [bronze events, gold fact, gold v_fact, silver events]
          SHOW TABLES IN gold                  | [fact, v_fact]
          SHOW TABLES FROM awsdatacatalog.gold LIKE 'v%' | [v_fact]
          SHOW TABLES LIKE 'ev%'               | [bronze events, silver events]
          SHOW TABLES LIKE 'v!_%' ESCAPE '!'   | [gold v_fact]
          SHOW VIEWS                           | [gold v_fact]
          show views in gold                   | [v_fact]
          SHOW SCHEMAS                         | [bronze, gold, information_schema, silver]
          SHOW DATABASES LIKE 's%'             | [silver]
          SHOW CATALOGS                        | [awsdatacatalog]
          SHOW COLUMNS IN gold.fact            | [session_id varchar, event_dt date, n integer]
          DESCRIBE fact                        | [session_id varchar, event_dt date, n integer]
          DESC gold.fact;                      | [session_id varchar, event_dt date, n integer]
          SHOW FUNCTIONS LIKE 'row_n%'         | [row_number]
          SHOW CREATE VIEW v_fact              | [CREATE OR REPLACE VIEW gold.v_fact AS SELECT 'it''s' AS a]
          SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'gold' | [fact BASE TABLE, v_fact VIEW]
          SELECT count(*) FROM information_schema.columns c WHERE c.table_name = 'fact' AND ordinal_position > 1 | [2]
          SELECT data_type FROM information_schema.columns WHERE column_name = 'items' | [array(row(sku varchar, n bigint))]
          SELECT schema_name FROM information_schema.schemata WHERE catalog_name = 'awsdatacatalog' ORDER BY 1 | [bronze, gold, information_schema, silver]
          SELECT table_name FROM information_schema.views | [v_fact]
          """)
  void toldOfTablesAndFunctions(String statement, String rows) throws SQLException {
    assertThat(lake.run(statement).toString().replace("\n", " ")).isEqualTo(rows);
  }

  /** As in Glue, where {@code lake.database-prefix} stands before the names. */
  @Test
  void databaseMayHaveItsPrefix() throws SQLException {
    MemoryRelations small = SmallLake.open();
    try (small) {
      assertThat(
              small.run(
                  "SELECT dev_gold.fact.n, silver.events.event_id FROM dev_gold.fact"
                      + " JOIN awsdatacatalog.dev_silver.events ON n = 1 AND event_type = 'view'"))
          .containsExactly("1 e1");
      assertThat(small.run("SELECT dev_gold.fact.* FROM gold.fact WHERE n = 2"))
          .containsExactly("s2 null 2");
      assertThat(small.run("SHOW TABLES IN dev_bronze")).containsExactly("events");
      assertThat(small.run("DESCRIBE dev_gold.fact")).hasSize(3);
    }
  }

  /** Of each function, so that none takes what Athena refuses. */
  @Test
  void functionsHaveSignatures() {
    Set<String> without = new TreeSet<>(AthenaFunctions.names());
    without.removeAll(Signatures.names());
    assertThat(without).containsExactly("grouping"); // which takes columns, not values
  }

  /** What is unknown is not checked: a number of a text, or an integer of a quotient, gets by. */
  @Test
  void resultsOfFunctionsHaveATypeWhereTheirArgumentsHave() throws IOException {
    List<String> without = new ArrayList<>();
    Files.readAllLines(Path.of("jobs", "resources", "athena", "signatures.txt")).stream()
        .filter(line -> !line.startsWith("#") && !line.contains("function("))
        .forEach(
            line -> {
              String name = line.substring(0, line.indexOf('('));
              String arguments = line.substring(name.length()).replace("...)", ")");
              ValueType row =
                  TypeReader.read("row" + arguments.replaceAll("\\b[A-Z]\\d?\\b", "bigint"));
              List<ValueType> given = arguments.equals("()") ? List.of() : row.parts();
              if (ResultTypes.call(name, given).holds(ValueType.Kind.UNKNOWN)) {
                without.add(line);
              }
            });
    assertThat(without).isEmpty();
  }

  @Test
  void relationsAreToldInTheirOrder() {
    AthenaStatement statement =
        lake.parse(
            "WITH f AS (SELECT * FROM gold.fact) SELECT 1 FROM f, silver.events, gold.fact AS g");

    assertThat(
            statement.relations().stream()
                .map(one -> one.database() + "." + one.name())
                .collect(Collectors.toList()))
        .containsExactly("gold.fact", "silver.events");
    assertThat(statement.isQuery()).isTrue();
    assertThat(lake.parse("SHOW TABLES").isQuery()).isFalse();
    assertThat(lake.parse("EXPLAIN SELECT n FROM fact").relations()).hasSize(1);
  }

  @Test
  void thePastIsAConstant() {
    lake.asked().clear();
    lake.parse("SELECT n FROM fact FOR TIMESTAMP AS OF current_timestamp - INTERVAL '1' DAY");
    lake.parse("SELECT n FROM fact FOR TIMESTAMP AS OF TIMESTAMP '2026-11-01 12:00:00'");
    lake.parse("SELECT n FROM fact FOR TIMESTAMP AS OF TIMESTAMP '2026-11-01 12:00 Europe/Berlin'");
    lake.parse("SELECT n FROM fact FOR TIMESTAMP AS OF DATE '2026-11-01' + INTERVAL '1' MONTH");
    lake.parse("SELECT n FROM fact FOR TIMESTAMP AS OF now() AS f WHERE f.n = 1");

    assertThat(lake.asked())
        .containsExactly(
            Instant.parse("2026-11-19T08:30:00.123456Z"),
            Instant.parse("2026-11-01T12:00:00Z"),
            Instant.parse("2026-11-01T11:00:00Z"),
            Instant.parse("2026-12-01T00:00:00Z"),
            Instant.parse("2026-11-20T08:30:00.123456Z"));
  }

  @Test
  void theClockIsTheSessions() throws SQLException {
    assertThat(
            lake.run(
                "SELECT current_date, localtimestamp, localtimestamp(6), localtime,"
                    + " current_timestamp = TIMESTAMP '2026-11-20 08:30:00.123 UTC', now() ="
                    + " current_timestamp"))
        .containsExactly(
            "2026-11-20 2026-11-20 08:30:00.123 2026-11-20 08:30:00.123456 08:30:00.123 true true");
  }
}
