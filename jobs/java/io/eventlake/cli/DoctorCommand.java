package io.eventlake.cli;

import io.eventlake.connector.check.Finding;
import io.eventlake.connector.iceberg.sink.LakeCheck.Access;
import io.eventlake.job.Doctor;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
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

  @Option(names = "--read-only", description = "Do not try to write to the warehouse.")
  boolean readOnly;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings =
        new Doctor(Clock.systemUTC(), readOnly ? Access.READ : Access.WRITE)
            .examine(given.properties());
    for (Finding finding : findings) {
      out.printf(
          Locale.ROOT,
          "%-4s  %-17s  %s%n",
          finding.verdict().name().toLowerCase(Locale.ROOT),
          finding.subject(),
          finding.sentence());
    }

    return findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.FAIL)
        ? ExitCode.SOFTWARE
        : ExitCode.OK;
  }
}
