package io.eventlake.bench.measure;

import java.util.regex.Pattern;

/** What a thread works for, told by its name. */
public enum ThreadKind {
  TASKS(
      "task threads",
      "(?!Source Data Fetcher |Time Trigger |OutputFlusher ).* \\(\\d+/\\d+\\)#\\d+"),
  READERS("file readers", "Source Data Fetcher for .*"),
  CHECKPOINTS(
      "checkpoints", "(AsyncOperations|Channel state writer|channel-state|Checkpoint Timer).*"),
  COMMITS("commits", "(lake-commit|iceberg-|Iceberg).*"),
  FLINK(
      "Flink runtime",
      "(flink-|Flink|pekko|RpcService|resourcemanager|taskmanager|mini-cluster|jobmanager|taskexecutor-|cluster-|OutputFlusher|"
          + "SourceCoordinator|Time Trigger|IOManager|BLOB|Timer-|Timer for|Cancel|Task Canceler|"
          + "FileCache|TransientBlobCache|PermanentBlobCache|Legacy Source|VIRTUAL|system-time).*"),
  MAIN("main thread", "main"),
  ROCKSDB("RocksDB", ""),
  JIT("JIT compiler", ""),
  GC("garbage collection", ""),
  JVM(
      "JVM, other",
      "(Reference Handler|Finalizer|Common-Cleaner|Signal Dispatcher|Notification).*"),
  OTHER("other threads", ".*"),
  BENCHMARK("the benchmark", ThreadLedger.THREAD);

  private final String label;
  private final Pattern names;

  ThreadKind(String label, String names) {
    this.label = label;
    this.names = Pattern.compile(names);
  }

  /** As the report calls it. */
  public String label() {
    return label;
  }

  /** The kind of a thread that Java knows. */
  static ThreadKind ofJava(String name) {
    if (BENCHMARK.names.matcher(name).matches()) {
      return BENCHMARK;
    }

    for (ThreadKind kind : values()) {
      if (kind.names.matcher(name).matches()) {
        return kind;
      }
    }

    return OTHER;
  }

  /** The kind of a thread by the first 15 letters of its native name; null where Java knows it. */
  static ThreadKind ofNative(String name) {
    if (name.startsWith("C1 ") || name.startsWith("C2 ") || name.startsWith("Sweeper")) {
      return JIT;
    }

    if (name.startsWith("rocksdb")) {
      return ROCKSDB;
    }

    // The VM thread works at safepoints, most of which are collections.
    if (name.startsWith("VM Thread") || name.startsWith("GC Thread") || name.startsWith("G1 ")) {
      return GC;
    }

    return name.startsWith("VM Periodic")
            || name.startsWith("Service Thread")
            || name.startsWith("Monitor Deflat")
        ? JVM
        : null;
  }
}
