package io.eventlake.bench.measure;

import java.util.List;
import java.util.Map;

/**
 * What was measured of one run: the line of JSON that its process prints.
 *
 * @param wallNanos from the start of the contestant to its end
 * @param cpuNanos of the whole process in that time, the benchmark's own thread taken off
 * @param threads the parts of the CPU time that could be told, and the benchmark's own
 * @param peakRssBytes most memory that the process ever had
 * @param tables what was committed
 * @param records that the contestant says each table holds
 */
public record RunFigures(
    long wallNanos,
    long cpuNanos,
    List<ThreadCost> threads,
    GarbageFigures garbage,
    long peakRssBytes,
    FlinkFigures flink,
    Map<String, TableWrites> tables,
    Map<String, Long> records) {

  /** What another process told of itself, in place of what this one measured of itself. */
  public RunFigures ofAnotherProcess(long itsWallNanos, long itsCpuNanos) {
    return new RunFigures(
        itsWallNanos, itsCpuNanos, List.of(), GarbageFigures.NONE, 0, flink, tables, records);
  }

  /** CPU time of a kind of threads. */
  public long cpuNanos(ThreadKind kind) {
    return threads.stream()
        .filter(thread -> thread.kind() == kind)
        .mapToLong(ThreadCost::cpuNanos)
        .sum();
  }

  /** CPU time of all but the JIT compiler; not a number where threads were not looked at. */
  public double cpuNanosWithoutJit() {
    return threads.isEmpty() ? Double.NaN : cpuNanos - cpuNanos(ThreadKind.JIT);
  }

  /** What a kind of threads allocated. */
  public long allocatedBytes(ThreadKind kind) {
    return threads.stream()
        .filter(thread -> thread.kind() == kind)
        .mapToLong(ThreadCost::allocatedBytes)
        .sum();
  }

  /** What all threads but the benchmark's own allocated. */
  public long allocatedBytes() {
    return garbage.allocatedBytes() - allocatedBytes(ThreadKind.BENCHMARK);
  }

  /** CPU time of the process that no thread could be found for: those that ended between looks. */
  public long unattributedCpuNanos() {
    return cpuNanos
        - threads.stream()
            .filter(thread -> thread.kind() != ThreadKind.BENCHMARK)
            .mapToLong(ThreadCost::cpuNanos)
            .sum();
  }

  /** The same for what was allocated. */
  public long unattributedAllocatedBytes() {
    return garbage.allocatedBytes() - threads.stream().mapToLong(ThreadCost::allocatedBytes).sum();
  }

  /** What was committed to all tables together. */
  public TableWrites written() {
    return tables.values().stream().reduce(TableWrites.NONE, TableWrites::plus);
  }

  /** Times that something was committed; the tables go together. */
  public long commits() {
    return tables.values().stream().mapToLong(TableWrites::snapshots).max().orElse(0);
  }
}
