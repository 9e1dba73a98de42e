package io.eventlake.bench.run;

import io.eventlake.bench.measure.ProcessStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The cores of this machine that a run is kept to. */
public final class Cores {

  private Cores() {}

  /**
   * The last so many cores, as taskset wants them: interrupts tend to come to the first.
   *
   * @throws BenchmarkException when there are fewer
   */
  public static String last(int count) throws IOException {
    List<Integer> cores = all(ProcessStatus.cores());
    if (count < 1 || count > cores.size()) {
      throw new BenchmarkException(count + " cores are not to be had of " + cores.size());
    }

    return cores.subList(cores.size() - count, cores.size()).stream()
        .map(String::valueOf)
        .collect(Collectors.joining(","));
  }

  /** The cores of a list such as {@code 0-3,6}. */
  private static List<Integer> all(String list) {
    List<Integer> cores = new ArrayList<>();
    for (String range : list.split(",")) {
      String[] ends = range.split("-");
      int end = Integer.parseInt(ends[ends.length - 1]);
      for (int core = Integer.parseInt(ends[0]); core <= end; core++) {
        cores.add(core);
      }
    }

    return cores;
  }
}
