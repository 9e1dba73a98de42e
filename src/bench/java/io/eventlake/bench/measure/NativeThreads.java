package io.eventlake.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * CPU of the threads that Java does not tell of, from Linux: compilers, collectors, RocksDB. Keeps
 * what the ended ones used.
 */
final class NativeThreads {

  private static final Path TASKS = Path.of("/proc/self/task");

  /** A thread takes its own name some moments after it began. */
  private static final int LOOKS_AT_A_NAME = 20;

  private final Map<String, Use> running = new HashMap<>();
  private final List<Use> all = new ArrayList<>();

  /** What was used before this is not counted. */
  void begin() {
    sample();
    for (Use use : all) {
      use.cpuBefore = use.cpu;
    }
  }

  void sample() {
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        sample(task);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The process's threads are not in " + TASKS, e);
    }
  }

  List<ThreadCost> costs() {
    List<ThreadCost> costs = new ArrayList<>();
    for (Use use : all) {
      if (use.kind != null) {
        costs.add(new ThreadCost(use.kind, use.name, use.cpu - use.cpuBefore, 0));
      }
    }

    return costs;
  }

  private void sample(Path task) {
    String id = task.getFileName().toString();
    Use use = running.computeIfAbsent(id, any -> new Use());
    try {
      if (use.kind == null && use.looks < LOOKS_AT_A_NAME) {
        look(use, task);
      }

      if (use.kind != null || use.looks == 1) {
        use = update(use, id, cpuNanos(task));
      }
    } catch (IOException e) {
      // It has ended: what was read before stays.
      running.remove(id);
    }
  }

  private void look(Use use, Path task) throws IOException {
    use.name = Files.readString(task.resolve("comm")).strip();
    use.kind = ThreadKind.ofNative(use.name);
    if (use.looks++ == 0) {
      all.add(use);
    }
  }

  /** Less than before is another thread with the id of one that ended. */
  private Use update(Use use, String id, long cpuNanos) {
    if (cpuNanos < use.cpu) {
      running.put(id, new Use());
      return use;
    }

    use.cpu = cpuNanos;
    return use;
  }

  /** The first number of schedstat: time on a core in nanoseconds. */
  private static long cpuNanos(Path task) throws IOException {
    String times = Files.readString(task.resolve("schedstat"));
    return Long.parseLong(times.substring(0, times.indexOf(' ')));
  }

  private static final class Use {
    private String name;
    private ThreadKind kind;
    private int looks;
    private long cpuBefore;
    private long cpu;
  }
}
