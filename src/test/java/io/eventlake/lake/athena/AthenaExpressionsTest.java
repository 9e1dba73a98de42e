package io.eventlake.lake.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions, operators and casts give what a Trino gave, or are refused by name. */
class AthenaExpressionsTest {

  private static final Path EXPRESSIONS =
      Path.of("src", "test", "resources", "athena", "expressions.tsv");

  private static final Pattern STATEMENT = Pattern.compile("(?is)(?:select|with)\\s.*");

  private static MemoryRelations relations;
  private static Connection duck;
  private static AthenaWords words;

  @BeforeAll
  static void open() throws SQLException {
    relations = MemoryRelations.open();
    duck = DriverManager.getConnection("jdbc:duckdb:");
    words = new AthenaWords(duck);
  }

  @AfterAll
  static void close() throws SQLException {
    relations.close();
    duck.close();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void givesWhatTrinoGave(String line) throws SQLException {
    String[] parts = line.split("\t", -1);
    if (parts.length > 3) {
      assertThatThrownBy(() -> run(parts[0])).hasMessageContaining(parts[3]);
      return;
    }

    String type = DuckValues.type(parts[1]);
    List<String> given = run(parts[0]);
    assertThat(given.get(0)).isEqualTo(type);
    if (type.equals("double") && !parts[2].contains("|") && !parts[2].equals("NULL")) {
      // The order of sums is nobody's: the last digit of a double is not kept.
      double expected = Double.parseDouble(parts[2]);
      assertDouble(Double.parseDouble(given.get(1)), expected);
    } else {
      assertThat(given.get(1))
          .isEqualTo(type.contains("timestamp") ? DuckValues.digits(parts[2]) : parts[2]);
    }
  }

  private static void assertDouble(double given, double expected) {
    if (Double.isFinite(expected)) {
      assertThat(given).isCloseTo(expected, within(Math.abs(expected) * 1e-12));
    } else {
      assertThat(Double.valueOf(given)).isEqualTo(Double.valueOf(expected));
    }
  }

  /** What a statement does not name is not made; what it names is made once. */
  @Test
  void wordsAreMadeWhenTheyAreNeeded() throws SQLException {
    try (Connection fresh = DriverManager.getConnection("jdbc:duckdb:")) {
      AthenaWords few = new AthenaWords(fresh);
      AthenaStatement statement = relations.parse("SELECT url_extract_host('https://a.b/') || 'c'");
      few.require(statement.toDuckDb());
      few.require(statement.toDuckDb());
      assertThat(DuckValues.run(fresh, statement.toDuckDb()).get(1)).isEqualTo("a.bc");
      assertThat(
              DuckValues.run(
                      fresh,
                      "SELECT DISTINCT function_name FROM duckdb_functions()"
                          + " WHERE function_name LIKE 'athena!_%' ESCAPE '!' ORDER BY ALL")
                  .get(1))
          .isEqualTo("athena_fail | athena_joinable | athena_url_host");
      few.requireAll();
      assertThat(
              DuckValues.run(
                      fresh,
                      "SELECT count(DISTINCT function_name) > 100 FROM duckdb_functions()"
                          + " WHERE function_name LIKE 'athena!_%' ESCAPE '!'")
                  .get(1))
          .isEqualTo("true");
    }
  }

  @Test
  void eachFunctionHasALine() throws IOException {
    Set<String> without = new TreeSet<>(AthenaFunctions.names());
    without.addAll(AthenaFunctions.refused().keySet());
    List<String> calls = lines().map(line -> line.split("\t")[0].toLowerCase(Locale.ROOT)).toList();
    without.removeIf(
        name -> calls.stream().anyMatch(call -> call.matches("(?s).*\\b" + name + "\\(.*")));
    assertThat(without).isEmpty();
  }

  @Test
  void eachRefusalSaysWhatToWriteInstead() throws IOException {
    List<String> words = lines().filter(line -> line.split("\t").length > 3).toList();
    assertThat(AthenaFunctions.refused())
        .allSatisfy(
            (name, instead) -> {
              assertThat(words)
                  .anyMatch(line -> line.contains("\t" + name + " is not to be had here;"));
              assertThat(instead).isNotBlank();
            });
  }

  @Test
  void pageListsTheFunctions() throws IOException {
    String page = Files.readString(Path.of("sql", "README.md"));
    String[] sections =
        page.split("\\n## What can be written\n|\\n## Example lake\n")[1].split("\\| refused ");
    Set<String> listed = new TreeSet<>();
    Pattern.compile("(?m)^\\| [^`|]+ \\| (`.*) \\|$")
        .matcher(sections[0])
        .results()
        .forEach(row -> listed.addAll(List.of(row.group(1).replace("`", "").split(", "))));
    assertThat(listed).isEqualTo(CallPrinter.names());
    Map<String, String> refused = new TreeMap<>();
    Pattern.compile("(?m)^\\| `(\\w+)` \\| (.*) \\|$")
        .matcher(sections[1])
        .results()
        .forEach(row -> refused.put(row.group(1), row.group(2).replace("\\|", "|")));
    assertThat(refused).isEqualTo(AthenaFunctions.refused());
  }

  private static List<String> run(String expression) throws SQLException {
    boolean statement = STATEMENT.matcher(expression).matches();
    String sql = statement ? expression : "SELECT " + expression;
    AthenaStatement parsed = relations.parse(sql);
    words.require(parsed.toDuckDb());
    return DuckValues.run(duck, parsed.toDuckDb());
  }

  private static Stream<String> lines() throws IOException {
    return Files.readAllLines(EXPRESSIONS).stream().filter(line -> !line.startsWith("#"));
  }
}
