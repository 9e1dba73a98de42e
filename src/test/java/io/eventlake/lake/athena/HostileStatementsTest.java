package io.eventlake.lake.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.lake.sql.SqlException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text of a statement reaches DuckDB but within quotes, whatever it tries. */
@TestInstance(Lifecycle.PER_CLASS)
class HostileStatementsTest {

  private static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"");

  private static final Pattern CALL = Pattern.compile("([A-Za-z_]\\w*)\\(");

  private static final Pattern WORDS = Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|\\w+|\\s+|.");

  /** What begins another statement, or reads something else than the lake. */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "(?i)\\b(COPY|ATTACH|DETACH|PRAGMA|INSTALL|LOAD|EXPORT|IMPORT|CALL|SET|RESET|CREATE|DROP|"
              + "INSERT|UPDATE|DELETE|ALTER|VACUUM|CHECKPOINT|SUMMARIZE|DESCRIBE|SHOW|USE|PIVOT|"
              + "read_\\w+|parquet_\\w+|glob|sniff_csv|query|query_table|getenv|getvariable|"
              + "current_setting|duckdb_\\w+|sql_auto_complete|write_\\w+)\\b|;|--|/\\*");

  private static final List<String> SPLICES =
      List.of(
          "COPY",
          "(COPY fact TO 'x')",
          "ATTACH 'x'",
          "PRAGMA",
          "read_csv('/etc/passwd')",
          "read_text('/etc/passwd')",
          "'/etc/passwd'",
          "glob('*')",
          "query('SELECT 1')",
          "query_table(fact)",
          "getenv('HOME')",
          "current_setting('allowed_paths')",
          "duckdb_settings()",
          "; DROP TABLE fact;",
          "--",
          "/*",
          "*/",
          "'",
          "\"",
          "''",
          "\"\"",
          "\\",
          "\u2019",
          "\u201c",
          "\0",
          "\n",
          "$$",
          "$1",
          "::",
          ":=",
          "{",
          "}",
          "[",
          "]",
          "E'\\''",
          "U&'\\0027'",
          "U&\"\\0022\"",
          "\"read_csv\"('x')",
          "\"a\"\"; COPY \"\"b\"",
          "'a''; COPY ''b'",
          "lambda x: 1",
          "COLUMNS('.*')",
          "EXCLUDE (n)",
          "REPLACE (1 AS n)",
          "FROM fact",
          "SUMMARIZE",
          "#1",
          "POSITIONAL JOIN",
          "USING SAMPLE 1",
          "SET x = 1",
          "getvariable('x')",
          "main",
          "memory",
          "\"information_schema\"",
          "sqlite_master",
          "pg_catalog.pg_tables",
          "-",
          "- -",
          "(",
          ")");

  private static final List<String> HOSTS =
      List.of(
          "SELECT n , session_id FROM gold.fact WHERE n = 1 ORDER BY 1 LIMIT 5",
          "WITH a AS ( SELECT n FROM fact ) SELECT * FROM a , fact AS b WHERE a.n = b.n",
          "SELECT count( * ) , 'text' , \"n\" FROM fact AS \"f\" GROUP BY n",
          "SELECT x FROM fact CROSS JOIN UNNEST( ARRAY[ 1 , 2 ] ) AS t ( x )",
          "SELECT CASE WHEN n > 1 THEN 'a' ELSE 'b' END FROM fact");

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
  @ValueSource(
      strings = {
        "select * from read_csv('/etc/passwd')",
        "select * from '/etc/passwd'",
        "select * from \"/etc/passwd\"",
        "select * from duckdb_settings()",
        "select * from query('select 1')",
        "select (select content from read_text('/etc/passwd'))",
        "copy (select 1) to 'x'",
        "select 1; drop table x",
        "attach 'x'",
        "pragma database_list",
        "select current_setting('allowed_paths')",
        "select getenv('HOME')",
        "select * from silver.events where event_id in (select filename from read_blob('x/*'))",
        "from silver.events",
        "summarize silver.events",
        "select * from (values (1)) t, lateral (select * from glob('*'))",
        "select * from pg_catalog.pg_tables",
        "select * from sqlite_master",
        "select * from main.fact",
        "select \"read_csv\"('x')",
        "select main.read_csv('x')",
        "select system.main.read_text('x')",
        "select * from fact, \"read_csv\"('x')",
        "select n from fact -- \n; copy fact to 'x'",
        "select /* */ 1 /* ; */; copy fact to 'x'",
        "select columns('.*') from fact",
        "select n from fact union (copy fact to 'x')",
        "select * from fact for timestamp as of (select read_text('x'))",
        "explain analyze copy fact to 'x'",
        "explain analyze insert into fact values (1)",
        "select \u2019x\u2019",
        "select athena_fail('x')",
        "select cast_to_type(1, 2)",
        "select struct_extract(1, 2)",
        "select json_serialize_sql('select 1')"
      })
  void isRefused(String statement) {
    assertThatThrownBy(() -> lake.parse(statement)).isInstanceOf(SqlException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'a''; COPY fact TO ''x' FROM fact",
        "SELECT 1 AS \"a\"\"; COPY fact TO \"\"x\" FROM fact",
        "SELECT U&'\\0027; COPY fact --' FROM fact",
        "SELECT U&'\\0027' || '--' || '/*' || '*/' || ';'",
        "SELECT \"a\"\"b\" FROM (SELECT 1 AS \"a\"\"b\") AS \"x\"\" y\"",
        "WITH \"w\"\"; COPY \" AS (SELECT 1 AS x) SELECT x FROM \"w\"\"; COPY \"",
        "SELECT transform(ARRAY[1], \"x\"\"; COPY\" -> 1)",
        "SELECT * FROM UNNEST(ARRAY['COPY']) AS \"t\"\";\" (\"c\"\";\")",
        "SELECT '\n; COPY fact TO ''x''\n' AS \"\n; COPY\" FROM fact",
        "SELECT -(-5), - - 5, -(-(-1.5))",
        "SELECT 'a' LIKE 'b' ESCAPE ''''",
        "SHOW TABLES LIKE '''; COPY fact TO ''x'",
        "SHOW TABLES LIKE 'x' ESCAPE ''''",
        "SELECT r.\"a'; COPY fact; '\" FROM (SELECT CAST(ROW(1) AS ROW(\"a'; COPY fact; '\" integer)) AS r)",
        "SELECT DATE '2026-11-20', INTERVAL '1' DAY, X'27', DECIMAL '1.5'"
      })
  void staysWithinItsQuotes(String statement) throws SQLException {
    String printed = lake.parse(statement).toDuckDb();

    requireTame(printed);
    assertThat(lake.duck(printed)).isNotNull();
  }

  @Test
  void splicedWordsNeverRun() throws Exception {
    long seed = 20_261_120;
    Random random = new Random(seed);
    int read = 0;
    for (int i = 0; i < 4_000; i++) {
      String statement = spliced(random);
      try {
        String printed = lake.parse(statement).toDuckDb();
        requireTame(printed);
        requireOneQuery(printed, statement);
        read++;
      } catch (SqlException e) {
        assertThat(e.getMessage()).as("seed %d: %s", seed, statement).isNotBlank();
      }
    }

    assertThat(read).as("statements that were read").isGreaterThan(50);
  }

  @Test
  void mutilatedStatementsEndInASentence() throws IOException {
    long seed = 17;
    Random random = new Random(seed);
    List<List<String>> statements =
        TrinoAnswersTest.answers().stream()
            .map(line -> WORDS.matcher(line.substring(line.indexOf('\t') + 1)).results())
            .map(words -> words.map(MatchResult::group).toList())
            .toList();
    List<String> words = statements.stream().flatMap(List::stream).toList();
    for (int i = 0; i < 4_000; i++) {
      List<String> one = new ArrayList<>(statements.get(random.nextInt(statements.size())));
      for (int change = random.nextInt(3); change >= 0; change--) {
        int at = random.nextInt(one.size());
        String word = words.get(random.nextInt(words.size()));
        if (random.nextBoolean()) {
          one.set(at, random.nextInt(3) == 0 ? " " : word);
        } else {
          one.add(at, word);
        }
      }

      String statement = String.join("", one);
      try {
        requireNothingElse(lake.parse(statement).toDuckDb());
      } catch (SqlException e) {
        assertThat(e.getMessage()).as("seed %d: %s", seed, statement).isNotBlank();
      }
    }
  }

  /** Words of a statement with others among them or in their place. */
  private static String spliced(Random random) {
    StringBuilder statement = new StringBuilder();
    for (String word : HOSTS.get(random.nextInt(HOSTS.size())).split(" ")) {
      int chance = random.nextInt(12);
      String splice = SPLICES.get(random.nextInt(SPLICES.size()));
      if (chance == 0) {
        statement.append(splice).append(random.nextBoolean() ? " " : "");
      } else if (chance == 1) {
        statement.append(word).append(' ').append(splice).append(' ');
      } else if (chance == 2 && random.nextBoolean()) {
        statement.append('"').append(splice.replace("\"", "\"\"")).append("\" ");
      } else if (chance == 3 && random.nextBoolean()) {
        statement.append('\'').append(splice.replace("'", "''")).append("' ");
      } else {
        statement.append(word).append(' ');
      }
    }

    return statement.toString();
  }

  /** Outside of quotes no word begins something else than a query; returns what is outside. */
  private static String requireNothingElse(String printed) {
    String bare = QUOTED.matcher(printed).replaceAll(" q ");
    assertThat(FORBIDDEN.matcher(bare).find()).as(printed).isFalse();
    return bare;
  }

  private static void requireTame(String printed) {
    String bare = requireNothingElse(printed);
    Matcher call = CALL.matcher(bare);
    Set<String> known =
        Set.of("list", "unnest", "range", "greatest", "coalesce", "len", "row", "decimal", "chr");
    while (call.find()) {
      String name = call.group(1).toLowerCase(Locale.ROOT);
      assertThat(name.startsWith("athena_") || known.contains(name) || isPrinted(name))
          .as(name + " in " + printed)
          .isTrue();
    }
  }

  /** What the printers of functions, conditions and literals write. */
  private static boolean isPrinted(String name) {
    return Set.of(
            "count",
            "string_agg",
            "list_transform",
            "array_agg",
            "struct_extract",
            "struct_extract_at",
            "map_entries",
            "to_days",
            "to_months",
            "to_milliseconds",
            "isnan",
            "try",
            "cast",
            "nullif",
            "lambda",
            "in",
            "values",
            "as",
            "from",
            "and",
            "or",
            "not",
            "on",
            "over",
            "where",
            "sum",
            "max",
            "min",
            "cast_to_type",
            "concat",
            "struct_pack")
        .contains(name);
  }

  /** DuckDB's own parser sees one SELECT without any function that gives a table. */
  private void requireOneQuery(String printed, String statement) throws Exception {
    String tree = lake.duck("SELECT json_serialize_sql(" + Names.text(printed) + ")").get(0);

    assertThat(tree).as(statement).contains("\"error\":false").doesNotContain("TABLE_FUNCTION");
    assertThat(new ObjectMapper().readTree(tree).path("statements")).as(statement).hasSize(1);
  }
}
