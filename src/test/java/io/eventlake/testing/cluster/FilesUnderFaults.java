package io.eventlake.testing.cluster;

import io.eventlake.config.LakeOptions;
import io.eventlake.testing.LakeSnapshots;
import io.eventlake.testing.LocalLake;
import io.eventlake.testing.WatchedEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A cluster that reads generated events, file by file, while a test does its worst; and the proof
 * at the end that the lake is that of an undisturbed run.
 */
public final class FilesUnderFaults implements AutoCloseable {

  private static final String[] TIMES_OF_THE_FIRST_COPY = {"arrival_ts", "ingest_ts"};

  private final WatchedEvents events;
  private final Map<String, String> properties;
  private final Random random;
  private final FaultResults results;
  private ProcessCluster cluster;
  private int delivered;
  private long rowsBefore;

  private FilesUnderFaults(
      WatchedEvents events,
      Map<String, String> properties,
      ProcessCluster cluster,
      Random random,
      FaultResults results) {
    this.events = events;
    this.properties = properties;
    this.cluster = cluster;
    this.random = random;
    this.results = results;
  }

  /**
   * Starts the job with parallelism two on a lake of this disk and returns when it runs.
   *
   * @param parts files that the events come in
   */
  public static FilesUnderFaults start(
      Path directory, long count, int parts, long seed, FaultResults results) throws Exception {
    return start(directory, Map.of(), null, count, parts, seed, results);
  }

  /**
   * As above, with other properties and another disk.
   *
   * @param more properties of the job
   * @param disk what each TaskManager keeps RocksDB on, or null for the machine's own
   */
  public static FilesUnderFaults start(
      Path directory,
      Map<String, String> more,
      SmallDisk disk,
      long count,
      int parts,
      long seed,
      FaultResults results)
      throws Exception {
    WatchedEvents events = new WatchedEvents(directory, count, count / parts, seed);
    Map<String, String> properties = events.properties();
    properties.put("lake.catalog", "local");
    properties.putAll(more);
    return start(directory, events, properties, disk, seed, results);
  }

  /** As above, on a lake of services that a test can disturb. */
  public static FilesUnderFaults start(
      Path directory, LocalLake lake, long count, int parts, long seed, FaultResults results)
      throws Exception {
    WatchedEvents events =
        new WatchedEvents(directory, count, count / parts, seed, lake.undisturbed());
    Map<String, String> properties = events.properties();
    properties.putAll(lake.properties());
    return start(directory, events, properties, null, seed, results);
  }

  private static FilesUnderFaults start(
      Path directory,
      WatchedEvents events,
      Map<String, String> properties,
      SmallDisk disk,
      long seed,
      FaultResults results)
      throws Exception {
    results.seed(seed);
    properties.put("job.name", "clickstream");
    ProcessCluster cluster =
        ProcessCluster.start(directory.resolve("cluster"), properties, 2, Map.of(), disk);
    boolean complete = false;
    try {
      cluster.awaitRunning();
      complete = true;
      return new FilesUnderFaults(events, properties, cluster, new Random(seed), results);
    } finally {
      if (!complete) {
        cluster.close();
      }
    }
  }

  public ProcessCluster cluster() {
    return cluster;
  }

  /** What the test's schedule is drawn from. */
  public Random random() {
    return random;
  }

  /** Hands over the next file; false when there is none left. */
  public boolean deliver() throws IOException {
    if (delivered == events.parts()) {
      return false;
    }

    rowsBefore = events.rows();
    events.deliver(delivered++);
    return true;
  }

  /** Lets the job work for a random time up to the given one, and at least a tenth of it. */
  public void idle(Duration atMost) throws InterruptedException {
    int least = (int) atMost.toMillis() / 10;
    TimeUnit.MILLISECONDS.sleep(least + random.nextInt(9 * least));
  }

  /**
   * Returns when the job was restored, runs and has a checkpoint again.
   *
   * @param sinceMillis time of the fault, of the epoch
   * @return how long that took since
   */
  public Duration awaitRecovery(long sinceMillis) throws InterruptedException {
    Duration recovery = cluster.awaitRecovery(sinceMillis);
    results.recovered(recovery);
    return recovery;
  }

  /**
   * Gives the cluster up and starts another, which goes on from a checkpoint.
   *
   * @param directory of the new cluster
   */
  public void goOnFrom(String checkpoint, Path directory) throws Exception {
    restart(directory, Map.of("execution.state-recovery.path", checkpoint));
  }

  /**
   * Gives the cluster up and starts another of the same id, and so with the same id of the job,
   * which knows nothing of the first and is meant to read all files again.
   *
   * @param directory of the new cluster
   */
  public void startWithoutState(Path directory) throws Exception {
    properties.put("job.again-as-of", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    restart(directory, Map.of());
  }

  private void restart(Path directory, Map<String, String> options) throws Exception {
    cluster.close();
    cluster = ProcessCluster.start(directory, properties, 2, options, null);
    cluster.awaitRunning();
  }

  /** Returns when rows are committed that were not at the last delivery. */
  public void awaitRows() throws InterruptedException {
    cluster.await("rows of the new file are committed", () -> events.rows() > rowsBefore);
  }

  /** Returns when all is read and committed. */
  public void awaitAllRows() throws InterruptedException {
    cluster.await("all rows are committed", () -> events.rows() >= events.allRows());
  }

  /** Rows of {@code bronze.events} that are committed. */
  public long rows() {
    return events.rows();
  }

  public LakeOptions lake() {
    return events.options().lake;
  }

  /** Reads to the end, drains, and compares everything. */
  public void finish() throws Exception {
    awaitAllRows();
    cluster.drain();
    results.rows(events.difference(TIMES_OF_THE_FIRST_COPY));
    events.assertLake(TIMES_OF_THE_FIRST_COPY);
    LakeSnapshots.assertWhole(events.options().lake, "clickstream");
    MemberLogs.assertWithout(cluster.directory(), events.identifiers());
  }

  @Override
  public void close() {
    cluster.close();
  }
}
