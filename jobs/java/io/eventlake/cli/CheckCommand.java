package io.eventlake.cli;

import io.eventlake.cli.format.CheckFormat;
import io.eventlake.cli.format.Colours;
import io.eventlake.cli.format.Documents;
import io.eventlake.cli.format.FormatMixin;
import io.eventlake.cli.format.JunitReport;
import io.eventlake.cli.progress.Steps;
import io.eventlake.config.JobOptions;
import io.eventlake.config.SourceOptions;
import io.eventlake.connector.files.TableResultWriter;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.job.JobCatalog;
import io.eventlake.lake.check.CheckResult;
import io.eventlake.lake.check.LakeChecks;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code check}: the quality of the tables' data. */
@Command(
    name = "check",
    description = {
      "Checks the data of the tables: what is unique, complete, in range, refers to what is there,"
          + " fresh, and of the usual volume. Each check counts the rows that should not be.",
      "Exits with 1 when a check of level fail finds some; warnings do not fail. The checks are"
          + " sql/checks/<family>/<layer>/<table>/checks.sql.",
      "With a configuration whose source is a stream, the check stream-records compares what the lake"
          + " was handed with what the stream took, IncomingRecords of CloudWatch, hour by hour;"
          + " it needs the right cloudwatch:GetMetricData."
    },
    footer = {
      "%nExamples:",
      "  eventlake check --config production.json",
      "  eventlake check --table ops.record_counts --config production.json"
    })
final class CheckCommand implements Callable<Integer> {

  @Option(
      names = "--table",
      paramLabel = "T",
      description = "Only this table; may be repeated (default: all).")
  List<String> tables = new ArrayList<>();

  @Option(
      names = "--now",
      paramLabel = "TIME",
      description = {
        "The present, for a lake of the past, for example 2026-01-31T12:00:00Z",
        "(default: the time)."
      })
  Instant now;

  @Option(
      names = "--format",
      defaultValue = "table",
      description =
          "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); JSON is one document, see"
              + " docs/operations.md, junit the XML that build servers show.")
  CheckFormat format;

  @Spec CommandSpec spec;
  @Mixin LakeOptionsMixin lake;
  @Mixin LakeFamilyMixin family;

  @Override
  public Integer call() throws IOException {
    if (format == CheckFormat.JUNIT) {
      return junit();
    }

    Map<LakeCatalog, List<TableName>> chosen = chosen();
    FormatMixin told = FormatMixin.of(format == CheckFormat.JSON);
    return new EachFamily(List.copyOf(chosen.keySet()), told, spec.commandLine())
        .judged()
        .run(one -> check(one, chosen.get(one), chosen.size() == 1, told));
  }

