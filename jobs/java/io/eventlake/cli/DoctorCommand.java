package io.eventlake.cli;

import io.eventlake.cli.format.Colours;
import io.eventlake.cli.format.Documents;
import io.eventlake.cli.format.FormatMixin;
import io.eventlake.connector.check.Finding;
import io.eventlake.connector.iceberg.sink.LakeCheck.Access;
import io.eventlake.job.Doctor;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: whether a job would start, and what to do where not. */
@Command(
    name = "doctor",
    description = {
      "Looks at all that a job needs before it starts, with the credentials at hand: configuration,"
          + " stream, segments, catalog, tables, warehouse, and whether the tables fit its state.",
      "A line for each: ok, warn or fail, and what to do; exits with 1 on a fail. Changes nothing"
          + " but for one small file, which it writes to the warehouse and deletes."
    },
    footer = {
      "%nExamples:",
      "  eventlake doctor --config production.json",
      "  eventlake doctor --config production.json --read-only"
    })
final class DoctorCommand implements Callable<Integer> {

  @Mixin LakeOptionsMixin given;
  @Mixin FormatMixin format;

  @Option(names = "--read-only", description = "Do not try to write to the warehouse.")
  boolean readOnly;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings =
        new Doctor(Clock.systemUTC(), readOnly ? Access.READ : Access.WRITE)
            .examine(given.properties());
    if (format.isJson()) {
      FormatMixin.write(Documents.findings(findings), out);
    } else {
      print(findings, out);
    }

    return count(findings, Finding.Verdict.FAIL) > 0 ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private static void print(List<Finding> findings, PrintWriter out) {
    UnaryOperator<String> paint = Colours.ofVerdicts();
    out.println(paint.apply(verdict(findings)));
    for (Finding finding : findings) {
      String line =
          String.format(
              Locale.ROOT,
              "%-4s  %-17s  %s",
              finding.verdict().name().toLowerCase(Locale.ROOT),
              finding.subject(),
              finding.sentence());
      out.println(paint.apply(line));
    }

    out.flush();
  }

  private static String verdict(List<Finding> findings) {
    long failed = count(findings, Finding.Verdict.FAIL);
    long warned = count(findings, Finding.Verdict.WARN);
    String of = " of " + findings.size() + " findings";
    if (failed > 0) {
      return "FAIL: " + failed + of + (failed == 1 ? " is" : " are") + " in the way of a start.";
    }

    return warned == 0
        ? "PASS: nothing is in the way of a start."
        : "PASS: a start is possible; " + warned + of + " should be looked at first.";
  }

  private static long count(List<Finding> findings, Finding.Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }
}
