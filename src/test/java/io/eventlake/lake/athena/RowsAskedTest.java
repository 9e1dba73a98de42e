package io.eventlake.lake.athena;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a statement asks of the rows of its tables; where it is not sure, nothing. */
class RowsAskedTest {

  private static final String EVENTS = "\"silver\".\"events\"";
  private static final String FACT = "\"gold\".\"fact\"";

  private static MemoryRelations lake;

  @BeforeAll
  static void open() throws SQLException {
    lake = SmallLake.open();
  }

  @AfterAll
  static void close() throws SQLException {
    lake.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "event_dt = DATE '2026-11-20' | event_dt IN [2026-11-20]",
        "DATE '2026-11-20' <= event_dt | event_dt AT_LEAST [2026-11-20]",
        "silver.events.event_dt < current_date | event_dt BELOW [2026-11-20]",
        "event_dt > current_date - INTERVAL '7' DAY | event_dt ABOVE [2026-11-13]",
        "event_dt > current_date - INTERVAL '1' MONTH | event_dt ABOVE [2026-10-20]",
        "ts >= now() - INTERVAL '90' MINUTE | ts AT_LEAST [2026-11-20T07:00]",
        "ts <= LOCALTIMESTAMP | ts AT_MOST [2026-11-20T09:00]",
        "ts = TIMESTAMP '2026-11-20 08:00:01' | ts IN [2026-11-20T08:00:01]",
        "ts < TIMESTAMP '2026-11-20 08:00:00 UTC' | ts BELOW [2026-11-20T08:00]",
        "ts < TIMESTAMP '2026-11-20 08:00:00 Europe/Berlin' | all",
        "payout_cents BETWEEN 1 AND 5"
            + " | (payout_cents AT_LEAST [1] AND payout_cents AT_MOST [5])",
        "event_type IN ('view', 'click') | event_type IN [view, click]",
        "event_type IN ('view', NULL) | all",
        "payout_cents IN (1, 1 + 1) | all",
        "payout_cents > 1.5 | all",
        "minute IS NULL | minute NULL []",
        "minute IS NOT NULL | minute NOT_NULL []",
        "event_type = 'a' AND payout_cents + 1 = 2 | event_type IN [a]",
        "event_type = 'a' OR payout_cents = 2" + " | (event_type IN [a] OR payout_cents IN [2])",
        "event_type = 'a' OR payout_cents + 1 = 2 | all",
        "NOT event_type = 'a' | all",
        "event_type <> 'a' | all",
        "event_type IS DISTINCT FROM 'a' | all",
        "lower(event_type) = 'a' | all",
        "CAST(payout_cents AS varchar) = '1' | all",
        "CAST(ts AS date) = DATE '2026-11-20' | all",
        "\"user\".id = 'u' | all",
        "event_type = event_id | all",
        "event_type = (SELECT 'a') | all",
      })
  void ofCondition(String condition, String asked) {
    assertThat(asked("SELECT * FROM silver.events WHERE " + condition, EVENTS)).isEqualTo(asked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT 1 FROM silver.events e JOIN gold.fact f ON e.event_id = f.session_id"
            + " AND e.event_type = 'a' | event_type IN [a] | all",
        "SELECT 1 FROM silver.events e LEFT JOIN gold.fact f ON e.event_type = 'a' AND f.n = 1"
            + " | all | n IN [1]",
        "SELECT 1 FROM silver.events e RIGHT JOIN gold.fact f ON e.event_type = 'a' AND f.n = 1"
            + " | event_type IN [a] | all",
        "SELECT 1 FROM silver.events e FULL JOIN gold.fact f ON e.event_type = 'a' AND f.n = 1"
            + " | all | all",
        "SELECT 1 FROM silver.events e LEFT JOIN gold.fact f ON e.event_id = f.session_id"
            + " WHERE e.event_type = 'a' AND f.n IS NULL | event_type IN [a] | all",
        "SELECT 1 FROM silver.events e FULL JOIN gold.fact f USING (event_dt)"
            + " WHERE event_dt = DATE '2026-11-20' | all | all",
        "SELECT 1 FROM silver.events e JOIN gold.fact f USING (event_dt)"
            + " WHERE event_dt = DATE '2026-11-20' | event_dt IN [2026-11-20]"
            + " | event_dt IN [2026-11-20]",
        "SELECT 1 FROM silver.events e LEFT JOIN gold.fact f USING (event_dt)"
            + " WHERE event_dt = DATE '2026-11-20' | event_dt IN [2026-11-20] | all",
        "SELECT 1 FROM silver.events e, gold.fact f WHERE e.event_type = 'a' OR f.n = 1"
            + " | all | all",
        "SELECT 1 FROM silver.events e WHERE EXISTS (SELECT 1 FROM gold.fact f"
            + " WHERE f.n = 1 AND e.event_type = 'a') | all | n IN [1]",
        "SELECT 1 FROM silver.events CROSS JOIN UNNEST(tags) AS u(n) WHERE n = 'a'"
            + " AND event_id IN (SELECT session_id FROM gold.fact) | all | all",
      })
  void ofEachRelation(String statement, String events, String fact) {
    assertThat(asked(statement, EVENTS)).isEqualTo(events);
    assertThat(asked(statement, FACT)).isEqualTo(fact);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT * FROM (SELECT n AS m FROM gold.fact) WHERE m = 1 | n IN [1]",
        "SELECT * FROM (SELECT n + 1 AS n FROM gold.fact) WHERE n = 1 | all",
        "SELECT * FROM (SELECT * FROM gold.fact LIMIT 9) WHERE n = 1 | all",
        "SELECT * FROM (SELECT * FROM gold.fact ORDER BY n OFFSET 9) WHERE n = 1 | all",
        "SELECT * FROM ((SELECT * FROM gold.fact) LIMIT 9) WHERE n = 1 | all",
        "SELECT * FROM (SELECT n, count(*) OVER () FROM gold.fact) WHERE n = 1 | all",
        "SELECT * FROM (SELECT n FROM gold.fact ORDER BY rank() OVER (ORDER BY n)) WHERE n = 1"
            + " | all",
        "SELECT * FROM (SELECT n, count(*) FROM gold.fact GROUP BY 1) WHERE n = 1 | n IN [1]",
        "SELECT * FROM (SELECT n, count(*) FROM gold.fact GROUP BY ROLLUP (n)) WHERE n = 1 | all",
        "SELECT * FROM (SELECT n FROM gold.fact UNION SELECT 1) WHERE n = 1 | all",
        "SELECT * FROM gold.fact TABLESAMPLE BERNOULLI (10) WHERE n = 1 | all",
        "WITH a AS (SELECT * FROM gold.fact) SELECT * FROM a WHERE n = 1 | n IN [1]",
        "WITH a AS (SELECT * FROM gold.fact) SELECT * FROM a x, a y WHERE x.n = 1 | all",
        "WITH a AS (SELECT * FROM gold.fact) SELECT * FROM a x, a y WHERE x.n = 1 AND y.n = 2"
            + " | (n IN [1] OR n IN [2])",
        "WITH a (m) AS (SELECT n FROM gold.fact WHERE session_id = 's'),"
            + " b AS (SELECT m FROM a) SELECT * FROM b WHERE m = 1"
            + " | (session_id IN [s] AND n IN [1])",
        "WITH RECURSIVE a (m) AS (SELECT n FROM gold.fact UNION ALL SELECT m + 1 FROM a"
            + " WHERE m < 9) SELECT * FROM a WHERE m = 5 | all",
        "SELECT * FROM gold.fact WHERE n = 1 UNION ALL SELECT * FROM gold.fact WHERE n = 2"
            + " | (n IN [1] OR n IN [2])",
        "SELECT * FROM gold.fact WHERE n = 1 UNION ALL SELECT * FROM gold.fact | all",
        "EXPLAIN SELECT * FROM gold.fact WHERE n = 1 | n IN [1]",
      })
  void throughQueries(String statement, String asked) {
    assertThat(asked(statement, FACT)).isEqualTo(asked);
  }

  /** As of a view, of which statements ask in their turn. */
  @Test
  void ofResult() {
    AthenaStatement view =
        lake.parse("SELECT n AS m, session_id FROM gold.fact WHERE session_id IS NOT NULL");
    RowCondition asked =
        RowCondition.test("m", RowCondition.Operator.IN, List.of(1L))
            .and(RowCondition.test("x", RowCondition.Operator.NULL, List.of()));

    assertThat(view.reads(asked).get(FACT)).hasToString("(session_id NOT_NULL [] AND n IN [1])");
    assertThat(view.reads(RowCondition.all()).get(FACT)).hasToString("session_id NOT_NULL []");
  }

  /** WITH that is used twice within WITH that is used twice, and so on. */
  @Test
  void isNotLongerThanTheStatement() {
    StringBuilder sql = new StringBuilder("WITH a0 AS (SELECT n FROM gold.fact)");
    for (int i = 1; i < 40; i++) {
      String before = "a" + (i - 1);
      sql.append(", a").append(i).append(" AS (SELECT x.n FROM ").append(before);
      sql.append(" x JOIN ").append(before).append(" y ON x.n > 1 AND y.n > 2)");
    }

    sql.append(" SELECT * FROM a39 WHERE n = 5");
    assertThat(asked(sql.toString(), FACT).length()).isLessThan(20_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT max(ts) FROM silver.events | ts GREATEST",
        "SELECT 'events' AS t, min(e.event_dt) AS d FROM silver.events e | event_dt LEAST",
        "SELECT * FROM (SELECT max(ts) FROM silver.events) | ts GREATEST",
        "SELECT max(ts) FROM silver.events UNION ALL SELECT max(ts) FROM silver.events"
            + " | ts GREATEST",
        "SELECT max(ts) FROM silver.events UNION ALL SELECT min(ts) FROM silver.events | all",
        "SELECT max(ts), count(*) FROM silver.events | all",
        "SELECT max(ts), min(ts) FROM silver.events | all",
        "SELECT max(ts) FROM silver.events WHERE lower(event_type) = 'view' | all",
        "SELECT max(ts) FROM silver.events GROUP BY event_type | all",
        "SELECT max(ts) FROM silver.events HAVING count(*) > 1 | all",
        "SELECT max(ts) FROM silver.events ORDER BY count(*) | all",
        "SELECT max(ts) FILTER (WHERE event_type = 'view') FROM silver.events | all",
        "SELECT max(ts) OVER () FROM silver.events | all",
        "SELECT max(ts, 2) FROM silver.events | all",
        "SELECT max(date(ts)) FROM silver.events | all",
        "SELECT max(e.ts) FROM silver.events e, gold.fact | all",
        "SELECT max(ts) FROM silver.events TABLESAMPLE BERNOULLI (10) | all",
        "SELECT max(ts) FROM (SELECT * FROM silver.events WHERE lower(event_type) = 'view') | all",
        "WITH e AS (SELECT * FROM silver.events LIMIT 3) SELECT max(ts) FROM e | all",
      })
  void theNewestOrOldestOfAllRows(String statement, String wanted) {
    assertThat(asked(statement, EVENTS)).isEqualTo(wanted);
  }

  private static String asked(String statement, String relation) {
    return lake.parse(statement).reads(RowCondition.all()).get(relation).toString();
  }
}
