package io.eventlake.bench.kinesis;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.family.web.WebTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Of each record the time from its arrival in the stream until the commit of the first snapshot
 * that holds it, read from the tables.
 *
 * <p>Minutes and the ledger have no arrival times: they hold the records of the silver, and the
 * bronze, snapshot of the same checkpoint.
 */
final class Freshness {

  /** The arrivals that count. */
  record Window(Instant from, Instant to) {
    boolean holds(long millis) {
      return millis >= from.toEpochMilli() && millis < to.toEpochMilli();
    }
  }

  private static final String ARRIVAL = "arrival_ts";

  private final Window window;
  private final Map<TableName, Latencies> latencies = new LinkedHashMap<>();

  /** Of each commit to all tables the longest latency, by its time. */
  private final NavigableMap<Long, Long> longest = new TreeMap<>();

  private Freshness(Window window) {
    this.window = window;
  }

  /** Reads the lake. */
  static Freshness read(LakeOptions options, Window window) {
    Freshness freshness = new Freshness(window);
    try (LakeTables lake = new LakeTables(Lakes.of(options))) {
      freshness.read(lake, TableName.BRONZE_EVENTS, TableName.RECORD_COUNTS);
      freshness.read(lake, TableName.SILVER_EVENTS, WebTables.MINUTE_ACTIVITY);
    }

    return freshness;
  }

  /** By table. */
  Map<TableName, Latencies> latencies() {
    return latencies;
  }

  /**
   * When all tables had what came before, after a time from which on records were committed late:
   * the last commit before one without late records. The time itself where none was late.
   *
   * @param goal latency from which a record counts as late
   */
  Instant caughtUp(Instant from, Duration goal) {
    long caughtUpMillis = from.toEpochMilli();
    for (Map.Entry<Long, Long> commit : longest.tailMap(caughtUpMillis).entrySet()) {
      if (commit.getValue() <= goal.toMillis()) {
        break;
      }

      caughtUpMillis = commit.getKey();
    }

    return Instant.ofEpochMilli(caughtUpMillis);
  }

  private void read(LakeTables lake, TableName name, TableName follower) {
    Map<String, Long> followed = commits(lake.load(follower));
    Latencies own = latencies.computeIfAbsent(name, any -> new Latencies());
    Latencies later = latencies.computeIfAbsent(follower, any -> new Latencies());
    Table table = lake.load(name);
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      long commitMillis = snapshot.timestampMillis();
      Long followerMillis = followed.get(snapshot.summary().get(CommitSummary.COMMIT_ID));
      for (DataFile file : snapshot.addedDataFiles(table.io())) {
        arrivals(
            table,
            file,
            arrival -> {
              if (window.holds(arrival)) {
                own.add(commitMillis - arrival);
              }

              if (followerMillis != null) {
                note(arrival, followerMillis, later);
              }
            });
      }
    }
  }

  private void note(long arrivalMillis, long commitMillis, Latencies latencies) {
    if (window.holds(arrivalMillis)) {
      latencies.add(commitMillis - arrivalMillis);
    }

    longest.merge(commitMillis, commitMillis - arrivalMillis, Math::max);
  }

  private static Map<String, Long> commits(Table table) {
    Map<String, Long> commits = new HashMap<>();
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      commits.put(snapshot.summary().get(CommitSummary.COMMIT_ID), snapshot.timestampMillis());
    }

    return commits;
  }

  private static void arrivals(Table table, DataFile file, LongConsumer epochMillis) {
    Schema arrival = table.schema().select(ARRIVAL);
    try (CloseableIterable<Record> rows =
        Parquet.read(table.io().newInputFile(file.location()))
            .project(arrival)
            .createReaderFunc(type -> GenericParquetReaders.buildReader(arrival, type))
            .build()) {
      for (Record row : rows) {
        LocalDateTime time = (LocalDateTime) row.getField(ARRIVAL);
        epochMillis.accept(time.toInstant(ZoneOffset.UTC).toEpochMilli());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file.location() + " cannot be read", e);
    }
  }
}
