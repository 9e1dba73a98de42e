package io.eventlake.bench.spark;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;

/**
 * Spark Structured Streaming brings files of events into bronze, silver and sessions, and prints
 * what that took as one line of JSON.
 */
public final class SparkRun {

  private SparkRun() {}

  /**
   * @param args directory of NDJSON files; directory for the tables, not there yet; slots;
   *     milliseconds between micro-batches; heap or rocksdb, where the ids that were seen are kept
   */
  public static void main(String[] args) throws Exception {
    long start = System.nanoTime();
    EventFiles events = new EventFiles(Path.of(args[0]));
    Lake lake = new Lake(Path.of(args[1]).toAbsolutePath());
    SparkSession spark = Settings.session(lake, Integer.parseInt(args[2]), args[4]);
    LakeTables.create(spark);

    StreamingQuery bronze = BronzeStream.start(spark, events, lake);
    StreamingQuery silver = SilverStream.start(spark, lake, Long.parseLong(args[3]));
    bronze.awaitTermination();
    silver.processAllAvailable();
    silver.stop();

    RunFigures figures = RunFigures.ofThisProcess(System.nanoTime() - start);
    System.out.println(figures.json(events.lines(), LakeTables.rows(spark)));
    spark.stop();
  }
}
