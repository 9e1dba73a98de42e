package io.eventlake.cli;

import io.eventlake.cli.format.FormatMixin;
import io.eventlake.config.JobOptions;
import io.eventlake.config.MartsOptions;
import io.eventlake.config.ReplayOptions;
import io.eventlake.config.ShellCommand;
import io.eventlake.config.SourceOptions;
import io.eventlake.connector.files.FilesListing;
import io.eventlake.connector.files.FilesSource;
import io.eventlake.job.BatchJob;
import io.eventlake.job.BatchResult;
import io.eventlake.job.Job;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.Lakes;
import io.eventlake.job.LocalRun;
import io.eventlake.job.LocalStart;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
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
      "  eventlake run site-marts --set lake.warehouse=lake",
      "  eventlake run xp --set xp.results=results --set xp.roster=roster.json"
          + " --set lake.warehouse=lake",
      "  eventlake run replay-dead-letters --where \"reason = 'BAD_ENUM'\""
          + " --set lake.warehouse=lake"
    })
final class RunCommand implements Callable<Integer> {

  /** The names of all jobs, for the help. */
  static final class JobNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return JobCatalog.all().stream().map(Job::name).iterator();
    }
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      completionCandidates = JobNames.class,
      description = "One of the jobs below.")
  String job;

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description =
          "Of replay-dead-letters: the letters to decode again, a condition on columns of"
              + " bronze.dead_letters; the same as --set replay.where=CONDITION.")
  String where;

  @Option(
      names = "--full",
      description =
          "Of site-marts: make all rows anew, whatever was read before; the same as --set marts.full=true.")
  boolean full;

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
    if (job == null) {
      spec.commandLine().getErr().println("Which job? There are");
      JobList.lines().forEach(spec.commandLine().getErr()::println);
      return ExitCode.USAGE;
    }

    // First, so that a mistyped job is not told what another one misses.
    Job found = JobCatalog.find(job);
    if (where != null && !found.groups().contains(ReplayOptions.GROUP)) {
      throw new ParameterException(
          spec.commandLine(),
          "--where is for the job "
              + String.join(", ", JobCatalog.options().jobsOf(ReplayOptions.GROUP))
              + " only");
    }

    if (full && !found.groups().contains(MartsOptions.GROUP)) {
      throw new ParameterException(
          spec.commandLine(),
          "--full is for the job "
              + String.join(", ", JobCatalog.options().jobsOf(MartsOptions.GROUP))
              + " only");
    }

    if (found instanceof BatchJob) {
      if (start.given()) {
        throw new ParameterException(
            spec.commandLine(), "--resume and --again are for jobs that are restored, not " + job);
      }

      runBatch((BatchJob) found);
      return ExitCode.OK;
    }

    return runStreaming();
  }

  private int runStreaming() {
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

  /** It comes to its end. */
  private void runBatch(BatchJob batch) {
    Map<String, String> all = given.read();
    all.put(JobOptions.NAME.key(), job);
    if (where != null) {
      all.put(ReplayOptions.WHERE.key(), where);
    }

    if (full) {
      all.put(MartsOptions.FULL.key(), "true");
    }

    JobOptions options = JobCatalog.options().parse(all);
    if (!batch.makesLake()) {
      Lakes.of(options.lake).requireExisting();
    }

    BatchResult result = batch.run(options, Clock.systemUTC(), this::print);
    if (format.isJson()) {
      Map<String, Object> document = FormatMixin.document(result.verdict());
      document.put("job", job);
      document.putAll(result.facts());
      document.put("said", said);
      FormatMixin.write(document, spec.commandLine().getOut());
    }
  }

  private void print(String line) {
    said.add(line);
    PrintWriter people = format.people(spec.commandLine());
    people.println(line);
    people.flush();
  }
}
