package io.eventlake.testing.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Flink's configuration for a {@link ProcessCluster}: what the service sets by itself, in small.
 */
final class ClusterConfiguration {

  private ClusterConfiguration() {}

  static Map<String, String> of(Path directory, int restPort, int zooKeeperPort, int parallelism) {
    Map<String, String> options = new TreeMap<>();
    options.put("parallelism.default", Integer.toString(parallelism));
    options.put("rest.address", "127.0.0.1");
    options.put("rest.bind-address", "127.0.0.1");
    options.put("rest.port", Integer.toString(restPort));
    options.put("jobmanager.rpc.address", "127.0.0.1");
    options.put("jobmanager.bind-host", "127.0.0.1");
    options.put("taskmanager.host", "127.0.0.1");
    options.put("taskmanager.bind-host", "127.0.0.1");
    options.put("security.delegation.tokens.enabled", "false");
    options.put("io.tmp.dirs", directory.resolve("tmp").toString());
    options.put("execution.shutdown-on-application-finish", "false");
    options.put("execution.submit-failed-job-on-application-error", "true");
    state(options, directory);
    failures(options, directory, zooKeeperPort);
    memory(options);
    return options;
  }

  static void write(Map<String, String> options, Path directory) throws IOException {
    Files.createDirectories(directory.resolve("tmp"));
    Files.writeString(
        directory.resolve("config.yaml"),
        options.entrySet().stream()
            .map(entry -> entry.getKey() + ": '" + entry.getValue() + "'\n")
            .collect(Collectors.joining()));
  }

  private static void state(Map<String, String> options, Path directory) {
    options.put("state.backend.type", "rocksdb");
    options.put("state.backend.rocksdb.memory.partitioned-index-filters", "true");
    options.put("state.backend.rocksdb.use-bloom-filter", "true");
    options.put("execution.checkpointing.incremental", "true");
    options.put("execution.checkpointing.interval", "1 s");
    options.put("execution.checkpointing.timeout", "60 s");
    options.put("execution.checkpointing.dir", directory.resolve("checkpoints").toUri().toString());
    options.put(
        "execution.checkpointing.savepoint-dir",
        directory.resolve("savepoints").toUri().toString());
    options.put(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
  }

  private static void failures(Map<String, String> options, Path directory, int zooKeeperPort) {
    options.put("heartbeat.interval", "1 s");
    options.put("heartbeat.timeout", ProcessCluster.HEARTBEAT_TIMEOUT.toMillis() + " ms");
    options.put("restart-strategy.type", "fixed-delay");
    options.put("restart-strategy.fixed-delay.delay", "500 ms");
    // A bound, so that a job which fails for ever is told; far above what any schedule needs.
    options.put("restart-strategy.fixed-delay.attempts", "300");
    options.put("high-availability.type", "zookeeper");
    options.put("high-availability.storageDir", directory.resolve("ha").toUri().toString());
    options.put("zookeeper.sasl.disable", "true");
    options.put("high-availability.cluster-id", "eventlake");
    options.put("high-availability.zookeeper.quorum", "127.0.0.1:" + zooKeeperPort);
    options.put("high-availability.zookeeper.client.session-timeout", "6 s");
    options.put("high-availability.zookeeper.client.retry-wait", "500 ms");
    options.put("high-availability.zookeeper.client.max-retry-attempts", "20");
  }

  /** A TaskManager's shares, which Flink's start script works out otherwise. */
  private static void memory(Map<String, String> options) {
    options.put("taskmanager.numberOfTaskSlots", "1");
    options.put("taskmanager.cpu.cores", "1.0");
    options.put("taskmanager.memory.framework.heap.size", "128m");
    options.put("taskmanager.memory.framework.off-heap.size", "128m");
    options.put("taskmanager.memory.jvm-metaspace.size", "256m");
    options.put("taskmanager.memory.jvm-overhead.min", "192m");
    options.put("taskmanager.memory.jvm-overhead.max", "192m");
    options.put("taskmanager.memory.task.heap.size", "384m");
    options.put("taskmanager.memory.task.off-heap.size", "64m");
    options.put("taskmanager.memory.network.min", "32m");
    options.put("taskmanager.memory.network.max", "32m");
    options.put("taskmanager.memory.managed.size", "64m");
  }
}
