package io.eventlake.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventlake.cli.progress.Terminal;
import io.eventlake.cli.shell.EngineSession;
import io.eventlake.cli.shell.ShellHistory;
import io.eventlake.cli.shell.ShellSettings;
import io.eventlake.cli.shell.SqlSession;
import io.eventlake.cli.shell.SqlShell;
import io.eventlake.config.ConfigException;
import io.eventlake.connector.files.CsvResultWriter;
import io.eventlake.connector.files.JsonResultWriter;
import io.eventlake.connector.files.ResultWriter;
import io.eventlake.connector.files.TableResultWriter;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import io.eventlake.lake.sql.SqlScript;
import io.eventlake.lake.status.DamagedTables;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sql}: queries over the lake; nothing but their results on standard output. */
@Command(
    name = "sql",
    description = {
      "Runs SQL queries over the lake, in Athena's SQL, and prints their results. What would mean"
          + " something else here than in Athena is refused.",
      "Tables: bronze.events, bronze.dead_letters, silver.events, silver.sessions,"
          + " silver.user_segments, gold.fact_funnel, gold.fact_affiliate_clicks,"
          + " gold.minute_activity, ops.record_counts, ops.late_events; a database prefix is left"
          + " out. Views: gold.v_*, see sql/README.md. All times are UTC.",
      "On a terminal and without a statement it is a shell: Tab completes names, \\? tells the rest."
    },
    footer = {
      "%nExamples:",
      "  eventlake sql \"SELECT event_type, COUNT(*) FROM silver.events GROUP BY event_type\"",
      "  eventlake sql --warehouse lake",
      "  echo \"SELECT COUNT(*) FROM silver.events\" | eventlake sql --format json",
      "  eventlake sql -f sql/reports/funnel-by-variant/query.sql --format csv > funnel.csv",
      "  eventlake sql --as-of march \"SELECT COUNT(*) FROM gold.fact_funnel\"",
      "  eventlake sql --as-of 2026-03-01T12:00:00Z \"SELECT COUNT(*) FROM gold.fact_funnel\""
    })
final class SqlCommand implements Callable<Integer> {

  /** How a result is written. */
  enum Format {
    TABLE,
    CSV,
    TSV,
    JSON;

    /** As it is written on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where the statements come from. */
  static final class Statements {
    @Parameters(paramLabel = "SQL", description = "Statements with a semicolon between them.")
    String text;

    @Option(
        names = {"-f", "--file"},
        paramLabel = "FILE",
        description = "File with the statements; - for standard input.")
    Path file;
  }

  @ArgGroup(multiplicity = "0..1")
  Statements statements = new Statements();

  @Mixin LakeOptionsMixin lake;

  @Mixin AsOfMixin asOf;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = {
        "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
        "JSON is one object per row and line."
      })
  Format format;

  @Option(
      names = "--now",
      paramLabel = "TIME",
      description = {
        "What LOCALTIMESTAMP says, for a lake of the past, for example 2026-01-31T12:00:00Z",
        "(default: the time)."
      })
  Instant now;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (statements.text == null && statements.file == null && Terminal.isIn() && Terminal.isOut()) {
      shell();
      return ExitCode.OK;
    }

    List<String> queries = SqlScript.statements(read());
    if (queries.isEmpty()) {
      throw new ConfigException("There is no statement" + place() + "; --help has examples");
    }

    PrintWriter out = spec.commandLine().getOut();
    run(queries, writer(out));
    if (out.checkError()) {
      throw new IOException("The result could not be written to standard output");
    }

    return ExitCode.OK;
  }

  private void shell() throws IOException {
    try (org.jline.terminal.Terminal terminal =
            TerminalBuilder.builder().system(true).dumb(true).encoding(UTF_8).build();
        SqlSession session = new EngineSession(engine())) {
      ShellSettings settings =
          new ShellSettings(
              "The lake " + lake.options().warehouse + ". \\? tells what can be typed.",
              ShellHistory.file(System.getenv(), System.getProperty("user.home")),
              System.getenv("PAGER"),
              format == Format.TABLE ? null : this::writer);
      new SqlShell(terminal, session, settings, Errors::sentence, System::nanoTime).run();
    }
  }

  private void run(List<String> queries, ResultWriter writer) throws IOException {
    Map<TableName, Long> snapshots = snapshots();
    Clock clock = now == null ? Clock.systemUTC() : Clock.fixed(now, ZoneOffset.UTC);
    try (LakeEngine engine =
        snapshots == null
            ? LakeEngine.over(lake.options(), clock)
            : LakeEngine.over(lake.options(), snapshots, clock)) {
      for (String query : queries) {
        try (QueryResult result = engine.run(query)) {
          write(result, writer);
        } catch (LakeException e) {
          throw DamagedTables.explained(
              lake.options(), engine.read(), snapshots == null ? Map.of() : snapshots, e);
        }
      }
    }
  }

  /** Of the state that was asked for; null for the tables as they are. */
  private Map<TableName, Long> snapshots() {
    if (!asOf.isGiven()) {
      return null;
    }

    try (LakeTables tables = lake.open()) {
      return asOf.cut(tables).snapshots();
    }
  }

  private String read() {
    if (statements.text != null) {
      return statements.text;
    }

    try {
      return isStandardInput()
          ? new String(System.in.readAllBytes(), UTF_8)
          : Files.readString(statements.file, UTF_8);
    } catch (IOException e) {
      throw new ConfigException("The statements" + place() + " cannot be read: " + e, e);
    }
  }

  private boolean isStandardInput() {
    return statements.file == null || statements.file.toString().equals("-");
  }

  private String place() {
    if (statements.text != null) {
      return "";
    }

    return isStandardInput() ? " on standard input" : " in the file " + statements.file;
  }

  private ResultWriter writer(Writer out) {
    switch (format) {
      case CSV:
        return new CsvResultWriter(out, ',');
      case TSV:
        return new CsvResultWriter(out, '\t');
      case JSON:
        return new JsonResultWriter(out);
      default:
        return new TableResultWriter(out);
    }
  }

  private static void write(QueryResult result, ResultWriter writer) throws IOException {
    writer.begin(result.columns());
    for (List<Object> row = result.next(); row != null; row = result.next()) {
      writer.row(row);
    }

    writer.end();
  }
}
