package io.eventlake.testing.cluster;

import io.eventlake.config.LakeOptions;
import io.eventlake.family.web.generate.ExpectedLake;
import io.eventlake.family.web.generate.GeneratedFiles;
import io.eventlake.job.JobCatalog;
import io.eventlake.table.TableName;
import io.eventlake.testing.KinesisTraffic;
import io.eventlake.testing.LakeComparison;
import io.eventlake.testing.LakeSnapshots;
import io.eventlake.testing.Ledger;
import io.eventlake.testing.LocalAws;
import io.eventlake.testing.TestStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A cluster that reads generated events from a stream while a test does its worst; and the proof at
 * the end that the lake is that of an undisturbed run.
 */
public final class StreamUnderFaults implements AutoCloseable {

  private static final String[] TIMES_OF_THE_FIRST_COPY = {"arrival_ts", "ingest_ts"};

  /** As the service does: a stream that is gone for minutes fails the job more often than once. */
  private static final Map<String, String> RESTARTS =
      Map.of(
          "restart-strategy.type",
          "exponential-delay",
          "restart-strategy.exponential-delay.initial-backoff",
          "500 ms",
          "restart-strategy.exponential-delay.max-backoff",
          "10 s");

  private final ProcessCluster cluster;
  private final KinesisTraffic traffic;
  private final TestStream stream;
  private final String producers;
  private final int perPart;
  private final LakeOptions lake;
  private final FaultResults results;
  private int delivered;

  private StreamUnderFaults(
      ProcessCluster cluster,
      KinesisTraffic traffic,
      TestStream stream,
      String producers,
      int perPart,
      LakeOptions lake,
      FaultResults results) {
    this.cluster = cluster;
    this.traffic = traffic;
    this.stream = stream;
    this.producers = producers;
    this.perPart = perPart;
    this.lake = lake;
    this.results = results;
  }

  /**
   * Starts the job with parallelism two and returns when it runs.
   *
   * @param producers where events are put
   * @param consumers where the job reads them
   * @param parts in which the events are put
   */
  public static StreamUnderFaults start(
      Path directory,
      String producers,
      String consumers,
      TestStream stream,
      int count,
      int parts,
      long seed,
      FaultResults results)
      throws Exception {
    results.seed(seed);
    KinesisTraffic traffic = new KinesisTraffic(count, seed);
    GeneratedFiles files =
        new GeneratedFiles(directory.resolve("generated"), GeneratedFiles.Compression.NONE, count);
    files.write(traffic.options());
    Map<String, String> properties = new TreeMap<>();
    properties.put("job.name", "clickstream");
    properties.put("source.stream", stream.name());
    properties.put("source.region", LocalAws.REGION);
    properties.put("source.endpoint", consumers);
    properties.put("source.shard-discovery-interval", "500 ms");
    properties.put("segments.type", "file");
    properties.put("segments.path", files.segments().toString());
    properties.put("lake.catalog", "local");
    properties.put("lake.warehouse", directory.resolve("lake").toString());
    ProcessCluster cluster =
        ProcessCluster.start(directory.resolve("cluster"), properties, 2, RESTARTS, null);
    boolean complete = false;
    try {
      cluster.awaitRunning();
      complete = true;
      return new StreamUnderFaults(
          cluster,
          traffic,
          stream,
          producers,
          count / parts,
          JobCatalog.options().parse(properties).lake,
          results);
    } finally {
      if (!complete) {
        cluster.close();
      }
    }
  }

  public ProcessCluster cluster() {
    return cluster;
  }

  /** Puts the next part. */
  public void deliver() throws IOException {
    traffic.put(producers, stream, delivered, delivered + perPart);
    delivered += perPart;
  }

  /** Returns when all that was put is committed. */
  public void awaitRead() throws InterruptedException {
    try (Ledger ledger = new Ledger(lake)) {
      cluster.await("all records are read", () -> ledger.records("read") >= delivered);
    }
  }

  /** Reads to the end, drains, and compares everything. */
  public void finish() throws Exception {
    awaitRead();
    cluster.drain();
    ExpectedLake expected = traffic.expected(stream);
    results.rows(LakeComparison.difference(lake, TableName.BRONZE_EVENTS, expected));
    LakeComparison.assertLake(lake, expected, TIMES_OF_THE_FIRST_COPY);
    LakeSnapshots.assertWhole(lake, "clickstream");
  }

  @Override
  public void close() {
    cluster.close();
  }
}
