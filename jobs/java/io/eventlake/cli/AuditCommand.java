package io.eventlake.cli;

import io.eventlake.cli.format.Colours;
import io.eventlake.cli.format.Documents;
import io.eventlake.cli.format.FormatMixin;
import io.eventlake.cli.progress.Steps;
import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.config.ShellCommand;
import io.eventlake.connector.files.TableResultWriter;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.lake.audit.AuditLine;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.lake.audit.MissingLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code audit}: the balance sheet. */
@Command(
    name = "audit",
    description = {
      "Computes the balance sheet of the lake from its tables: each line with both sides and PASS or"
          + " FAIL; exits with 1 on a FAIL. Where a table can not be read, the lines that need it are"
          + " NOT COMPUTED, and it exits with 1, too.",
      "While a job runs, what it has not written of open sessions is told as open. With a"
          + " configuration file, session.gap is taken from it."
    },
    footer = {
      "%nExamples:",
      "  eventlake audit --warehouse lake",
      "  eventlake audit --config production.json"
    })
final class AuditCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin LakeOptionsMixin lake;
  @Mixin FormatMixin format;

  @Override
  public Integer call() throws IOException {
    LakeOptions options = lake.options();
    LakeCatalog catalog = lake.catalog().requireExisting();
    LakeAudit audit;
    try (Steps steps = Steps.on(spec.commandLine().getErr())) {
      steps.accept("Computing the balance sheet");
      audit = LakeAudit.run(catalog, JobOptions.parseGap(lake.properties()));
    }

    if (format.isJson()) {
      FormatMixin.write(Documents.audit(audit), spec.commandLine().getOut());
    } else {
      print(audit, spec.commandLine());
      printNext(audit, options, spec.commandLine().getErr());
    }

    return audit.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** What to do now. */
  private static void printNext(LakeAudit audit, LakeOptions options, PrintWriter err) {
    if (!audit.lines().stream().allMatch(AuditLine::passed)) {
      err.println(
          "Next: 'The audit' in docs/operations.md says what each line means; the rows that are wrong,"
              + " by table:"
              + ShellCommand.of("check").with(options.arguments()).line());
      err.flush();
    }
  }

  private static String verdict(LakeAudit audit) {
    List<String> failed =
        audit.lines().stream()
            .filter(line -> !line.passed())
            .map(AuditLine::line)
            .collect(Collectors.toList());
    String missing =
        audit.missing().stream().map(MissingLine::line).collect(Collectors.joining(", "));
    if (failed.isEmpty() && !missing.isEmpty()) {
      return MissingLine.VERDICT
          + ": "
          + missing
          + "; the "
          + audit.lines().size()
          + " lines that were computed hold";
    }

    return failed.isEmpty()
        ? "PASS: all " + audit.lines().size() + " lines hold."
        : "FAIL: of "
            + audit.lines().size()
            + " lines these do not hold: "
            + String.join(", ", failed)
            + (missing.isEmpty() ? "" : "; not computed: " + missing);
  }

  /** The balance sheet as people read it; what is missing of it, as an error. */
  static void print(LakeAudit audit, CommandLine told) throws IOException {
    PrintWriter out = told.getOut();
    out.println(Colours.ofVerdicts().apply(verdict(audit)));
    out.println("Balance sheet of " + audit.state());
    out.println();
    TableResultWriter writer = new TableResultWriter(out, Colours.ofVerdicts());
    writer.begin(List.of("line", "verdict", "left", "right", "equation"));
    for (AuditLine line : audit.lines()) {
      writer.row(List.of(line.line(), line.verdict(), line.left(), line.right(), line.equation()));
    }

    for (MissingLine line : audit.missing()) {
      writer.row(Arrays.asList(line.line(), MissingLine.VERDICT, null, null, line.equation()));
    }

    writer.end();
    out.flush();
    audit.missing().stream().map(MissingLine::why).forEach(told.getErr()::println);
  }
}
