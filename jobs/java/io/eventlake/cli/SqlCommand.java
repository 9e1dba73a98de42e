package io.eventlake.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventlake.cli.format.NewFile;
import io.eventlake.cli.format.RowFormat;
import io.eventlake.cli.format.StandardOutput;
import io.eventlake.cli.progress.Terminal;
import io.eventlake.cli.shell.EngineSession;
import io.eventlake.cli.shell.ResultRows;
import io.eventlake.cli.shell.ShellHistory;
import io.eventlake.cli.shell.ShellSettings;
import io.eventlake.cli.shell.SqlShell;
import io.eventlake.config.ConfigException;
import io.eventlake.config.UserFolders;
import io.eventlake.connector.files.ResultWriter;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.lake.engine.LakeEngine;
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
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
      "Where the lake has several families, those but web are there with what they put before their"
          + " databases, as in site_silver.events; with --family that family's tables have plain"
          + " names, and a name that two have is its. ops.audits is what audit --new remembers.",
      "On a terminal and without a statement it is a shell: Tab completes names, \\? tells the rest."
    },
    footer = {
      "%nExamples:",
      "  eventlake sql \"SELECT event_type, COUNT(*) FROM silver.events GROUP BY event_type\"",
      "  eventlake sql --warehouse lake",
      "  echo \"SELECT COUNT(*) FROM silver.events\" | eventlake sql --format json",
      "  eventlake sql -f sql/reports/web/funnel-by-variant/query.sql --format csv > funnel.csv",
      "  eventlake sql --as-of march \"SELECT COUNT(*) FROM gold.fact_funnel\"",
      "  eventlake sql --as-of 2026-03-01T12:00:00Z \"SELECT COUNT(*) FROM gold.fact_funnel\""
    })
final class SqlCommand implements Callable<Integer> {

  @ArgGroup(multiplicity = "0..1")
  SqlStatements statements = new SqlStatements();

  @Mixin LakeOptionsMixin lake;

  @Mixin LakeFamilyMixin family;

  @Mixin AsOfMixin asOf;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = {
        "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
        "JSON is one object per row and line; parquet is one statement's rows, and needs --out."
      })
  RowFormat format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "File for the results instead of standard output; it comes whole or not at all.")
  Path out;

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
    if (out == null && !format.isText()) {
      throw new ParameterException(spec.commandLine(), "--format parquet goes with --out FILE");
    }

    if (out == null && isShell()) {
      shell();
      return ExitCode.OK;
    }

    List<String> queries = SqlScript.statements(statements.read());
    if (queries.isEmpty()) {
      throw new ConfigException(
          "There is no statement" + statements.place() + "; --help has examples");
    }

    if (out == null) {
      PrintWriter printer = spec.commandLine().getOut();
      run(queries, format.writer(printer), () -> StandardOutput.failure(printer).isPresent());
    } else {
      writeFile(queries);
    }

    return ExitCode.OK;
  }

  private boolean isShell() {
    return !statements.given() && Terminal.isIn() && Terminal.isOut();
  }

  private void writeFile(List<String> queries) throws IOException {
    if (!format.isText() && queries.size() > 1) {
      throw new ConfigException(
          "A Parquet file takes the rows of one statement, and here are " + queries.size());
    }

    try (NewFile file = NewFile.at(out, lake.options().warehouse)) {
      if (format.isText()) {
        try (Writer writer = Files.newBufferedWriter(file.beside(), UTF_8)) {
          run(queries, format.writer(writer), () -> false);
        }
      } else {
        try (EngineSession session = session()) {
          session.writeParquet(queries.get(0), file.beside());
        }
      }

      file.finish();
    }
  }

  private void shell() throws IOException {
    try (org.jline.terminal.Terminal terminal =
            TerminalBuilder.builder().system(true).dumb(true).encoding(UTF_8).build();
        EngineSession session = session()) {
      ShellSettings settings =
          new ShellSettings(
              "The lake " + lake.options().warehouse + ". \\? tells what can be typed.",
              ShellHistory.file(UserFolders.ofThisProcess().state()),
              System.getenv("PAGER"),
              format == RowFormat.TABLE ? null : format::writer);
      new SqlShell(terminal, session, settings, Errors::sentence, System::nanoTime).run();
    }
  }

  /** Until nobody takes any more of it. */
  private void run(List<String> queries, ResultWriter writer, BooleanSupplier isLost)
      throws IOException {
    try (EngineSession session = session()) {
      for (int done = 0; done < queries.size() && !isLost.getAsBoolean(); done++) {
        try {
          run(session.run(queries.get(done)), writer, isLost);
        } catch (IOException | RuntimeException e) { // whatever it is, the others are not run
          SqlScript.leftOut(done, queries.size()).ifPresent(spec.commandLine().getErr()::println);
          throw e;
        }
      }
    }
  }

  private static void run(ResultRows rows, ResultWriter writer, BooleanSupplier isLost)
      throws IOException {
    try (ResultRows result = rows) {
      writer.begin(result.columns());
      List<Object> row = result.next();
      while (row != null && !isLost.getAsBoolean()) {
        writer.row(row);
        row = result.next();
      }

      writer.end();
    }
  }

  private EngineSession session() {
    SqlFamilies families = new SqlFamilies(family, lake.options(), asOf);
    LakeCatalog catalog = families.meant();
    Map<TableName, Long> snapshots = families.snapshots();
    Clock clock = now == null ? Clock.systemUTC() : Clock.fixed(now, ZoneOffset.UTC);
    LakeEngine engine =
        snapshots == null
            ? LakeEngine.over(catalog, clock)
            : LakeEngine.over(catalog, snapshots, clock);
    families.addTo(engine).forEach(spec.commandLine().getErr()::println);
    return new EngineSession(
        engine,
        e ->
            DamagedTables.explained(
                catalog, engine.read(), snapshots == null ? Map.of() : snapshots, e));
  }
}
