package io.eventlake.job;

import io.eventlake.config.LocalOptions;
import io.eventlake.flink.EmbeddedFlink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * What the service decides by itself and an embedded Flink is told: slots, checkpoints, state
 * backend and restarts, from the property group {@code local}.
 */
final class LocalFlink {

  private static final int RESTARTS = 3;

  private LocalFlink() {}

  /** Lets the web UI be served; returns its address, or null without one. */
  static String addWebUi(Configuration configuration, int port) {
    return port < 0
        ? null
        : EmbeddedFlink.addWebUi(configuration, port == 0 ? FreePort.find() : port);
  }

  /**
   * @param state where checkpoints go
   */
  static Configuration configuration(LocalOptions local, Path state) {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, local.checkpointInterval);
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, url(state));
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    configuration.set(
        StateBackendOptions.STATE_BACKEND,
        local.backend == LocalOptions.Backend.ROCKSDB ? "rocksdb" : "hashmap");
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    RocksDbFiles.set(configuration);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, RESTARTS);
    configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, local.parallelism);
    configuration.setString(MetricOptions.REPORTERS_LIST.key(), LocalMetrics.Factory.NAME);
    configuration.setString(
        "metrics.reporter." + LocalMetrics.Factory.NAME + ".factory.class",
        LocalMetrics.Factory.class.getName());
    if (local.restoreFrom != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, local.restoreFrom);
    }

    return configuration;
  }

  /** The directory that is named, or one of its own. */
  static Path stateDirectory(LocalOptions local) {
    try {
      Path directory =
          local.stateDirectory == null
              ? Files.createTempDirectory("eventlake-state")
              : Files.createDirectories(Path.of(local.stateDirectory));
      return directory.toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException("The directory of checkpoints cannot be made", e);
    }
  }

  /** As Flink reads it, which takes an escaped space for the name's own characters. */
  static String url(Path directory) {
    return org.apache.flink.core.fs.Path.fromLocalFile(directory.toFile()).toString();
  }
}
