package io.eventlake.cli;

import io.eventlake.cli.format.FormatMixin;
import io.eventlake.config.JobOptions;
import io.eventlake.config.MetricsOptions;
import io.eventlake.job.BatchResult;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.MetricsJob;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.ConfigOption;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code metrics run}: the job product-metrics with its options as words. */
@Command(
    name = "run",
    description = {
      "Counts sessions, parties and members by day and application from an export of a DynamoDB"
          + " table: an incremental one of exactly that day, or a full one that is later than the"
          + " days. Days that were counted before are added to, never lowered.",
      "An export counts only whole: a file that is missing, cut or not the manifest's, another table"
          + " or another window is an error that names it, and nothing is written. Malformed items"
          + " are counted by reason.",
      "Of an export that has only begun it waits until DynamoDB says COMPLETED, for metrics.wait at"
          + " most; that takes the table's ARN in metrics.table.",
      "The tables come first, then the items of metrics.analytics-table, then the values for"
          + " CloudWatch in metrics.namespace; after a kill anywhere it is run again.",
      "Run again it changes nothing: values are given to CloudWatch only where they differ from the"
          + " last that were."
    },
    footer = {
      "%nExamples:",
      "  eventlake metrics run --day yesterday --set metrics.bucket=s3://exports --prefix api"
          + " --out out --warehouse lake",
      "  eventlake metrics run --day yesterday --config product.json",
      "  eventlake metrics run --from 2026-03-01 --to 2026-03-05 --set metrics.bucket=bucket"
          + " --export exports/AWSDynamoDB/01772762400000-aaaa0002 --out out --warehouse lake"
    })
final class MetricsRunCommand implements Callable<Integer> {

  /** Which days; one way to say it. */
  static final class Days {

    @Option(
        names = "--day",
        paramLabel = "DATE",
        required = true,
        description = "The day to count, UTC, such as 2026-03-10 or yesterday.")
    NamedDay day;

    @ArgGroup(exclusive = false)
    Range range;
  }

  /** Several days. */
  static final class Range {

    @Option(
        names = "--from",
        paramLabel = "DATE",
        required = true,
        description = "The first of several days.")
    NamedDay from;

    @Option(
        names = "--to",
        paramLabel = "DATE",
        required = true,
        description = "The last of them; today is left out.")
    NamedDay to;
  }

  @ArgGroup(multiplicity = "1")
  Days days;

  @Option(
      names = "--export",
      paramLabel = "FOLDER",
      description =
          "Folder of the export, .../AWSDynamoDB/ID, from the bucket's root or a place of its own; or"
              + " its ARN.")
  String export;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      description =
          "In place of --export: the newest whole export below it that tells the days is read.")
  String prefix;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where to write what is for the analytics table and CloudWatch: items.ndjson and"
              + " cloudwatch.ndjson; then nothing goes there.")
  Path out;

  @Option(
      names = "--now",
      paramLabel = "TIME",
      description = {
        "The present, for exports of the past, for example 2026-03-11T02:30:00Z",
        "(default: the time)."
      })
  Instant now;

  @Spec CommandSpec spec;
  @Mixin LakeOptionsMixin lake;
  @Mixin FormatMixin format;

  @Override
  public Integer call() {
    if (export != null && prefix != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--export names one export, --prefix looks for one: write one of them");
    }

    Clock clock = now == null ? Clock.systemUTC() : Clock.fixed(now, ZoneOffset.UTC);
    Map<String, String> all = lake.properties();
    all.put(JobOptions.NAME.key(), MetricsJob.NAME);
    days(all, clock);
    put(all, MetricsOptions.EXPORT, export);
    put(all, MetricsOptions.PREFIX, prefix);
    put(all, MetricsOptions.OUT, out == null ? null : out.toString());
    JobOptions options = JobCatalog.options().parse(all);
    PrintWriter people = format.people(spec.commandLine());
    BatchResult result =
        new MetricsJob()
            .run(
                options,
                clock,
                line -> {
                  people.println(line);
                  people.flush();
                });
    if (format.isJson()) {
      Map<String, Object> document = FormatMixin.document(result.verdict());
      document.putAll(result.facts());
      FormatMixin.write(document, spec.commandLine().getOut());
    }

    return ExitCode.OK;
  }

  private void days(Map<String, String> all, Clock clock) {
    boolean isDay = days.day != null;
    NamedDay from = isDay ? days.day : days.range.from;
    NamedDay to = isDay ? days.day : days.range.to;
    put(all, MetricsOptions.FROM, from.by(clock).toString());
    put(all, MetricsOptions.TO, to.by(clock).toString());
  }

  private static void put(Map<String, String> all, ConfigOption<String> option, String value) {
    if (value != null) {
      all.put(option.key(), value);
    }
  }
}
