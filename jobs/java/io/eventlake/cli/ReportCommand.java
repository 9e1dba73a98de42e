package io.eventlake.cli;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.lake.rebuild.RebuildBranch;
import io.eventlake.lake.report.LakeReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code report}: the analysts' reports as one page. */
@Command(
    name = "report",
    description = {
      "Writes the analysts' reports as one page with charts and tables, DIR/index.html. The page"
          + " holds all that it needs and loads nothing from anywhere.",
      "All of it is of one state of the lake, with the balance sheet; exits with 1 when a line of"
          + " that fails. With a configuration file, session.gap is taken from it."
    },
    footer = {
      "%nExamples:",
      "  eventlake report --out report --warehouse lake",
      "  eventlake report --out report-march --as-of march --no-audit",
      "  eventlake report --out report-noon --as-of 2026-03-01T12:00:00Z"
    })
final class ReportCommand implements Callable<Integer> {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Directory of the page; it is made where it is missing.")
  Path out;

  @Mixin LakeOptionsMixin lake;

  @Mixin AsOfMixin asOf;

  @Option(
      names = "--no-audit",
      description = "Leave out the balance sheet, which takes the longest.")
  boolean noAudit;

  @Option(
      names = "--now",
      paramLabel = "INSTANT",
      description = {
        "The present, for a lake of the past, for example 2026-01-31T12:00:00Z",
        "(default: the time)."
      })
  Instant now;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    LakeOptions options = lake.options();
    Clock clock = now == null ? Clock.systemUTC() : Clock.fixed(now, ZoneOffset.UTC);
    LakeCut cut = cut();
    LakeReport report = LakeReport.of(options, cut, clock);
    PrintWriter told = spec.commandLine().getOut();
    if (noAudit) {
      told.println("Report of " + cut.description() + ": " + report.write(out));
      return ExitCode.OK;
    }

    LakeAudit audit = LakeAudit.run(options, JobOptions.parseGap(lake.properties()), cut);
    told.println("Report of " + cut.description() + ": " + report.with(audit).write(out));
    told.println("The balance sheet " + (audit.passed() ? "holds." : "does not hold."));
    return audit.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private LakeCut cut() {
    try (LakeTables tables = lake.open()) {
      if (asOf.isGiven()) {
        return asOf.cut(tables);
      }

      RebuildBranch.requireNoneHalfPublished(tables);
      return LakeCut.of(tables);
    }
  }
}
