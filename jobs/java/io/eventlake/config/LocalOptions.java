package io.eventlake.config;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/**
 * The embedded Flink of a local run: property group {@code local}. The service sets these itself
 * and ignores the group.
 */
public final class LocalOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Where keyed state is kept. */
  public enum Backend {
    HEAP,
    ROCKSDB
  }

  public static final ConfigOption<Integer> PARALLELISM =
      ConfigOptions.key("local.parallelism")
          .intType()
          .defaultValue(2)
          .withDescription("Task slots of the embedded Flink.");
  public static final ConfigOption<Duration> CHECKPOINT_INTERVAL =
      ConfigOptions.key("local.checkpoint-interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("Time between two checkpoints, and so between two commits.");
  public static final ConfigOption<String> STATE_DIRECTORY =
      ConfigOptions.key("local.state-directory")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Where checkpoints and savepoints are kept, of one job and lake alone; when not set,"
                  + " state/JOB in a local warehouse, else a folder of ~/.eventlake/state.");
  public static final ConfigOption<Backend> BACKEND =
      ConfigOptions.key("local.state-backend")
          .enumType(Backend.class)
          .defaultValue(Backend.HEAP)
          .withDescription("Where keyed state is kept: heap or rocksdb.");
  public static final ConfigOption<String> RESTORE_FROM =
      ConfigOptions.key("local.restore-from")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Savepoint or checkpoint to start from; latest for the newest of the state"
                  + " directory, as --resume says.");
  public static final ConfigOption<Integer> WEB_PORT =
      ConfigOptions.key("local.web-port")
          .intType()
          .defaultValue(-1)
          .withDescription(
              "Port of Flink's web UI on loopback, to look at only: 0 for any free one, -1 for no web"
                  + " UI.");

  /** In place of a path: the newest savepoint or checkpoint of the state directory. */
  public static final String LATEST = "latest";

  public final int parallelism;
  public final Duration checkpointInterval;
  public final String stateDirectory;
  public final Backend backend;
  public final String restoreFrom;
  public final int webPort;

  LocalOptions(OptionReader options) {
    parallelism = options.read(PARALLELISM);
    options.check(parallelism > 0, PARALLELISM, "must be positive");
    checkpointInterval = options.duration(CHECKPOINT_INTERVAL);
    options.check(checkpointInterval.toMillis() >= 100, CHECKPOINT_INTERVAL, "is below 100 ms");
    stateDirectory = options.localPath(STATE_DIRECTORY);
    backend = options.read(BACKEND);
    restoreFrom = options.place(RESTORE_FROM);
    webPort = options.read(WEB_PORT);
    options.check(webPort >= -1 && webPort <= 65_535, WEB_PORT, "is no port");
  }
}
