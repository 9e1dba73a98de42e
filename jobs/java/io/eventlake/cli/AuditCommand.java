package io.eventlake.cli;

import io.eventlake.cli.format.Colours;
import io.eventlake.cli.format.Documents;
import io.eventlake.cli.format.FormatMixin;
import io.eventlake.cli.progress.Steps;
import io.eventlake.config.LakeOptions;
import io.eventlake.config.SessionOptions;
import io.eventlake.config.ShellCommand;
import io.eventlake.connector.files.TableResultWriter;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.job.JobCatalog;
import io.eventlake.lake.audit.AskedDays;
import io.eventlake.lake.audit.AuditLine;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.lake.audit.MissingLine;
import io.eventlake.lake.audit.NewAudit;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code audit}: the balance sheet. */
@Command(
    name = "audit",
    description = {
      "Computes the balance sheet of the lake from its tables: each line with both sides and PASS or"
          + " FAIL; exits with 1 on a FAIL. Where a table cannot be read, the lines that need it are"
          + " NOT COMPUTED, and it exits with 1, too.",
      "While a job runs, what it has not written of open sessions is told as open. With a"
          + " configuration file, session.gap and session.max-duration are taken from it.",
      "With --new the balance of closed days is computed once and remembered in ops.audits, and not"
          + " computed again while their files are the same; that is for a schedule. With --day or"
          + " --since only the files are read that can hold rows of these days."
    },
    footer = {
      "%nExamples:",
      "  eventlake audit --warehouse lake",
      "  eventlake audit --config production.json",
      "  eventlake audit --new --config production.json",
      "  eventlake audit --warehouse lake --day 2026-11-20"
    })
final class AuditCommand implements Callable<Integer> {

  /** The place of the column that says how many days were trusted and computed. */
  private static final int DAYS = 4;

  /** Which days; not more than one way to say it. */
  static final class Days {

    @Option(
        names = "--day",
        paramLabel = "DATE",
        description =
            "Only this day, UTC, such as 2026-11-20 or yesterday: what arrived on it, sessions that"
                + " began and gold whose event time is on it.")
    LocalDate day;

    @Option(
        names = "--since",
        paramLabel = "DATE",
        description =
            "Only this day and all after it; or how long ago it was, such as 6 h: the day on which"
                + " that began.")
    SinceDay since;

    @Option(
        names = "--new",
        description =
            "All days; of those that ops.audits remembers only what has changed is computed. The"
                + " table is made where it is missing.")
    boolean onlyNew;

    private Optional<AskedDays> asked() {
      return day != null
          ? Optional.of(AskedDays.of(day))
          : Optional.ofNullable(since).map(SinceDay::day).map(AskedDays::since);
    }
  }

  @ArgGroup Days days = new Days();
  @Spec CommandSpec spec;
  @Mixin LakeOptionsMixin lake;
  @Mixin LakeFamilyMixin family;
  @Mixin FormatMixin format;

  @Override
  public Integer call() throws IOException {
    List<LakeCatalog> families = family.all(lake.options());
    return new EachFamily(families, format, spec.commandLine())
        .judged()
        .run(one -> audit(one, family.arguments(one, families.size())));
  }

  private int audit(LakeCatalog catalog, String[] named) throws IOException {
    catalog.requireExisting();
    SessionOptions session = JobCatalog.options().parseSession(lake.properties());
    List<String> remarks = new ArrayList<>();
    LakeAudit audit;
    try (Steps steps = Steps.on(spec.commandLine().getErr())) {
      steps.accept("Computing the balance sheet");
      audit = audit(catalog, session, remarks);
    }

    if (format.isJson()) {
      Map<String, Object> document = Documents.audit(audit);
      if (days.onlyNew) {
        document.put("remarks", remarks);
      }

      format.tell(document, spec.commandLine().getOut());
    } else {
      print(audit, spec.commandLine());
      remarks.forEach(spec.commandLine().getOut()::println);
      printNext(audit, catalog.options(), named, spec.commandLine().getErr());
    }

    return audit.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private LakeAudit audit(LakeCatalog catalog, SessionOptions session, List<String> remarks) {
    if (days.onlyNew) {
      NewAudit audit = NewAudit.run(catalog, session, Clock.systemUTC());
      remarks.addAll(audit.remarks());
      return audit.audit();
    }

    return days.asked()
        .map(asked -> LakeAudit.ofDays(catalog, session.gap, asked))
        .orElseGet(() -> LakeAudit.run(catalog, session.gap));
  }

  /** What to do now. */
  private static void printNext(
      LakeAudit audit, LakeOptions options, String[] named, PrintWriter err) {
    if (!audit.lines().stream().allMatch(AuditLine::passed)) {
      err.println(
          "Next: 'The audit' in docs/operations.md says what each line means; the rows that are wrong,"
              + " by table:"
              + ShellCommand.of("check").with(options.arguments()).with(named).line());
      err.flush();
    }
  }

  private static String verdict(LakeAudit audit) {
    if (audit.isOfNothing()) {
      return LakeAudit.NOTHING + ": no row of the lake is of these days.";
    }

    List<String> failed =
        audit.lines().stream()
            .filter(line -> !line.passed())
            .map(AuditLine::line)
            .collect(Collectors.toList());
    String missing =
        audit.missing().stream()
            .map(MissingLine::line)
            .distinct() // of line 0 there are two
            .collect(Collectors.joining(", "));
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

  /** Without the column of days where none were told apart. */
  private static <T> List<T> columns(LakeAudit audit, List<T> all) {
    List<T> columns = new ArrayList<>(all);
    if (!audit.isByDays()) {
      columns.remove(DAYS);
    }

    return columns;
  }

  /** The balance sheet as people read it; what is missing of it, as an error. */
  static void print(LakeAudit audit, CommandLine told) throws IOException {
    PrintWriter out = told.getOut();
    out.println(Colours.ofVerdicts().apply(verdict(audit)));
    out.println("Balance sheet of " + audit.state());
    out.println();
    TableResultWriter writer = new TableResultWriter(out, Colours.ofVerdicts());
    writer.begin(columns(audit, List.of("line", "verdict", "left", "right", "days", "equation")));
    for (AuditLine line : audit.lines()) {
      writer.row(
          columns(
              audit,
              Arrays.asList(
                  line.line(),
                  line.verdict(),
                  line.left(),
                  line.right(),
                  line.days(),
                  line.equation())));
    }

    for (MissingLine line : audit.missing()) {
      writer.row(
          columns(
              audit,
              Arrays.asList(line.line(), MissingLine.VERDICT, null, null, null, line.equation())));
    }

    writer.end();
    if (!audit.leftOut().isEmpty()) {
      out.println(
          "Not told of single days, but by audit --new and audit: "
              + String.join(", ", audit.leftOut()));
    }

    out.flush();
    audit.missing().stream().map(MissingLine::why).forEach(told.getErr()::println);
  }
}
