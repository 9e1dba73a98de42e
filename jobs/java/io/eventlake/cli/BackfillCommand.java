package io.eventlake.cli;

import io.eventlake.cli.format.Documents;
import io.eventlake.cli.format.FormatMixin;
import io.eventlake.config.JobOptions;
import io.eventlake.config.LocalOptions;
import io.eventlake.config.ShellCommand;
import io.eventlake.config.SourceOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.BackfillCheck;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.Lakes;
import io.eventlake.job.LocalMetrics;
import io.eventlake.job.LocalRun;
import io.eventlake.job.RunLock;
import io.eventlake.job.StateDirectory;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.lake.rewind.Rewind;
import io.eventlake.lake.rewind.Rewind.Others;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code backfill}: everything since a savepoint once more, with the jar and options of today. */
@Command(
    name = "backfill",
    description = {
      "Processes everything since a savepoint once more, with the current program and options: moves"
          + " the job's tables back to the savepoint, starts the job from it, lets it catch up, and"
          + " audits the lake. Stop the job first.",
      "Before it moves a table it looks at the options, the source, the savepoint and the ports; after"
          + " that it prints the command which takes the tables forward again.",
      "A job over files ends by itself. On a stream or a watched directory it has caught up when"
          + " nothing came for the time of --idle; then it is stopped with a savepoint, whose path is"
          + " printed, to go on from."
    },
    footer = {
      "%nExample:",
      "  eventlake backfill clickstream --from-savepoint state/savepoints/savepoint-ab12"
          + " --config production.json --set session.gap=20min"
    })
final class BackfillCommand implements Callable<Integer> {

  private static final long LOOK_AGAIN_MILLIS = 200;

  @Parameters(
      paramLabel = "JOB",
      completionCandidates = RunCommand.JobNames.class,
      description = "One of: ${COMPLETION-CANDIDATES}.")
  String job;

  @Option(
      names = "--from-savepoint",
      paramLabel = "PATH",
      required = true,
      converter = PlaceConverter.class,
      description = "The savepoint or checkpoint to begin with.")
  String savepoint;

  @Option(
      names = "--idle",
      paramLabel = "DURATION",
      description = "Caught up when nothing was read for so long; 30 s when not given.")
  Duration idle = Duration.ofSeconds(30);

  @Option(
      names = "--leave-others-behind",
      description = "Also where others committed rows to the tables since then.")
  boolean leaveOthersBehind;

  @Mixin FormatMixin format;
  @Mixin LakeOptionsMixin lake;
  @Spec CommandSpec spec;

  /** What is told where JSON is asked for. */
  private final Map<String, Object> document = FormatMixin.document("BLOCKED");

  @Override
  public Integer call() throws IOException, InterruptedException {
    JobCatalog.findStreaming(job);
    Map<String, String> all = lake.properties();
    all.put(JobOptions.NAME.key(), job);
    all.put(LocalOptions.RESTORE_FROM.key(), savepoint);
    JobOptions options = JobCatalog.options().parse(all);
    all.put(LocalOptions.STATE_DIRECTORY.key(), StateDirectory.of(options).path().toString());
    return run(all, JobCatalog.options().parse(all));
  }

  private int run(Map<String, String> all, JobOptions options)
      throws IOException, InterruptedException {
    LakeCatalog catalog = Lakes.of(options.lake, job).requireExisting();
    Clock clock = Clock.systemUTC();
    try (RunLock lock = RunLock.take(options.lake, job, StateDirectory.of(options), clock);
        LakeTables tables = new LakeTables(catalog)) {
      BackfillCheck.require(all, clock);
      Rewind rewind = Rewind.toSavepoint(tables, job, savepoint);
      RewindCommand.print(rewind, people());
      Others others = leaveOthersBehind ? Others.LEAVE_BEHIND : Others.IN_THE_WAY;
      if (rewind.isBlocked(others)) {
        document.put("rewind", Documents.rewind("BLOCKED", rewind, null));
        return blocked();
      }

      ShellCommand forward = RewindCommand.forward(rewind, job, options.lake);
      document.put(
          "rewind", Documents.rewind("MOVED", rewind, forward == null ? null : forward.toString()));
      try {
        rewind.run(others);
        RewindCommand.printForward(forward, people());
        catchUp(options);
      } catch (RuntimeException e) { // whatever it is, the tables stand elsewhere now
        throw new BackfillException(e, rewind.description(), typed(), forward);
      }
    }

    return tell(LakeAudit.run(Lakes.around(options.lake, catalog.set()), options.session.gap));
  }

  private int blocked() {
    people().println("Something is in the way; nothing was changed.");
    if (format.isJson()) {
      FormatMixin.write(document, spec.commandLine().getOut());
    }

    return ExitCode.SOFTWARE;
  }

  private int tell(LakeAudit audit) throws IOException {
    if (format.isJson()) {
      Map<String, Object> balance = Documents.audit(audit);
      document.putAll(Map.of("verdict", balance.get("verdict"), "audit", balance));
      FormatMixin.write(document, spec.commandLine().getOut());
    } else {
      AuditCommand.print(audit, spec.commandLine());
    }

    return audit.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private ShellCommand typed() {
    return ShellCommand.of().with(spec.root().commandLine().getParseResult().originalArgs());
  }

  private void catchUp(JobOptions options) throws InterruptedException {
    LocalRun run = LocalRun.start(options);
    boolean ends =
        options.source.type == SourceOptions.Type.FILES
            && options.source.filesMode == SourceOptions.FilesMode.BOUNDED;
    try {
      if (!ends) {
        awaitIdle(run, quiet(options));
        String end = run.stopWithSavepoint(savepoints(options));
        document.put("savepoint", end);
        people().println("Caught up; to go on from: " + end);
      }

      run.ended().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException ? (RuntimeException) e.getCause() : e;
    }
  }

  /**
   * Returns when no record was read for long enough, counted from the first checkpoint on, or when
   * the job has ended; throws when it has failed.
   */
  private void awaitIdle(LocalRun run, Duration quiet) throws InterruptedException {
    long read = -1;
    while (true) {
      long now = LocalMetrics.sum("numRecordsIn", ".Decode.");
      boolean started = LocalMetrics.max("numberOfCompletedCheckpoints", "") > 0;
      if (started && now == read) {
        return;
      }

      read = started ? now : -1;
      try {
        run.ended().get(started ? quiet.toMillis() : LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        // It runs, as it should.
        continue;
      } catch (ExecutionException e) {
        throw new CompletionException(e.getCause());
      }
    }
  }

  /** A watched directory is looked at once in a while, and so brings nothing in between. */
  private Duration quiet(JobOptions options) {
    Duration looks = options.source.filesWatchInterval.multipliedBy(2);
    return options.source.type == SourceOptions.Type.FILES && looks.compareTo(idle) > 0
        ? looks
        : idle;
  }

  private static Path savepoints(JobOptions options) {
    return StateDirectory.of(options).path().resolve("savepoints");
  }

  private PrintWriter people() {
    return format.people(spec.commandLine());
  }
}
