package io.eventlake.cli;

import io.eventlake.cli.format.Documents;
import io.eventlake.cli.format.FormatMixin;
import io.eventlake.cli.progress.Steps;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.JobCatalog;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.audit.AuditLine;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.lake.audit.MissingLine;
import io.eventlake.lake.publish.Publication;
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
          + " that fails. A report whose tables cannot be read says so in its place, and it exits"
          + " with 1, too. With a configuration file, session.gap is taken from it."
    },
    footer = {
      "%nExamples:",
      "  eventlake report --out report --warehouse lake",
      "  eventlake report --out report --warehouse lake --open",
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

  @Mixin LakeFamilyMixin family;

  @Mixin AsOfMixin asOf;

  @Mixin FormatMixin format;

  @Option(
      names = "--no-audit",
      description = "Leave out the balance sheet, which takes the longest.")
  boolean noAudit;

  @Option(
      names = "--open",
      description = "Show the page in the desktop's browser when it is written.")
  boolean open;

  @Option(
      names = "--now",
      paramLabel = "TIME",
      description = {
        "The present, for a lake of the past, for example 2026-01-31T12:00:00Z",
        "(default: the time)."
      })
  Instant now;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    OutFolder.require(spec.commandLine(), out, lake.options().warehouse);
    LakeCatalog catalog = family.one(lake.options());
    Clock clock = now == null ? Clock.systemUTC() : Clock.fixed(now, ZoneOffset.UTC);
    LakeCut cut = cut(catalog);
    PrintWriter told = spec.commandLine().getOut();
    LakeReport report;
    LakeAudit audit = null;
    try (Steps steps = Steps.on(spec.commandLine().getErr())) {
      report = LakeReport.of(catalog, cut, clock, steps);
      if (!noAudit) {
        steps.accept("Computing the balance sheet");
        audit = LakeAudit.run(catalog, JobCatalog.options().parseGap(lake.properties()), cut);
        report = report.with(audit);
      }
    }

    Path page = report.write(out);
    if (format.isJson()) {
      FormatMixin.write(Documents.report(cut, page, report.missing(), audit), told);
    } else {
      print(cut, page, audit, told);
    }

    PrintWriter err = spec.commandLine().getErr();
    report.missing().forEach((name, why) -> err.println("Not computed: " + name + ". " + why));
    if (audit != null) {
      audit.missing().stream().map(MissingLine::why).forEach(err::println);
    }

    if (open) {
      PageOpener.of(System.getenv(), System.getProperty("os.name"))
          .open(page)
          .ifPresent(err::println);
    }

    boolean whole = report.missing().isEmpty() && (audit == null || audit.passed());
    return whole ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static void print(LakeCut cut, Path page, LakeAudit audit, PrintWriter told) {
    if (audit != null) {
      told.println(words(audit));
    }

    told.println("Report of " + cut.description() + ": " + page);
    told.flush();
  }

  private static String words(LakeAudit audit) {
    String holds = audit.missing().isEmpty() ? "holds" : "could not be computed as a whole";
    return "The balance sheet "
        + (audit.lines().stream().allMatch(AuditLine::passed) ? holds : "does not hold")
        + ".";
  }

  private LakeCut cut(LakeCatalog catalog) {
    try (LakeTables tables = new LakeTables(catalog.requireExisting())) {
      if (asOf.isGiven()) {
        return asOf.cut(tables);
      }

      return Publication.readableCut(tables);
    }
  }
}