  private int check(LakeCatalog catalog, List<TableName> names, boolean isOnly, FormatMixin told)
      throws IOException {
    LakeChecks checks = check(catalog, names, isOnly);
    if (told.isJson()) {
      told.tell(Documents.checks(checks), spec.commandLine().getOut());
    } else {
      print(checks, spec.commandLine().getOut());
      printNext(checks, spec.commandLine().getErr());
    }

    checks.unreadable().forEach(spec.commandLine().getErr()::println);
    return checks.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private Map<LakeCatalog, List<TableName>> chosen() throws IOException {
    return new FamilyTables(spec, family.all(lake.options())).named(tables);
  }

  /** A build server shows nothing of a run without a report: one that fails has one, too. */
  private int junit() throws IOException {
    try {
      return junit(chosen());
    } catch (ParameterException e) {
      throw e; // wrong words, which no run mends
    } catch (IOException | RuntimeException e) {
      JunitReport.writeError(Errors.sentence(e), spec.commandLine().getOut());
      throw e;
    }
  }

  private int junit(Map<LakeCatalog, List<TableName>> chosen) {
    Map<String, LakeChecks> all = new LinkedHashMap<>();
    chosen.forEach(
        (one, names) -> all.put(one.set().name(), check(one, names, chosen.size() == 1)));
    JunitReport.write(all, spec.commandLine().getOut());
    all.values().forEach(one -> one.unreadable().forEach(spec.commandLine().getErr()::println));
    return all.values().stream().allMatch(LakeChecks::passed) ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private LakeChecks check(LakeCatalog catalog, List<TableName> names, boolean isOnly) {
    Clock clock = now == null ? Clock.systemUTC() : Clock.fixed(now, ZoneOffset.UTC);
    try (Steps steps = Steps.on(spec.commandLine().getErr())) {
      return LakeChecks.run(
          catalog.requireExisting(), stream(catalog, isOnly), names, clock, steps);
    }
  }

  /** Where the rows are to be had. */
  private static void printNext(LakeChecks checks, PrintWriter err) {
    String files =
        checks.results().stream()
            .filter(result -> !result.passed())
            .flatMap(result -> result.file().stream())
            .map(file -> "sql/" + file)
            .distinct()
            .collect(Collectors.joining(", "));
    if (!files.isEmpty()) {
      err.println("Next: " + files + " has the query of each check that failed; sql runs it.");
      err.flush();
    }
  }

  /** The stream that the family's records come from; null where none is said. */
  private SourceOptions stream(LakeCatalog catalog, boolean isOnly) {
    Map<String, String> properties = lake.properties();
    String job = properties.get(JobOptions.NAME.key());
    if (isOfOther(job, catalog)) {
      return null;
    }

    SourceOptions stream = JobCatalog.options().parseStream(properties);
    if (stream != null && job == null && !isOnly) {
      spec.commandLine()
          .getErr()
          .println(
              "The stream was not compared with the family "
                  + catalog.set().name()
                  + ": say whose it is, with --family or job.name.");
      return null;
    }

    return stream;
  }

  /** What that job reads is no part of the family's ledger. */
  private static boolean isOfOther(String job, LakeCatalog family) {
    return JobCatalog.streaming().stream()
        .filter(one -> one.name().equals(job))
        .anyMatch(one -> !one.tables().name().equals(family.set().name()));
  }

  private static String verdict(LakeChecks checks) {
    if (checks.results().isEmpty()) {
      return "NOT CHECKED: no check was made.";
    }

    Map<String, Long> verdicts =
        checks.results().stream()
            .collect(Collectors.groupingBy(CheckResult::verdict, Collectors.counting()));
    long warnings = verdicts.getOrDefault("WARN", 0L);
    long failed = verdicts.getOrDefault("FAIL", 0L);
    String made = checks.results().size() + " checks";
    String told = failed == 0 ? "of " + made + " none fails" : failed + " of " + made;
    String verdict = failed == 0 ? "NOT CHECKED: some of the lake cannot be read; " : "FAIL: ";
    return (checks.passed() ? "PASS: " : verdict)
        + told
        + (warnings == 0 ? "" : ", " + warnings + " warn")
        + (checks.unreadable().isEmpty() || failed == 0
            ? "."
            : "; some of the lake cannot be read.");
  }

  private static void print(LakeChecks checks, PrintWriter out) throws IOException {
    out.println(Colours.ofVerdicts().apply(verdict(checks)));
    out.println("Checks of " + checks.state());
    out.println();
    TableResultWriter writer = new TableResultWriter(out, Colours.ofVerdicts());
    writer.begin(List.of("table", "check", "verdict", "rows", "what holds"));
    for (CheckResult result : checks.results()) {
      writer.row(
          List.of(
              result.table(),
              result.name(),
              result.verdict(),
              result.offending(),
              result.meaning()));
    }

    writer.end();
    for (CheckResult result : checks.results()) {
      if (!result.finding().isEmpty()) {
        out.println();
        out.println(result.verdict() + " " + result.table() + " " + result.name());
        out.println("  " + result.finding());
      }
    }

    out.flush();
  }
}
