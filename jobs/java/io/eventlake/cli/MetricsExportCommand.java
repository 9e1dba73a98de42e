package io.eventlake.cli;

import io.eventlake.cli.format.FormatMixin;
import io.eventlake.config.JobOptions;
import io.eventlake.config.MetricsOptions;
import io.eventlake.config.ShellCommand;
import io.eventlake.job.BatchResult;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.MetricsExport;
import io.eventlake.job.MetricsJob;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code metrics export}: the export that {@code metrics run} reads. */
@Command(
    name = "export",
    description = {
      "Asks DynamoDB for an export of the table in metrics.table to the bucket in metrics.bucket: the"
          + " changes of a day, or with --backfill all items as they were when yesterday was over.",
      "It does not wait; metrics run does. Asked again within eight hours it is the same export,"
          + " unless that failed."
    },
    footer = {
      "%nExamples:",
      "  eventlake metrics export --day yesterday --config product.json",
      "  eventlake metrics export --backfill --from 2026-03-01 --set metrics.bucket=s3://exports"
          + " --set metrics.table=arn:aws:dynamodb:eu-west-2:111122223333:table/api"
    })
final class MetricsExportCommand implements Callable<Integer> {

  /** What is exported; one way to say it. */
  static final class What {

    @Option(
        names = "--day",
        paramLabel = "DATE",
        required = true,
        description = "The changes of this day, UTC, such as 2026-03-10 or yesterday.")
    NamedDay day;

    @ArgGroup(exclusive = false)
    Backfill backfill;
  }

  /** All items. */
  static final class Backfill {

    @Option(
        names = "--backfill",
        required = true,
        description = "All items, for a run over several days.")
    boolean isAll;

    @Option(
        names = "--from",
        paramLabel = "DATE",
        required = true,
        description = "The first of these days; the last is yesterday.")
    NamedDay from;
  }

  @ArgGroup(multiplicity = "1")
  What what;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      description = "Prefix of the export in the bucket; in place of metrics.prefix.")
  String prefix;

  @Option(
      names = "--now",
      paramLabel = "TIME",
      description = {"The present, for example 2026-03-11T02:00:00Z", "(default: the time)."})
  Instant now;

  @Spec CommandSpec spec;
  @Mixin LakeOptionsMixin lake;
  @Mixin FormatMixin format;

  @Override
  public Integer call() {
    Clock clock = now == null ? Clock.systemUTC() : Clock.fixed(now, ZoneOffset.UTC);
    boolean isBackfill = what.backfill != null;
    LocalDate from = (isBackfill ? what.backfill.from : what.day).by(clock);
    LocalDate to = isBackfill ? NamedDay.of("yesterday").by(clock) : from;
    Map<String, String> all = lake.properties();
    all.put(JobOptions.NAME.key(), MetricsJob.NAME);
    all.put(MetricsOptions.FROM.key(), from.toString());
    all.put(MetricsOptions.TO.key(), to.toString());
    if (prefix != null) {
      all.put(MetricsOptions.PREFIX.key(), prefix);
    }

    JobOptions options = JobCatalog.options().parse(all);
    PrintWriter people = format.people(spec.commandLine());
    BatchResult result = new MetricsExport(options, isBackfill, clock, people::println).run();
    if (format.isJson()) {
      Map<String, Object> document = FormatMixin.document(result.verdict());
      document.putAll(result.facts());
      FormatMixin.write(document, spec.commandLine().getOut());
    } else {
      people.println("Then: " + next(from, to, result));
    }

    people.flush();
    return ExitCode.OK;
  }

  /** As it is to be typed. */
  private ShellCommand next(LocalDate from, LocalDate to, BatchResult of) {
    ShellCommand run = ShellCommand.of("metrics", "run");
    run =
        what.backfill == null
            ? run.with("--day", from.toString())
            : run.with("--from", from.toString(), "--to", to.toString());
    return run.with("--export", String.valueOf(of.facts().get("export"))).with(lake.words());
  }
}
