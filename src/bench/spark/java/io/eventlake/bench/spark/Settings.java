package io.eventlake.bench.spark;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Spark as one tunes it for small micro-batches on one machine. */
final class Settings {

  private static final String STATE = "org.apache.spark.sql.execution.streaming.state.";

  private static final Map<String, String> PROVIDERS =
      Map.of(
          "heap", STATE + "HDFSBackedStateStoreProvider",
          "rocksdb", STATE + "RocksDBStateStoreProvider");

  private Settings() {}

  /**
   * @param slots tasks at a time
   * @param backend heap or rocksdb
   */
  static SparkSession session(Lake lake, int slots, String backend) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("eventlake-bench")
            .master("local[" + slots + "]")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.ui.enabled", false)
            .config("spark.local.dir", lake.scratch())
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .config("spark.sql.session.timeZone", "UTC")
            // Few partitions, each with a state store: a task more costs more than it evens out.
            .config("spark.sql.shuffle.partitions", 2 * slots)
            .config("spark.sql.adaptive.enabled", false)
            // A batch without data would only expire ids a little sooner.
            .config("spark.sql.streaming.noDataMicroBatches.enabled", false)
            .config("spark.sql.streaming.stateStore.providerClass", PROVIDERS.get(backend))
            .config("spark.sql.streaming.stateStore.rocksdb.changelogCheckpointing.enabled", true)
            .config("spark.sql.streaming.stateStore.rocksdb.trackTotalNumberOfRows", false);

    return catalog(builder, lake).getOrCreate();
  }

  private static SparkSession.Builder catalog(SparkSession.Builder builder, Lake lake) {
    return builder
        .config(
            "spark.sql.extensions",
            "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
        .config("spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog")
        .config("spark.sql.catalog.lake.type", "hadoop")
        .config("spark.sql.catalog.lake.warehouse", lake.warehouse());
  }
}
