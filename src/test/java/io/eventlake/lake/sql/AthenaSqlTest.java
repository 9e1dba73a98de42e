package io.eventlake.lake.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.job.FamilyCatalog;
import io.eventlake.job.Lakes;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.ParsingOptions;
import io.trino.sql.parser.ParsingOptions.DecimalLiteralTreatment;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.CurrentTime;
import io.trino.sql.tree.DecimalLiteral;
import io.trino.sql.tree.DefaultTraversalVisitor;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of {@code sql/} are Athena's SQL: its engine's parser reads them as they are. */
class AthenaSqlTest {

  private static final Path SQL = Path.of("sql");

  /** As Athena reads 1.5. */
  private static final ParsingOptions DECIMALS =
      new ParsingOptions(DecimalLiteralTreatment.AS_DECIMAL);

  /** What Athena and the local engine both have and mean the same by. */
  private static final Set<String> FUNCTIONS =
      Set.of(
          "abs",
          "avg",
          "cardinality",
          "concat",
          "count",
          "date_diff",
          "date_trunc",
          "first_value",
          "from_utf8",
          "json_extract_scalar",
          "lag",
          "lead",
          "lower",
          "max",
          "min",
          "mod",
          "row_number",
          "split_part",
          "substr",
          "sum");

  static Stream<Path> files() throws IOException {
    return Files.walk(SQL)
        .filter(file -> file.toString().endsWith(".sql"))
        .filter(file -> !file.startsWith(SQL.resolve("redshift")))
        // Halves of statements, which a job completes and runs here.
        .filter(file -> !file.startsWith(SQL.resolve("marts")))
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("files")
  void runsInAthenaAsItIs(Path file) throws IOException {
    String text =
        Files.readString(file)
            .replaceAll("\\$\\{(\\w+_id\\w*)}", "$1")
            .replace("${events_only}", " WHERE b.kind = 'event'");
    for (String statement : SqlScript.statements(text)) {
      Findings found = Findings.in(statement);

      assertThat(found.functions).as("functions that both engines have").isSubsetOf(FUNCTIONS);
      assertThat(found.clocks).as("clocks but LOCALTIMESTAMP").isEmpty();
      assertThat(found.cutQuotients)
          .as("quotients of decimals, of which Athena keeps few digits")
          .isEmpty();
    }
  }

  @Test
  void whatAthenaWouldNotRunIsNoticed() {
    assertThatThrownBy(() -> Findings.in("SELECT `session` FROM bronze.events"))
        .isInstanceOf(ParsingException.class);
    assertThatThrownBy(() -> Findings.in("SELECT TIMESTAMPADD(DAY, 1, ts) FROM a WHERE a IS TRUE"))
        .isInstanceOf(ParsingException.class);
    assertThat(Findings.in("SELECT TIMESTAMPDIFF(SECOND, a, b) FROM t").functions)
        .containsExactly("timestampdiff");
    assertThat(Findings.in("SELECT a FROM t WHERE b < CURRENT_TIMESTAMP").clocks).hasSize(1);
    assertThat(Findings.in("SELECT a FROM t WHERE b < LOCALTIMESTAMP").clocks).isEmpty();
    assertThat(Findings.in("SELECT CAST(100.0 * a / b AS DOUBLE) FROM t").cutQuotients).hasSize(1);
    assertThat(Findings.in("SELECT 1E2 * a / b, c * 0.01 FROM t").cutQuotients).isEmpty();
  }

  @Test
  void everyViewIsKnown() throws IOException {
    Set<String> known = new TreeSet<>();
    FamilyCatalog.names()
        .forEach(family -> known.addAll(LakeView.names(FamilyCatalog.tables(family))));
    LakeView.ofAll().forEach(view -> known.add(view.name()));
    try (Stream<Path> views = files().filter(file -> file.startsWith(SQL.resolve("views")))) {
      assertThat(views.map(file -> file.getFileName().toString().replace(".sql", "")))
          .containsExactlyInAnyOrderElementsOf(known);
    }

    assertThat(LakeView.of(Lakes.tables()))
        .isNotEmpty()
        .allSatisfy(view -> assertThat(view.path()).isEqualTo("`gold`.`%s`", view.name()));
  }

  @Test
  void everyReportHasItsPage() throws IOException {
    try (Stream<Path> reports =
        Files.find(SQL.resolve("reports"), 2, (path, file) -> file.isDirectory())
            .filter(path -> path.getNameCount() == 4)) {
      assertThat(reports)
          .isNotEmpty()
          .allSatisfy(
              report -> {
                assertThat(report.resolve("query.sql")).exists();
                assertThat(report.resolve("README.md")).exists();
              });
    }
  }

  /** What a statement has in it that the engines might not agree on. */
  private static final class Findings extends DefaultTraversalVisitor<Void> {

    private final Set<String> functions = new TreeSet<>();
    private final Set<String> clocks = new TreeSet<>();
    private final Set<String> cutQuotients = new TreeSet<>();

    static Findings in(String statement) {
      Findings findings = new Findings();
      findings.process(new SqlParser().createStatement(statement, DECIMALS));
      return findings;
    }

    @Override
    protected Void visitFunctionCall(FunctionCall call, Void context) {
      functions.add(call.getName().toString());
      return super.visitFunctionCall(call, context);
    }

    @Override
    protected Void visitCurrentTime(CurrentTime time, Void context) {
      if (time.getFunction() != CurrentTime.Function.LOCALTIMESTAMP) {
        clocks.add(time.toString());
      }

      return null;
    }

    @Override
    protected Void visitArithmeticBinary(ArithmeticBinaryExpression expression, Void context) {
      if (expression.getOperator() == ArithmeticBinaryExpression.Operator.DIVIDE
          && hasDecimal(expression)) {
        cutQuotients.add(expression.toString());
      }

      return super.visitArithmeticBinary(expression, context);
    }

    private static boolean hasDecimal(Node node) {
      return node instanceof DecimalLiteral
          || node.getChildren().stream().anyMatch(Findings::hasDecimal);
    }
  }
}
