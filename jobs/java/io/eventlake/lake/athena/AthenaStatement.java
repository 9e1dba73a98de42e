package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import io.trino.sql.tree.Explain;
import io.trino.sql.tree.ExplainAnalyze;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Statement;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One statement in Athena's SQL, as DuckDB runs it. Every word of it was understood, or the
 * statement is refused: nothing that an analyst writes reaches DuckDB as it is.
 */
public final class AthenaStatement {

  /** The one column of EXPLAIN. */
  private static final String PLAN = "Query Plan";

  /** The most that Athena takes, too. */
  private static final int MOST_BYTES = 262_144;

  /** What Athena says in Hive's words and its parser does not know. */
  private static final Pattern HIVE =
      Pattern.compile(
          "(\\s*SHOW\\s+)(DATABASES|VIEWS)\\b(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final String sql;
  private final List<String> names;
  private final List<Optional<String>> types;
  private final List<AthenaRelation> relations;
  private final Map<String, List<Rows>> rows;
  private final boolean query;

  private AthenaStatement(
      String sql,
      List<String> names,
      List<Optional<String>> types,
      Reading reading,
      boolean query) {
    this.sql = sql;
    this.names = List.copyOf(names);
    this.types = List.copyOf(types);
    this.relations = List.copyOf(reading.read());
    this.rows = Map.copyOf(reading.rows());
    this.query = query;
  }

  /** What DuckDB says when it cannot run a statement, in a sentence of people. */
  public static SqlException explain(SQLException e) {
    return DuckDbErrors.explain(e);
  }

  /** Whether it gives the plan of a query, the lines of which DuckDB has in one value. */
  public boolean isPlan() {
    return names.equals(List.of(PLAN)) && !query;
  }

  /**
   * Reads a statement.
   *
   * @param relations that it can read
   * @param clock what LOCALTIMESTAMP and the like say
   * @throws SqlException when it is wrong, would change something, or would mean something else
   *     here than in Athena
   */
  public static AthenaStatement parse(String statement, AthenaRelations relations, Clock clock) {
    if (statement.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new SqlException("A statement has at most " + MOST_BYTES + " bytes, as in Athena");
    }

    Optional<String> refused = RefusedStatements.why(statement);
    if (refused.isPresent()) {
      throw new SqlException(capital(refused.get()));
    }

    try {
      return read(statement, relations, clock);
    } catch (StackOverflowError e) {
      throw new SqlException(AthenaParser.TOO_DEEP, e);
    }
  }

  private static AthenaStatement read(String statement, AthenaRelations relations, Clock clock) {
    Matcher hive = HIVE.matcher(statement.strip().replaceFirst(";$", ""));
    boolean views = hive.matches() && hive.group(2).equalsIgnoreCase("views");
    String athena =
        hive.matches()
            ? hive.group(1) + (views ? "TABLES" : "SCHEMAS") + hive.group(3)
            : statement.strip().replaceFirst(";$", "");
    StatementText text = new StatementText(athena);
    Reading reading = new Reading(text, relations, clock.instant());
    Statement tree = AthenaParser.parse(athena, text);
    if (tree instanceof Query) {
      return of(new QueryPrinter(reading).outermost((Query) tree), reading, true);
    } else if (tree instanceof Explain || tree instanceof ExplainAnalyze) {
      return explaining(tree, reading);
    }

    Printed shown = new ShowStatements(reading, views).process(tree);
    if (shown == null) {
      throw new SqlException("Statements only read the lake; write SELECT, WITH, SHOW or DESCRIBE");
    }

    return of(shown, reading, false);
  }

  private static AthenaStatement explaining(Statement tree, Reading reading) {
    boolean analyze = tree instanceof ExplainAnalyze;
    Statement explained =
        analyze ? ((ExplainAnalyze) tree).getStatement() : ((Explain) tree).getStatement();
    if (!(explained instanceof Query)) {
      throw reading.wrong(tree, "EXPLAIN takes a query; write EXPLAIN SELECT ..");
    } else if (!analyze && !((Explain) tree).getOptions().isEmpty()) {
      throw reading.wrong(tree, "EXPLAIN has no options here; write EXPLAIN SELECT ..");
    }

    Printed query = new QueryPrinter(reading).outermost((Query) explained);
    String words = analyze ? "EXPLAIN ANALYZE " : "EXPLAIN ";
    return new AthenaStatement(words + query.sql(), List.of(PLAN), List.of(), reading, false);
  }

  private static AthenaStatement of(Printed printed, Reading reading, boolean query) {
    List<String> names =
        printed.columns().stream().map(Output::column).collect(Collectors.toList());
    if (names.size() == new HashSet<>(names).size()) {
      Rows.result().use(printed.columns());
    }

    List<Optional<String>> types =
        printed.columns().stream()
            .map(column -> column.type().shown())
            .collect(Collectors.toList());
    return new AthenaStatement(printed.sql(), names, types, reading, query);
  }

  private static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  /** In DuckDB's words. */
  public String toDuckDb() {
    return sql;
  }

  /** The names of the columns that it gives, as Athena shows them; two may be the same. */
  public List<String> names() {
    return names;
  }

  /** The types of the columns in Athena's words, where DuckDB has one type for several. */
  public List<Optional<String>> types() {
    return types;
  }

  /** The tables and views that it names, in the order of their places. */
  public List<AthenaRelation> relations() {
    return relations;
  }

  /**
   * Which rows of its relations can change what it gives; it gives the same when others are not
   * there, or are.
   *
   * @param asked which of the rows that it gives count, by {@link #names()}
   * @return by the names that {@link AthenaRelations#resolve} gave
   */
  public Map<String, RowCondition> reads(RowCondition asked) {
    Map<Rows, RowCondition> known = new HashMap<>();
    Map<String, RowCondition> read = new LinkedHashMap<>();
    rows.forEach(
        (name, places) ->
            read.put(
                name,
                places.stream()
                    .map(place -> place.condition(asked, known))
                    .reduce(RowCondition::or)
                    .orElseThrow()));
    return read;
  }

  /** Whether it asks for rows of tables, and does not only tell of them. */
  public boolean isQuery() {
    return query;
  }
}
