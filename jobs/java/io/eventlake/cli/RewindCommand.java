package io.eventlake.cli;

import io.eventlake.cli.format.Documents;
import io.eventlake.cli.format.FormatMixin;
import io.eventlake.config.LakeOptions;
import io.eventlake.config.ShellCommand;
import io.eventlake.connector.files.TableResultWriter;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.RunLock;
import io.eventlake.job.StateDirectory;
import io.eventlake.lake.rewind.Rewind;
import io.eventlake.lake.rewind.Rewind.Others;
import io.eventlake.lake.rewind.SavepointTags;
import io.eventlake.lake.rewind.TableRewind;
import io.eventlake.lake.rewind.TableRewind.Move;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rewind}: moves the tables of a job back to a state that they had together. */
@Command(
    name = "rewind",
    description = {
      "Moves all tables of a job back to one state that they had together, so that the job can go"
          + " on from the savepoint or checkpoint of that time without repeating or losing a row."
          + " Stop the job first.",
      "Prints what it would do; changes nothing without --run. What is left behind stays on a branch"
          + " of each table, left-behind-SNAPSHOT."
    },
    footer = {
      "%nExamples:",
      "  eventlake rewind --to-savepoint savepoints/savepoint-ab12 --warehouse lake",
      "  eventlake rewind --to-checkpoint 17 --warehouse lake --run",
      "  eventlake rewind --at 2026-11-20T06:00:00Z --config production.json",
      "  eventlake rewind --to-left-behind 4518210383422170 --warehouse lake --run"
    })
final class RewindCommand implements Callable<Integer> {

  /** Where to. */
  static final class Target {

    @Option(
        names = "--to-savepoint",
        paramLabel = "PATH",
        converter = PlaceConverter.class,
        description = "What a savepoint or checkpoint on disk knows of the tables.")
    String savepoint;

    @Option(
        names = "--to-tag",
        paramLabel = "NAME",
        description = "The snapshots with the tag savepoint-NAME.")
    String tag;

    @Option(
        names = "--to-checkpoint",
        paramLabel = "ID",
        description = "The rows of that checkpoint and those before it.")
    Long checkpoint;

    @Option(
        names = "--at",
        paramLabel = "TIME",
        description =
            "What was in all tables at that time, such as 2026-11-20T06:00:00Z or yesterday.")
    Instant time;

    @Option(
        names = "--to-left-behind",
        paramLabel = "SNAPSHOT",
        description =
            "Forward again to what an earlier rewind left behind, by the ledger's branch"
                + " left-behind-SNAPSHOT.")
    Long leftBehind;
  }

  @ArgGroup(multiplicity = "1")
  Target target;

  @Option(
      names = "--of-run",
      paramLabel = "RUN",
      description =
          "With --to-checkpoint: the run that took it, where the job was started anew in between"
              + " and checkpoints begin with 1 again.")
  String ofRun;

  @Mixin TablesJobMixin of;

  @Option(names = "--run", description = "Move the tables.")
  boolean run;

  @Option(
      names = "--leave-others-behind",
      description = "Also where others committed rows since then.")
  boolean leaveOthersBehind;

  @Mixin FormatMixin format;
  @Mixin LakeOptionsMixin lake;
  @Spec CommandSpec spec;

  private String job;

  @Override
  public Integer call() throws IOException {
    if (ofRun != null && target.checkpoint == null) {
      throw new ParameterException(spec.commandLine(), "--of-run goes with --to-checkpoint");
    }

    job = of.name(lake.options());
    Others others = leaveOthersBehind ? Others.LEAVE_BEHIND : Others.IN_THE_WAY;
    try (LakeTables tables = lake.open(job);
        RunLock lock = run ? lock() : null) {
      Rewind rewind = plan(tables);
      if (!format.isJson()) {
        print(rewind, out());
      }

      if (rewind.isBlocked(others)) {
        tell("BLOCKED", "Something is in the way; nothing was changed.", rewind, null);
        return ExitCode.SOFTWARE;
      }

      if (rewind.isDone()) {
        tell("DONE", "All tables are there; nothing is to be done.", rewind, null);
      } else if (run) {
        ShellCommand forward = forward(rewind, job, lake.options());
        rewind.run(others);
        tell("MOVED", "Moved.", rewind, forward);
      } else {
        tell("PLANNED", "Nothing was changed; --run moves the tables.", rewind, null);
      }
    }

    return ExitCode.OK;
  }

  private void tell(String verdict, String sentence, Rewind rewind, ShellCommand forward) {
    if (format.isJson()) {
      String back = forward == null ? null : forward.toString();
      FormatMixin.write(Documents.rewind(verdict, rewind, back), out());
    } else {
      out().println(sentence);
      printForward(forward, out());
    }
  }

  private Rewind plan(LakeTables tables) throws IOException {
    if (target.savepoint != null) {
      return Rewind.toSavepoint(tables, job, target.savepoint);
    }

    if (target.tag != null) {
      return Rewind.toTag(tables, job, SavepointTags.PREFIX + target.tag);
    }

    if (target.leftBehind != null) {
      return Rewind.toLeftBehind(tables, job, target.leftBehind);
    }

    return target.checkpoint != null
        ? Rewind.toCheckpoint(tables, job, target.checkpoint, ofRun)
        : Rewind.toTime(tables, job, target.time);
  }

  /** Nobody may write meanwhile. */
  private RunLock lock() {
    LakeOptions options = lake.options();
    return RunLock.take(options, job, StateDirectory.byDefault(options, job), Clock.systemUTC());
  }

  /** What takes the tables forward again, once they have moved; null when they are to stay. */
  static ShellCommand forward(Rewind rewind, String job, LakeOptions lake) {
    return rewind
        .wayForward()
        .map(
            snapshot ->
                ShellCommand.of("rewind", "--to-left-behind", Long.toString(snapshot))
                    .with("--job", job)
                    .with(lake.arguments())
                    .with("--run"))
        .orElse(null);
  }

  static void printForward(ShellCommand forward, PrintWriter out) {
    if (forward != null) {
      out.println("What was left behind comes back with:" + forward.line());
      out.flush();
    }
  }

  /** The plan as people read it. */
  static void print(Rewind rewind, PrintWriter out) throws IOException {
    out.println("To " + rewind.description());
    out.println();
    TableResultWriter writer = new TableResultWriter(out);
    writer.begin(List.of("table", "move", "from", "to", "commits left", "rows left", "in the way"));
    for (TableRewind table : rewind.tables()) {
      boolean stays = table.move() == Move.STAYS;
      writer.row(
          Arrays.asList(
              table.name(),
              table.move().name().toLowerCase(Locale.ROOT),
              table.from(),
              stays ? "" : table.to(),
              stays ? "" : table.commitsLeft() + (table.hasGap() ? " or more" : ""),
              stays ? "" : table.rowsLeft(),
              table.obstacle()));
    }

    writer.end();
    out.println();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
