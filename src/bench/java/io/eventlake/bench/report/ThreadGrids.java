package io.eventlake.bench.report;

import io.eventlake.bench.measure.RunFigures;
import io.eventlake.bench.measure.ThreadCost;
import io.eventlake.bench.measure.ThreadKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Where the CPU time and the allocation of an event go, by threads. */
final class ThreadGrids {

  private static final int THREADS_SHOWN = 12;
  private static final int LONGEST_NAME = 70;

  private final Results results;

  ThreadGrids(Results results) {
    this.results = results;
  }

  /** Microseconds of CPU by kind of thread. */
  Grid cpuByKind() {
    Grid grid = new Grid("CPU of an event by kind of thread, us", header());
    for (ThreadKind kind : ThreadKind.values()) {
      add(grid, kind, figures -> figures.cpuNanos(kind), RunFigures::cpuNanos, CostGrid.MICRO);
    }

    ToDoubleFunction<RunFigures> rest = RunFigures::unattributedCpuNanos;
    grid.row("not attributed", cells(rest, RunFigures::cpuNanos, CostGrid.MICRO));
    return grid;
  }

  /** Kilobytes allocated by kind of thread. */
  Grid allocationByKind() {
    Grid grid = new Grid("Allocation of an event by kind of thread, KB", header());
    ToDoubleFunction<RunFigures> whole = RunFigures::allocatedBytes;
    for (ThreadKind kind : ThreadKind.values()) {
      add(grid, kind, figures -> figures.allocatedBytes(kind), whole, CostGrid.KILO);
    }

    ToDoubleFunction<RunFigures> rest = RunFigures::unattributedAllocatedBytes;
    grid.row("not attributed", cells(rest, whole, CostGrid.KILO));
    return grid;
  }

  /** The threads of a variant that use most. */
  Grid threads(String variant) {
    Grid grid =
        new Grid(
            "CPU of an event by thread: " + variant,
            List.of("", "kind", "CPU us", "of CPU", "KB allocated"));
    results.lastLong(variant).figures().threads().stream()
        .filter(thread -> thread.kind() != ThreadKind.BENCHMARK)
        .sorted(Comparator.comparingDouble(thread -> -cpuPerEvent(variant, thread)))
        .limit(THREADS_SHOWN)
        .forEach(thread -> grid.row(shortened(thread.name()), cells(variant, thread)));
    return grid;
  }

  private double cpuPerEvent(String variant, ThreadCost thread) {
    return results.perEvent(variant, sum(thread.name(), ThreadCost::cpuNanos));
  }

  private List<String> cells(String variant, ThreadCost thread) {
    ToDoubleFunction<RunFigures> cpu = sum(thread.name(), ThreadCost::cpuNanos);
    ToDoubleFunction<RunFigures> bytes = sum(thread.name(), ThreadCost::allocatedBytes);
    return List.of(
        thread.kind().label(),
        Numbers.of(results.perEvent(variant, cpu) / CostGrid.MICRO),
        Numbers.percent(results.median(variant, slope -> slope.share(cpu, RunFigures::cpuNanos))),
        Numbers.of(results.perEvent(variant, bytes) / CostGrid.KILO));
  }

  private List<String> header() {
    List<String> header = new ArrayList<>(List.of(""));
    header.addAll(results.variants());
    return header;
  }

  /** A kind that nobody has is left out. */
  private void add(
      Grid grid,
      ThreadKind kind,
      ToDoubleFunction<RunFigures> part,
      ToDoubleFunction<RunFigures> whole,
      double unit) {
    boolean any = results.runs().stream().anyMatch(run -> part.applyAsDouble(run.figures()) > 0);
    if (any && kind != ThreadKind.BENCHMARK) {
      grid.row(kind.label(), cells(part, whole, unit));
    }
  }

  private List<String> cells(
      ToDoubleFunction<RunFigures> part, ToDoubleFunction<RunFigures> whole, double unit) {
    return results.variants().stream()
        .map(
            variant ->
                Numbers.of(results.perEvent(variant, part) / unit)
                    + String.format(
                        " %8s",
                        Numbers.percent(
                            results.median(variant, slope -> slope.share(part, whole)))))
        .collect(Collectors.toList());
  }

  private static ToDoubleFunction<RunFigures> sum(
      String name, ToDoubleFunction<ThreadCost> figure) {
    return figures ->
        figures.threads().stream()
            .filter(thread -> thread.name().equals(name))
            .mapToDouble(figure)
            .sum();
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 3) + "...";
  }
}
