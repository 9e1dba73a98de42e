package io.eventlake.cli;

import io.eventlake.cli.format.FormatMixin;
import io.eventlake.cli.progress.JobProgress;
import io.eventlake.cli.progress.Terminal;
import io.eventlake.config.JobOptions;
import io.eventlake.config.ShellCommand;
import io.eventlake.config.SourceOptions;
import io.eventlake.config.TimeWords;
import io.eventlake.job.Lakes;
import io.eventlake.job.LocalRun;
import io.eventlake.lake.RunCounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a run tells from its start to its end, and how to go on where it is interrupted. */
final class RunTalk {

  private static final long FIRST_LINES_SECONDS = 5;
  private static final long LATER_LINES_SECONDS = 60;
  private static final int FIRST_LINES = 12;
  private static final String SEGMENTS = "segments";

  private final JobOptions options;
  private final LocalRun run;
  private final PrintWriter people;
  private final PrintWriter documents;
  private final ShellCommand resume;

  private RunTalk(
      JobOptions options,
      LocalRun run,
      PrintWriter people,
      PrintWriter documents,
      ShellCommand resume) {
    this.options = options;
    this.run = run;
    this.people = people;
    this.documents = documents;
    this.resume = resume;
  }

  /**
   * In sentences and tables.
   *
   * @param resume the command that goes on with the run
   */
  static RunTalk toPeople(
      JobOptions options, LocalRun run, PrintWriter people, ShellCommand resume) {
    return new RunTalk(options, run, people, null, resume);
  }

  /**
   * In a document at the end, and in sentences beside it.
   *
   * @param resume the command that goes on with the run
   */
  static RunTalk toPrograms(
      JobOptions options,
      LocalRun run,
      PrintWriter people,
      PrintWriter documents,
      ShellCommand resume) {
    return new RunTalk(options, run, people, documents, resume);
  }

  /**
   * Tells until the run has ended.
   *
   * @throws CompletionException with a {@link io.eventlake.job.JobFailedException}
   */
  void follow() {
    Thread interrupted = new Thread(this::interrupted, "run-talk");
    Runtime.getRuntime().addShutdownHook(interrupted);
    try {
      begin();
      awaitEnd();
      say("The job has ended.");
      summary("ENDED");
    } finally {
      forget(interrupted);
    }
  }

  private void begin() {
    say("Job " + options.name + " reads " + input() + " and writes the lake " + lake() + ".");
    say(
        "A checkpoint, and with it a commit, every "
            + TimeWords.text(options.local.checkpointInterval)
            + ".");
  }

  private String input() {
    SourceOptions source = options.source;
    if (source.type == SourceOptions.Type.KINESIS) {
      return "the stream " + source.stream + " until it is interrupted";
    }

    return source.filesMode == SourceOptions.FilesMode.WATCH
        ? "the files that come to " + source.path + " until it is interrupted"
        : "the files of " + source.path;
  }

  private String lake() {
    return options.lake.warehouse;
  }

  private void awaitEnd() {
    boolean shown = documents == null && Terminal.isOut();
    JobProgress progress =
        options.name.equals(SEGMENTS)
            ? JobProgress.ofSegments(people)
            : JobProgress.ofEvents(people, null, Lakes.of(options.lake, options.name).set());
    for (int line = 0; !isOver(line); line++) {
      if (shown && line == 0) {
        progress.header();
      }

      if (shown) {
        progress.line();
      }
    }
  }

  /** Waits for the next line, at most until the run is over. */
  private boolean isOver(int line) {
    try {
      run.ended()
          .get(line < FIRST_LINES ? FIRST_LINES_SECONDS : LATER_LINES_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  /** Runs when the process ends first. */
  private void interrupted() {
    if (LastWords.isInterrupted()) {
      say("");
      say("Interrupted. What is committed stays; go on with");
      say("  " + resume);
      summary("INTERRUPTED");
    }
  }

  /** What the tables have of the run: a word about them must not fail it. */
  private void summary(String verdict) {
    try {
      RunCounts counts = RunCounts.of(Lakes.of(options.lake, options.name), run.id());
      if (documents == null) {
        RunSummary.print(counts, people);
      } else {
        write(verdict, RunSummary.document(counts));
      }
    } catch (IOException | RuntimeException e) {
      say("What it has committed cannot be read: " + Errors.sentence(e));
      if (documents != null) {
        write(verdict, Map.of("unreadable", Errors.sentence(e)));
      }
    }

    people.flush();
  }

  private void write(String verdict, Map<String, Object> counts) {
    Map<String, Object> document = FormatMixin.document(verdict);
    document.put("job", options.name);
    document.put("run", run.id());
    document.put("go_on_with", verdict.equals("ENDED") ? null : resume.toString());
    document.putAll(counts);
    FormatMixin.write(document, documents);
  }

  private void say(String line) {
    people.println(line);
    people.flush();
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook runs.
    }
  }
}
