package io.eventlake.bench.report;

import io.eventlake.bench.measure.RunFigures;
import io.eventlake.bench.measure.TableWrites;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What was seen of whole runs, their start and end included. */
final class RunGrids {

  private static final double MEGA = 1024 * 1024;

  private final Results results;

  RunGrids(Results results) {
    this.results = results;
  }

  /** The long runs, medians over the rounds. */
  Grid longRuns() {
    List<String> header = new ArrayList<>(List.of(""));
    header.addAll(results.variants());
    Grid grid = new Grid("The long run as a whole", header);
    add(grid, "wall, s", figures -> figures.wallNanos() / 1e9);
    add(grid, "CPU, s", figures -> figures.cpuNanos() / 1e9);
    add(grid, "  without the JIT, s", figures -> figures.cpuNanosWithoutJit() / 1e9);
    add(grid, "cores busy", figures -> (double) figures.cpuNanos() / figures.wallNanos());
    add(grid, "collections", figures -> figures.garbage().collections());
    add(grid, "their wall time, ms", figures -> figures.garbage().millis());
    add(grid, "heap after the last, MB", figures -> figures.garbage().usedAfterBytes() / MEGA);
    add(grid, "heap after any, most, MB", figures -> figures.garbage().mostUsedAfterBytes() / MEGA);
    add(grid, "RSS, most, MB", figures -> figures.peakRssBytes() / MEGA);
    addCheckpoints(grid);
    addCommits(grid);
    return grid;
  }

  private void addCheckpoints(Grid grid) {
    add(grid, "checkpoints", figures -> orNone(figures.flink().checkpoints().count()));
    add(grid, "  failed", figures -> checked(figures, figures.flink().failedCheckpoints()));
    add(grid, "  median, ms", figures -> figures.flink().checkpoints().medianMillis());
    add(
        grid,
        "  longest, ms",
        figures -> checked(figures, figures.flink().checkpoints().maxMillis()));
    add(grid, "  state, most, MB", figures -> orNone(figures.flink().largestStateBytes() / MEGA));
    add(grid, "  state of an event, bytes", RunGrids::stateOfAnEvent);
    add(grid, "  state of a session, bytes", this::stateOfASession);
    add(
        grid,
        "commits of all tables, median, ms",
        figures -> figures.flink().commits().medianMillis());
    add(
        grid,
        "  longest, ms",
        figures ->
            figures.flink().commits().count() == 0
                ? Double.NaN
                : figures.flink().commits().maxMillis());
  }

  private void addCommits(Grid grid) {
    add(grid, "commits", figures -> orNone(figures.commits()));
    add(grid, "  files in each", figures -> 1.0 * figures.written().files() / figures.commits());
    add(grid, "  MB in each", figures -> figures.written().bytes() / MEGA / figures.commits());
    add(
        grid,
        "  average file, KB",
        figures -> figures.written().bytes() / CostGrid.KILO / figures.written().files());
  }

  /** What one variant committed to each table in its last long run. */
  Grid tables(String variant) {
    Run run = results.lastLong(variant);
    Grid grid =
        new Grid(
            "Tables after a long run: " + variant,
            List.of(
                "",
                "records",
                "snapshots",
                "data files",
                "delete files",
                "MB",
                "KB/file",
                "bytes/record",
                "bytes/event"));
    run.figures().tables().forEach((name, table) -> grid.row(name, cells(table, run)));
    grid.row("all", cells(run.figures().written(), run));
    return grid;
  }

  /** Every run, for those who want to see how even they were. */
  Grid all() {
    Grid grid =
        new Grid(
            "All runs",
            List.of(
                "",
                "round",
                "events",
                "wall s",
                "CPU s",
                "without JIT s",
                "GB allocated",
                "not attributed"));
    for (Run run : results.runs()) {
      RunFigures figures = run.figures();
      grid.row(
          run.variant(),
          List.of(
              Integer.toString(run.round()),
              Numbers.of(run.events()),
              Numbers.of(figures.wallNanos() / 1e9),
              Numbers.of(figures.cpuNanos() / 1e9),
              Numbers.of(figures.cpuNanosWithoutJit() / 1e9),
              Numbers.of(figures.allocatedBytes() / MEGA / 1024),
              Numbers.percent((double) figures.unattributedCpuNanos() / figures.cpuNanos())));
    }

    return grid;
  }

  private static List<String> cells(TableWrites table, Run run) {
    return List.of(
        Numbers.of(table.records()),
        Numbers.of(table.snapshots()),
        Numbers.of(table.dataFiles()),
        Numbers.of(table.deleteFiles()),
        Numbers.of(table.bytes() / MEGA),
        Numbers.of(table.bytes() / CostGrid.KILO / table.files()),
        Numbers.of((double) table.bytes() / table.records()),
        Numbers.of((double) table.bytes() / run.events()));
  }

  private static double stateOfAnEvent(RunFigures figures) {
    return (double) figures.flink().largestStateBytes() / figures.flink().eventsInLargestState();
  }

  /** About: every session has as many events at any time, and none is forgotten yet. */
  private double stateOfASession(RunFigures figures) {
    Long sessions = figures.records().get("silver.sessions");
    Long events = figures.records().get("silver.events");
    return sessions == null || events == null
        ? Double.NaN
        : stateOfAnEvent(figures) * events / sessions;
  }

  private static double checked(RunFigures figures, double value) {
    return figures.flink().checkpoints().count() == 0 ? Double.NaN : value;
  }

  private static double orNone(double value) {
    return value == 0 ? Double.NaN : value;
  }

  private void add(Grid grid, String name, ToDoubleFunction<RunFigures> figure) {
    grid.row(
        name,
        results.variants().stream()
            .map(variant -> Numbers.of(results.ofLong(variant, figure)))
            .collect(Collectors.toList()));
  }
}
