package io.eventlake.cli;

import io.eventlake.cli.format.FormatMixin;
import io.eventlake.config.JobOptions;
import io.eventlake.config.RebuildOptions;
import io.eventlake.config.ReplayOptions;
import io.eventlake.config.ShellCommand;
import io.eventlake.config.SourceOptions;
import io.eventlake.connector.files.FilesListing;
import io.eventlake.connector.files.FilesSource;
import io.eventlake.job.Job;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.Lakes;
import io.eventlake.job.LocalRun;
import io.eventlake.job.LocalStart;
import io.eventlake.job.RebuildRun;
import io.eventlake.job.ReplayRun;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: any job of the catalog on an embedded Flink. */
@Command(
    name = "run",
    description = {
      "Runs a job on an embedded Flink until its input ends or it is interrupted.",
      "The configuration file has the format of Managed Service for Apache Flink, so that one file"
          + " serves both; docs/configuration.md lists all options.",
      "Files of events must be whole before they appear: write them elsewhere, then move them into"
          + " the directory. A file that changes after it was found is an error, or where the"
          + " directory is watched a dead letter.",
      "A run that was interrupted or killed goes on with the same command and --resume."
    },
    footer = {
      "%nExamples:",
      "  eventlake run clickstream --set source.type=files --set source.path=events"
          + " --set lake.warehouse=lake",
      "  eventlake run clickstream --config production.json --set local.web-port=8081 --resume",
      "  eventlake run rebuild --set rebuild.from=2026-03-01 --set rebuild.to=2026-03-02"
          + " --set lake.warehouse=lake",
      "  eventlake run replay-dead-letters --where \"reason = 'BAD_ENUM'\""
          + " --set lake.warehouse=lake"
    })
final class RunCommand implements Callable<Integer> {

  /** The names of all jobs, for the help. */
  static final class JobNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(
              JobCatalog.all().stream().map(Job::name),
              Stream.of(RebuildOptions.JOB, ReplayOptions.JOB))
          .iterator();
    }
  }

  @Parameters(
      paramLabel = "JOB",
      completionCandidates = JobNames.class,
      description = "One of: ${COMPLETION-CANDIDATES}.")
  String job;

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description =
          "Of replay-dead-letters: the letters to decode again, a condition on columns of"
              + " bronze.dead_letters; the same as --set replay.where=CONDITION.")
  String where;

  @Option(
      names = "--quiet",
      description = "Of a job that is not a batch: say nothing but errors and the web UI.")
  boolean quiet;

  @Mixin StartMixin start;
  @Mixin FormatMixin format;
  @Mixin PropertiesMixin given;

  @Spec CommandSpec spec;

  /** The lines of a batch. */
  private final List<String> said = new ArrayList<>();

  @Override
  public Integer call() {
    if (where != null && !job.equals(ReplayOptions.JOB)) {
      throw new ParameterException(
          spec.commandLine(), "--where is for the job " + ReplayOptions.JOB + " only");
    }

    if (job.equals(RebuildOptions.JOB) || job.equals(ReplayOptions.JOB)) {
      if (start.given()) {
        throw new ParameterException(
            spec.commandLine(), "--resume and --again are for jobs that are restored, not " + job);
      }

      runBatch();
      return ExitCode.OK;
    }

    // First, so that a mistyped job is not told what another one misses.
    JobCatalog.find(job, RebuildOptions.JOB, ReplayOptions.JOB);
    Map<String, String> all = given.read();
    all.put(JobOptions.NAME.key(), job);
    start.apply(all);
    try (LocalStart prepared = LocalStart.prepare(all, typed(), Clock.systemUTC())) {
      if (prepared.nothingLeft()) {
        prepared.told().forEach(this::tell);
        if (format.isJson()) {
          Map<String, Object> document = FormatMixin.document("NOTHING LEFT");
          document.put("job", job);
          FormatMixin.write(document, spec.commandLine().getOut());
        }
      } else {
        run(prepared);
      }
    }

    return ExitCode.OK;
  }

  private void run(LocalStart prepared) {
    JobOptions options = prepared.options();
    FilesListing files =
        options.source.type == SourceOptions.Type.FILES
            ? FilesSource.listing(options.source)
            : null;
    LocalRun run = prepared.start();
    if (!quiet) {
      prepared.told().forEach(this::tell);
      if (files != null) {
        tell(files.summary());
      }

      LeftOutSegments.of(options).ifPresent(this::tell);
    }

    if (run.webUi() != null) {
      tell("Flink's web UI: " + run.webUi());
    }

    try {
      follow(options, run);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException ? (RuntimeException) e.getCause() : e;
    }
  }

  private void follow(JobOptions options, LocalRun run) {
    ShellCommand resume = typed().with("--resume");
    PrintWriter out = spec.commandLine().getOut();
    if (format.isJson()) {
      PrintWriter beside =
          quiet ? new PrintWriter(Writer.nullWriter()) : spec.commandLine().getErr();
      RunTalk.toPrograms(options, run, beside, out, resume).follow();
    } else if (quiet) {
      run.ended().join();
    } else {
      RunTalk.toPeople(options, run, out, resume).follow();
    }
  }

  private ShellCommand typed() {
    return StartMixin.typed(spec.root().commandLine().getParseResult().originalArgs());
  }

  private void tell(String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }

  /** Batch execution, which comes to its end. */
  private void runBatch() {
    Map<String, String> all = given.read();
    all.put(JobOptions.NAME.key(), job);
    if (where != null) {
      all.put(ReplayOptions.WHERE.key(), where);
    }

    JobOptions options = JobOptions.parse(all);
    Lakes.of(options.lake).requireExisting();
    Map<String, Object> document =
        job.equals(RebuildOptions.JOB) ? rebuild(options) : replay(options);
    if (format.isJson()) {
      FormatMixin.write(document, spec.commandLine().getOut());
    }
  }

  private Map<String, Object> rebuild(JobOptions options) {
    new RebuildRun(options, this::print).run();
    Map<String, Object> document = FormatMixin.document("PUBLISHED");
    document.put("job", job);
    document.put("from", options.rebuild.from.toString());
    document.put("to", options.rebuild.to.toString());
    document.put("said", said);
    return document;
  }

  private Map<String, Object> replay(JobOptions options) {
    new ReplayRun(options, Clock.systemUTC(), this::print).run();
    Map<String, Object> document =
        FormatMixin.document(options.replay.dryRun ? "PLANNED" : "PUBLISHED");
    document.put("job", job);
    document.put("where", options.replay.where);
    document.put("said", said);
    return document;
  }

  private void print(String line) {
    said.add(line);
    PrintWriter people = format.people(spec.commandLine());
    people.println(line);
    people.flush();
  }
}
