package io.eventlake.lake.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.eventlake.lake.sql.SqlException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused is told in a sentence, at its place, with what to write instead. */
@TestInstance(Lifecycle.PER_CLASS)
class RefusalsTest {

  private MemoryRelations lake;

  @BeforeAll
  void open() throws SQLException {
    lake = SmallLake.open();
  }

  @AfterAll
  void close() throws SQLException {
    lake.close();
  }

  @Test
  void theCaretStandsUnderTheFault() {
    assertThatThrownBy(() -> lake.parse("SELECT event_id,\n\tevnt_type\nFROM silver.events"))
        .isInstanceOf(SqlException.class)
        .hasMessage(
            " evnt_type\n"
                + " ^ there is no column evnt_type in silver.events; did you mean event_type?");
    assertThatThrownBy(
            () ->
                lake.parse(
                    "SELECT "
                        + "1, ".repeat(50)
                        + "nn FROM gold.fact WHERE "
                        + "n = 1 OR ".repeat(20)
                        + "n = 2"))
        .hasMessageMatching("(?s)\\.\\..{60}nn FROM.{53}\\.\\.\n {62}\\^ there is no column nn.*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT a FROM nosuch                       | there is no table or view nosuch
          SELECT n FROM gold.fct                     | there is no table or view gold.fct; did you mean gold.fact?
          SELECT n FROM fct                          | there is no table or view fct; did you mean fact?
          SELECT n FROM silver.fact                  | there is no table or view silver.fact; did you mean gold.fact?
          SELECT n FROM glod.fact                    | there is no database glod here, only bronze, gold, information_schema, silver; did you mean gold?
          SELECT n FROM other.gold.fact              | there is no catalog other here; write database.table
          SELECT event_id FROM events                | events is ambiguous; write bronze.events or silver.events
          SELECT 1 FROM "events$snapshots"           | tables of metadata are not read here; ./eventlake tables shows files and snapshots
          SELECT f.nn FROM fact f                    | there is no column nn in f; did you mean n?
          SELECT g.n FROM fact f                     | there is no table or column g here; did you mean f?
          SELECT event_id FROM silver.events a, silver.events b | event_id is ambiguous: it is in a and in b
          SELECT "user".idd FROM silver.events       | there is no field idd in this row; did you mean id?
          SELECT event_dt.x FROM fact                | only a row has fields, and this is a date
          SELECT "click" FROM fact                   | there is no column click in gold.fact; a text stands in single quotes
          SELECT cuont(*) FROM fact                  | there is no function cuont here; did you mean count?
          SELECT read_csv('x')                       | there is no function read_csv here
          SELECT n AS m FROM fact WHERE m = 1        | m is the name of a result, which only ORDER BY sees in Athena; write its expression again, or a query within FROM
          SELECT n AS m FROM fact GROUP BY m         | m is the name of a result, which GROUP BY does not see in Athena; write GROUP BY 1
          SELECT n FROM fact GROUP BY 3              | GROUP BY 3 has no column: SELECT gives 1
          SELECT n FROM fact ORDER BY 2              | ORDER BY 2 has no column: SELECT gives 1
          SELECT DISTINCT n FROM fact ORDER BY session_id | after SELECT DISTINCT, ORDER BY takes only what is selected; add it to SELECT
          SELECT n FROM fact GROUP BY ROLLUP (n + 1) | ROLLUP, CUBE and GROUPING SETS take only columns in Athena; name the expression in a query within FROM
          SELECT 1 FROM fact WHERE event_dt = '2026-11-20' | Athena does not compare a date with a text; write DATE '2026-11-20'
          SELECT 1 FROM fact WHERE '2026-11-20' > event_dt | Athena does not compare a text with a date; write DATE '2026-11-20'
          SELECT 1 FROM silver.events WHERE ts BETWEEN '2026-11-20' AND '2026-11-21' | Athena does not compare a timestamp with a text; write TIMESTAMP '2026-11-20'
          SELECT 1 FROM fact WHERE n = '1'           | Athena does not compare an integer with a text; write the number without quotes
          SELECT 1 FROM fact WHERE session_id = 1    | Athena does not compare a text with an integer; write CAST(.. AS BIGINT), or the number in quotes
          SELECT 1 FROM fact WHERE session_id IN (1) | Athena does not compare a text with an integer; write CAST(.. AS BIGINT), or the number in quotes
          SELECT 1 FROM fact WHERE n                 | what WHERE asks must be a condition, and this is an integer
          SELECT n + session_id FROM fact            | Athena has no + for what is a text; write CAST(.. AS BIGINT)
          SELECT n LIKE '1' FROM fact                | what stands before LIKE must be a text, and this is an integer; write CAST(.. AS VARCHAR)
          SELECT concat(session_id, n) FROM fact     | what is joined to a text must be a text, and this is an integer; write CAST(.. AS VARCHAR)
          SELECT CASE WHEN true THEN n ELSE 'x' END FROM fact | the results of CASE are of one type in Athena, and here they are an integer and a text; write a CAST
          SELECT n FROM fact UNION SELECT 'x'        | column 1 of both sides of UNION are of one type in Athena, and here they are an integer and a text; write a CAST
          SELECT n, 1 FROM fact UNION SELECT 1       | both sides of UNION give as many columns, and here they give 2 and 1
          SELECT (SELECT 1, 2)                       | a query within an expression gives one column, and this one gives 2
          SELECT * FROM fact NATURAL JOIN v_fact     | Athena has no NATURAL JOIN; write JOIN .. USING (column)
          SELECT fact.session_id FROM fact JOIN v_fact USING (session_id) | there is no column session_id in gold.fact
          SELECT 1 FROM fact RIGHT JOIN UNNEST(ARRAY[1]) AS t (x) ON TRUE | Athena has no RIGHT JOIN with UNNEST or LATERAL; write LEFT JOIN .. ON TRUE
          SELECT 1 FROM silver.events CROSS JOIN UNNEST(event_id) AS t (x) | UNNEST needs an array or a map, and this is a text
          SELECT 1 FROM silver.events CROSS JOIN UNNEST(items) AS t (x) | t has 2 columns, and 1 is named
          SELECT * FROM TABLE(read_csv('x'))         | functions that give tables are not known here; write UNNEST or a query
          SELECT * FROM read_csv('x')                | functions that give tables are not known here; write UNNEST or a query
          SELECT n FROM fact TABLESAMPLE SYSTEM (10) | a sample by SYSTEM is not known here; write TABLESAMPLE BERNOULLI (..)
          SELECT n FROM fact ORDER BY n FETCH FIRST 1 ROW WITH TIES | WITH TIES is not known here; write rank() OVER (..) and WHERE
          SELECT rank() FROM fact                    | rank needs a window; write rank(..) OVER (ORDER BY ..)
          SELECT sum(n) FILTER (WHERE n > 1) OVER () FROM fact | Athena has no FILTER beside OVER; write sum(CASE WHEN .. THEN .. END) OVER (..)
          SELECT sum(n) OVER w FROM fact             | there is no window w here
          SELECT ?                                   | ? is not known here; write the value itself
          SELECT CURRENT_USER                        | there are no users here; write the name in quotes
          SELECT INTERVAL '1' WEEK                   | an interval is of YEAR, MONTH, DAY, HOUR, MINUTE or SECOND; write INTERVAL '7' DAY
          SELECT INTERVAL 'x' DAY                    | 'x' is no interval of DAY; write INTERVAL '7' DAY, INTERVAL '1:30' HOUR TO MINUTE or INTERVAL '1-6' YEAR TO MONTH
          SELECT DATE '2026-02-30'                   | '2026-02-30' is no date; write DATE '2026-11-20'
          SELECT TIMESTAMP 'x'                       | 'x' is no timestamp; write TIMESTAMP '2026-11-20 08:30:00', with a zone after it if it is not UTC
          SELECT n FROM fact FOR TIMESTAMP AS OF event_dt | this is no time that is known before the statement runs; write FOR TIMESTAMP AS OF TIMESTAMP '2026-11-20 08:30:00 UTC', or current_timestamp - INTERVAL '1' DAY
          SELECT n FROM fact FOR TIMESTAMP AS OF DATE '2020-01-01' | fact has no snapshot so early
          SELECT n FROM fact FOR VERSION AS OF 5     | versions are not known here; write FOR TIMESTAMP AS OF the time of snapshot 5
          WITH a AS (SELECT 1 AS x) SELECT x FROM a FOR TIMESTAMP AS OF now() | a is a result of WITH and has no past; write FOR TIMESTAMP AS OF after a table
          WITH RECURSIVE a(n) AS (VALUES 1 UNION SELECT 1 FROM a, a b) TABLE a | Athena takes a once in its step; write all that a step needs as columns of a, such as the one before
          WITH RECURSIVE a(n) AS (VALUES 1 UNION SELECT (TABLE a)) TABLE a | Athena takes a only in FROM of its step; write FROM .. JOIN a ON .. instead
          WITH RECURSIVE a (n) AS (SELECT 1 UNION ALL SELECT 1 FROM a FULL JOIN fact ON true) TABLE a | Athena takes a on no side of an outer join that may be missing; write a LEFT JOIN .., or JOIN
          SELECT lag(n) OVER () FROM fact            | lag needs an order; write lag(..) OVER (ORDER BY ..)
          SELECT lead(n) OVER (ORDER BY n ROWS 1 PRECEDING) FROM fact | lead looks at the whole window; leave ROWS, RANGE or GROUPS out
          SELECT truncate(n) FROM fact               | Athena makes a decimal of truncate of an integer, which has nothing to cut off; leave truncate out
          SELECT reduce(ARRAY[1.5], 0.0, (s, x) -> s + x, s -> s) | the state of reduce is of one type in Athena, and a sum of decimals has more digits than they have; write (s, x) -> CAST(.. AS decimal(18, 2)), or doubles
          WITH RECURSIVE a AS (SELECT 1 UNION ALL SELECT * FROM a) SELECT * FROM a | WITH RECURSIVE needs the names of its columns; write a (n) AS (..)
          SELECT 1 FROM information_schema.tabels    | there is no table information_schema.tabels, only columns, schemata, tables, views; did you mean tables?
          SHOW TABLES IN glod                        | there is no database glod here, only bronze, gold, information_schema, silver; did you mean gold?
          DESCRIBE gold.fct                          | there is no table or view gold.fct; did you mean gold.fact?
          SHOW CREATE TABLE gold.fact                | ./eventlake tables shows how gold.fact is made; DESCRIBE gold.fact its columns
          SHOW CREATE VIEW gold.fact                 | gold.fact is no view; write DESCRIBE gold.fact
          SELECT a FORM x                            | FORM is not understood here; did you mean FROM?
          SELECT 1 SELECT 2                          | SELECT is not understood here; a semicolon stands between two statements, and a query within one in brackets
          SELECT count(* FROM fact                   | count is not understood here; a bracket is not closed
          SELECT (SELECT 1, 2 SELECT 3               | SELECT is not understood here; a bracket before it is not closed
          SELECT 1 /* n                              | * is not understood here; a comment is not closed by */
          /* SELECT 1                                | / is not understood here; a comment is not closed by */
          \\d                                         | \\ is for the shell on a terminal; write SHOW TABLES, SHOW VIEWS or DESCRIBE table
          SELCT 1                                    | SELCT is not understood here; did you mean SELECT?
          SELECT n FROM fact GRUOP BY n              | GRUOP is not understood here; did you mean GROUP?
          SELECT n FROM fact LIMIT 1 OFFSET 2        | OFFSET is not understood here; in Athena OFFSET stands before LIMIT
          SELECT n::varchar FROM fact                | : is not understood here; write CAST(value AS type) for value::type, and name -> .. for lambda
          SELECT INTERVAL 7 DAY                      | 7 is not understood here; write INTERVAL '7' DAY
          SELECT n FROM fact WHERE n == 1            | = is not understood here; write = once
          SELECT 1; SELECT 2                         | ; is not understood here; run one statement at a time
          SELECT `n` FROM fact                       | names stand in double quotes in Athena's queries; write "name"
          SELECT n FROM fact WHERE                   | the statement ends too early; an expression could stand there
          SELECT 'abc                                | ' is not understood here; a text is not closed by '
          """,
      quoteCharacter = '\u0001')
  void isTold(String statement, String sentence) {
    SqlException refused = catchThrowableOfType(SqlException.class, () -> lake.parse(statement));

    assertThat(refused).isNotNull();
    assertThat(refused.getMessage()).endsWith("^ " + sentence).startsWith(statement.strip() + "\n");
  }

  /** The word that was meant may stand on another line; of comments no word is one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT n\\nFORM\\ngold.fact                  | FORM\\n^ FORM is not understood here; did you mean FROM?
          SELECT n -- the form\\nFROM fact x y        | FROM fact x y\\n            ^ y is not understood here
          SELECT 1 -- form\\nSELECT 2                | SELECT 2\\n^ SELECT is not understood here; a semicolon stands between two statements, and a query within one in brackets
          SELECT '\uD83D\uDE00', nn FROM fact          | SELECT '\uD83D\uDE00', nn FROM fact\\n             ^ there is no column nn in gold.fact; did you mean n?
          """)
  void placesAreFoundOnEveryLine(String statement, String sentence) {
    SqlException refused =
        catchThrowableOfType(SqlException.class, () -> lake.parse(statement.replace("\\n", "\n")));

    assertThat(refused.getMessage()).startsWith(sentence.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          INSERT INTO gold.fact VALUES (1)       | INSERT changes something, and statements only read the lake; write SELECT
          /* x */ DROP TABLE gold.fact           | DROP changes something, and statements only read the lake; write SELECT
          CREATE TABLE a AS SELECT 1 AS x        | CREATE changes something, and statements only read the lake; write SELECT
          COPY gold.fact TO 'x'                  | ./eventlake sql --format csv writes results; COPY is not known here
          USE gold                               | No database is the current one here; write database.table
          SET SESSION x = 1                      | There is nothing to SET here; the session's zone is UTC
          PREPARE a FROM SELECT 1                | PREPARE is not known here; write the values into the statement
          PRAGMA database_list                   | PRAGMA is not known here; statements read the tables of the lake
          SUMMARIZE gold.fact                    | SUMMARIZE is not known here; write SELECT count(*), min(..), max(..)
          FROM gold.fact                         | A query begins with SELECT; write SELECT * FROM ..
          SHOW PARTITIONS gold.fact              | ./eventlake tables shows the parts of a table; SHOW PARTITIONS is not known here
          """,
      quoteCharacter = '\u0001')
  void onlyQuestionsAreRead(String statement, String sentence) {
    assertThatThrownBy(() -> lake.parse(statement))
        .isInstanceOf(SqlException.class)
        .hasMessage(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT n, count(*) FROM fact                             | n is neither grouped by nor within an aggregate; add it to GROUP BY, or write arbitrary(..)
          SELECT n FROM fact WHERE max(n) > 1                      | WHERE sees single rows and takes no aggregate; write HAVING
          SELECT sum(sum(n)) FROM fact                             | An aggregate cannot stand within an aggregate; write a query within FROM
          SELECT (SELECT n FROM fact)                              | A query within an expression gave more than one row; write max(..) or LIMIT 1
          SELECT sum(n) FROM fact GROUP BY 1                       | GROUP BY takes no aggregate; write a query within FROM
          SELECT grouping(session_id) FROM fact GROUP BY n         | grouping takes columns that GROUP BY names
          SELECT concat(ARRAY[1], NULL)                            | What is joined is of one type here, and this is array(integer), varchar; write ARRAY[x] for an element, or a CAST
          SELECT CAST('2026-02-30' AS date)                        | '2026-02-30' is no date; TRY_CAST of a text gives null instead
          SELECT CAST(1e20 AS decimal(10, 2))                      | '1e+20' cannot be cast; write TRY_CAST to have null instead
          SELECT from_utf8(x'ff61')                                | The bytes are no text in UTF-8; write TRY(from_utf8(..)) to have null instead
          SELECT from_base64('!!')                                 | '!!' is not in base64; write TRY(from_base64(..)) to have null instead
          SELECT map_from_entries(ARRAY[ROW(1, 2), ROW(1, 3)])     | A map has each key once; write map_agg, which keeps the first of a key
          SELECT CAST('x' AS bigint)                               | The statement cannot be run: 'x' cannot be cast to a whole number; try_cast gives null
          """,
      quoteCharacter = '\u0001')
  void whatOnlyTheEngineKnowsIsToldInASentence(String statement, String sentence) {
    SQLException failed = catchThrowableOfType(SQLException.class, () -> lake.run(statement));

    assertThat(AthenaStatement.explain(failed)).hasMessage(sentence);
  }

  @Test
  @Timeout(60)
  void whatIsTooLargeEndsInASentence() {
    for (String statement :
        new String[] {
          "SELECT " + "(".repeat(10_000) + "1" + ")".repeat(10_000),
          "SELECT 1" + " + 1".repeat(20_000),
          "SELECT " + "- ".repeat(20_000) + "1",
          "SELECT " + "NOT ".repeat(20_000) + "true",
          "SELECT 1" + " UNION ALL SELECT 1".repeat(10_000),
          "SELECT " + "CASE WHEN true THEN ".repeat(5_000) + "1" + " END".repeat(5_000)
        }) {
      assertThatThrownBy(() -> lake.parse(statement)).hasMessage(AthenaParser.TOO_DEEP);
    }

    assertThatThrownBy(() -> lake.parse("SELECT '" + "x".repeat(262_144) + "'"))
        .hasMessage("A statement has at most 262144 bytes, as in Athena");
    assertThatThrownBy(
            () ->
                lake.parse("SELECT " + "transform(ARRAY[1], x -> ".repeat(9) + "1" + ")".repeat(9)))
        .hasMessageEndingWith("at most 8 -> can stand within each other here");
  }
}
