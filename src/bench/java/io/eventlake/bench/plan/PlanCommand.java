package io.eventlake.bench.plan;

import io.eventlake.bench.report.Grid;
import io.eventlake.bench.report.Numbers;
import io.eventlake.bench.run.BenchmarkException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench plan}: what a load would need on AWS, computed from what was measured here. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    description = {
      "Computes shards, KPUs, jobs, files, commits, metadata and costs of a load from figures of"
          + " docs/performance.md, each of which is an option. It runs nothing.",
      "--result FILE takes the figures of a report of whole runs, and says how far what was"
          + " planned with is from them."
    })
public final class PlanCommand implements Callable<Integer> {

  @Mixin private LoadOptions load;

  @Mixin private UnitOptions units;

  @ArgGroup(validate = false, heading = "%nPrices, US dollars, checked against no bill:%n")
  private PriceOptions prices = new PriceOptions();

  @Option(
      names = "--result",
      paramLabel = "FILE",
      description = "result.json of bench --slots 1,2 --backend rocksdb.")
  private Path result;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    requireSense();
    PrintWriter out = spec.commandLine().getOut();
    if (result != null) {
      MeasuredRuns runs = MeasuredRuns.of(result);
      out.println(checked(runs).text());
      take(runs);
    }

    Capacity capacity = new Capacity(load, units);
    new CapacityGrids(capacity, load, units, new Bill(capacity, load, prices))
        .all()
        .forEach(grid -> out.println(grid.text()));
    out.flush();
    return ExitCode.OK;
  }

  private void requireSense() {
    boolean sense =
        load.rate > 0
            && load.eventBytes > 0
            && load.eventsPerSession > 0
            && load.utilization > 0
            && load.utilization <= 1
            && load.jobKpus > 0
            && load.interval.toMillis() > 0
            && units.core > 0
            && units.maintainMegabytes > 0
            && units.restoreMegabytes > 0;
    if (!sense) {
      throw new BenchmarkException(
          "Rates, sizes and --interval must be above 0, and --utilization a share of at most 1");
    }
  }

  /** The figures that would be planned with, and those of the runs. */
  private Grid checked(MeasuredRuns runs) {
    Grid grid =
        new Grid(
            "What was planned with, and what " + result + " says",
            List.of("", "planned", "one slot", "two slots", "of planned"));
    row(grid, "CPU of an event, us", units.cpuMicros, runs.cpuMicros(1), runs.cpuMicros(2));
    double one = units.fixedFiles + units.slotFiles;
    grid.row(
        "files of a commit",
        List.of(
            Numbers.of(one) + " and " + Numbers.of(one + units.slotFiles),
            Numbers.of(runs.filesOfCommit(1)),
            Numbers.of(runs.filesOfCommit(2)),
            ratio(runs.filesOfCommit(1) / one)
                + " and "
                + ratio(runs.filesOfCommit(2) / (one + units.slotFiles))));
    row(
        grid,
        "bytes of an event in tables",
        units.storedBytes,
        runs.storedBytes(1),
        runs.storedBytes(2));
    row(
        grid,
        "bytes of a session in state",
        units.closedBytes,
        runs.sessionBytes(1),
        runs.sessionBytes(2));
    row(
        grid,
        "events of a session",
        load.eventsPerSession,
        runs.eventsPerSession(),
        runs.eventsPerSession());
    return grid;
  }

  private static void row(Grid grid, String name, double planned, double one, double two) {
    grid.row(
        name,
        List.of(
            Numbers.of(planned),
            Numbers.of(one),
            Numbers.of(two),
            ratio(one / planned) + " and " + ratio(two / planned)));
  }

  private static String ratio(double value) {
    return Numbers.of(value);
  }

  /** Files lie on a line through both; everything else is that of one slot. */
  private void take(MeasuredRuns runs) {
    units.cpuMicros = runs.cpuMicros(1);
    units.storedBytes = runs.storedBytes(1);
    units.slotFiles = runs.filesOfCommit(2) - runs.filesOfCommit(1);
    units.fixedFiles = runs.filesOfCommit(1) - units.slotFiles;
    load.eventsPerSession = runs.eventsPerSession();
  }
}
