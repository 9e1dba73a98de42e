package io.eventlake.bench.spark;

import static org.apache.spark.sql.functions.expr;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/** From files to bronze: every valid event, as it came. */
final class BronzeStream {

  private BronzeStream() {}

  /** Reads batch after batch without a pause, and ends after the last file. */
  static StreamingQuery start(SparkSession spark, EventFiles events, Lake lake)
      throws IOException, TimeoutException {
    Dataset<Row> valid =
        spark
            .readStream()
            .schema(EventRows.SCHEMA)
            .option("columnNameOfCorruptRecord", EventRows.MISFIT)
            .option("maxFilesPerTrigger", events.filesPerBatch())
            .json(events.directory().toString())
            .where(EventRows.VALID)
            .withColumn("arrival_ts", expr(EventRows.ARRIVAL));

    return valid
        .selectExpr(EventRows.BRONZE)
        .writeStream()
        .queryName("bronze")
        .option("checkpointLocation", lake.checkpoint("bronze"))
        .trigger(Trigger.AvailableNow())
        .toTable(LakeTables.BRONZE);
  }
}
