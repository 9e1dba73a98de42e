package io.eventlake.bench.run;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.config.LocalOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.flink.EmbeddedFlink;
import io.eventlake.job.Lakes;
import io.eventlake.job.RocksDbFiles;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.table.api.config.TableConfigOptions;
import org.apache.flink.util.FileUtils;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.flink.FlinkCatalog;

/**
 * Plain Flink SQL into the tables that the job has, with Iceberg's own sink: streaming over bounded
 * files, so that checkpoints and state are real. Bronze and distinct silver events alone, or all
 * tables that SQL can fill. The statements and where their rows differ from the job's are in {@link
 * FlinkSqlStatements} and {@link FlinkSqlAllStatements}.
 *
 * <p>Tuned as this project tunes itself, or as Flink and Iceberg come: records copied between
 * operators, the defaults for Parquet and for RocksDB's files.
 */
final class FlinkSql implements Contestant {

  /** One hour over the job's 24, since SQL counts it from the time of processing. */
  private static final Duration STATE_TTL = Duration.ofHours(25);

  /**
   * What a KPU has beside its heap: the windows take half of it, and in what is left of a local
   * run's 256 MB six operators' RocksDB would write its buffers out all the time.
   */
  private static final MemorySize MEMORY_OF_ALL = MemorySize.ofMebiBytes(1024);

  private final String name;
  private final boolean tuned;
  private final FlinkSqlJob job;

  private FlinkSql(String name, boolean tuned, FlinkSqlJob job) {
    this.name = name;
    this.tuned = tuned;
    this.job = job;
  }

  /** Bronze and silver, with everything that makes the job itself faster and is a setting. */
  static FlinkSql tuned() {
    return new FlinkSql("flink-sql", true, FlinkSqlStatements.job());
  }

  /** Bronze and silver, with the defaults of Flink and Iceberg. */
  static FlinkSql asItComes() {
    return new FlinkSql("flink-sql-defaults", false, FlinkSqlStatements.job());
  }

  /** The job's tables, tuned as it is. */
  static FlinkSql allTables() {
    return new FlinkSql("flink-sql-all", true, FlinkSqlAllStatements.job());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean writesTheJobsTables() {
    return job.allTables();
  }

  @Override
  public RunRequest prepared(RunRequest request) throws IOException {
    return job.allTables()
        ? request.withEvents(EventsInOrder.of(request.events, request.slots))
        : request;
  }

  @Override
  public Map<String, Long> run(RunRequest request) throws Exception {
    LakeOptions options = JobOptions.parseLake(Map.of("lake.warehouse", request.lake.toString()));
    try (LakeTables lake = new LakeTables(Lakes.of(options))) {
      lake.apply();
      if (!tuned) {
        for (TableName table : job.written()) {
          resetProperties(lake.load(table));
        }
      }

      Path state = Files.createTempDirectory("eventlake-flink-sql");
      try {
        insert(request, Lakes.of(options), state);
      } finally {
        FileUtils.deleteDirectoryQuietly(state.toFile());
      }

      return LakeRecords.of(lake, job.written());
    }
  }

  /** Leaves a table with what it says of its files when it is made without properties. */
  private static void resetProperties(Table table) {
    UpdateProperties properties = table.updateProperties();
    table.properties().keySet().stream()
        .filter(property -> property.startsWith("write."))
        // Iceberg itself gives this one to a new table.
        .filter(property -> !property.equals(TableProperties.PARQUET_COMPRESSION))
        .forEach(properties::remove);
    properties.commit();
  }

  // What replaces registerCatalog makes catalogs from text properties only.
  @SuppressWarnings("deprecation")
  private void insert(RunRequest request, LakeCatalog lake, Path state) throws Exception {
    TableEnvironment tables = EmbeddedFlink.streamTables(settings(request, state));
    tables.registerCatalog(
        LakeCatalog.NAME,
        new FlinkCatalog(
            LakeCatalog.NAME,
            lake.database(TableName.BRONZE_EVENTS),
            Namespace.empty(),
            lake,
            Map.of(),
            false,
            -1));
    tables.executeSql(job.source().of(request.events));
    job.views().forEach(tables::executeSql);
    StatementSet inserts = tables.createStatementSet();
    job.inserts().forEach(inserts::addInsertSql);
    inserts.execute().await();
  }

  private Configuration settings(RunRequest request, Path state) {
    Configuration flink = new Configuration();
    flink.set(CoreOptions.DEFAULT_PARALLELISM, request.slots);
    flink.set(TaskManagerOptions.NUM_TASK_SLOTS, request.slots);
    flink.set(PipelineOptions.OBJECT_REUSE, tuned);
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, request.checkpointInterval);
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, state.toUri().toString());
    flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    flink.set(
        StateBackendOptions.STATE_BACKEND,
        request.backend == LocalOptions.Backend.ROCKSDB ? "rocksdb" : "hashmap");
    if (tuned) {
      RocksDbFiles.set(flink);
    }

    if (job.allTables()) {
      flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MEMORY_OF_ALL);
    }

    // What fails is to be seen, not to be tried again and counted as work.
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    flink.set(ExecutionConfigOptions.IDLE_STATE_RETENTION, STATE_TTL);
    flink.set(TableConfigOptions.LOCAL_TIME_ZONE, "UTC");
    return flink;
  }
}
