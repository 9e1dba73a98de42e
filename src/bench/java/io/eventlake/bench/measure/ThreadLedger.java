package io.eventlake.bench.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What each thread of this process used. Threads are looked at every so often, so that of one that
 * ends only what it used since the last look is missed.
 */
final class ThreadLedger {

  /** Name of the thread that looks. */
  static final String THREAD = "benchmark-sampler";

  private final JavaThreads java = new JavaThreads();
  private final NativeThreads others = new NativeThreads();

  void begin() {
    java.begin();
    others.begin();
  }

  void sample() {
    java.sample();
    others.sample();
  }

  /** Threads of one name together, the dearest first. */
  List<ThreadCost> costs() {
    Map<String, List<ThreadCost>> byName =
        Stream.concat(java.costs().stream(), others.costs().stream())
            .collect(Collectors.groupingBy(cost -> withoutNumbers(cost.name())));
    List<ThreadCost> costs = new ArrayList<>();
    byName.forEach((name, same) -> costs.add(sum(name, same)));
    costs.removeIf(cost -> cost.cpuNanos() == 0 && cost.allocatedBytes() == 0);
    costs.sort(Comparator.comparingLong(ThreadCost::cpuNanos).reversed());
    return costs;
  }

  private static ThreadCost sum(String name, List<ThreadCost> same) {
    return new ThreadCost(
        same.get(0).kind(),
        name,
        same.stream().mapToLong(ThreadCost::cpuNanos).sum(),
        same.stream().mapToLong(ThreadCost::allocatedBytes).sum());
  }

  /** Subtask and attempt of a task, number of a pool's thread. */
  private static String withoutNumbers(String name) {
    return name.replaceAll(" \\(\\d+/\\d+\\)#\\d+$", "").replaceAll("[-#:]?\\d+$", "");
  }
}
