package io.eventlake.bench.spark;

import static org.apache.spark.sql.functions.expr;

import java.util.concurrent.TimeoutException;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/** From bronze to silver, without the events that came before, and on to the sessions. */
final class SilverStream {

  /** How long the id of an event is remembered; then it expires with the watermark. */
  private static final String HORIZON = "24 hours";

  private SilverStream() {}

  /**
   * Follows bronze until it is stopped.
   *
   * @param intervalMillis between the starts of two batches, at least
   */
  static StreamingQuery start(SparkSession spark, Lake lake, long intervalMillis)
      throws TimeoutException {
    Dataset<Row> distinct =
        spark
            .readStream()
            .table(LakeTables.BRONZE)
            .withColumn("event_ts", expr(EventRows.EVENT_TIME))
            .selectExpr(EventRows.SILVER)
            .withWatermark("arrival_ts", HORIZON)
            .dropDuplicatesWithinWatermark(new String[] {"event_id"});

    return distinct
        .writeStream()
        .queryName("silver")
        .option("checkpointLocation", lake.checkpoint("silver"))
        .trigger(Trigger.ProcessingTime(intervalMillis))
        .foreachBatch((Dataset<Row> batch, Long id) -> write(batch))
        .start();
  }

  /** Sessions read what was appended back: a few columns, so cheaper than to keep the batch. */
  private static void write(Dataset<Row> batch) throws Exception {
    SparkSession spark = batch.sparkSession();
    Table silver = Spark3Util.loadIcebergTable(spark, LakeTables.SILVER);
    Snapshot before = silver.currentSnapshot();
    batch.writeTo(LakeTables.SILVER).append();
    silver.refresh();
    SessionMerge.merge(appended(spark, before, silver.currentSnapshot()));
  }

  private static Dataset<Row> appended(SparkSession spark, Snapshot before, Snapshot after) {
    if (before == null) {
      return spark.table(LakeTables.SILVER);
    }

    return spark
        .read()
        .option("start-snapshot-id", before.snapshotId())
        .option("end-snapshot-id", after.snapshotId())
        .format("iceberg")
        .load(LakeTables.SILVER);
  }
}
