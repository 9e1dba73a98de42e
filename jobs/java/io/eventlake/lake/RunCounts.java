package io.eventlake.lake;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.util.PropertyUtil;
import org.apache.iceberg.util.SnapshotUtil;

/** What one run of a job has committed so far, by its commits alone. */
public final class RunCounts {

  /** Commits whose counts are read in some seconds; of a longer run they are left to SQL. */
  private static final int MOST_COMMITS = 500;

  private static final String DEAD_LETTER = "dead_letter";

  private final Map<TableName, Long> rows = new LinkedHashMap<>();
  private final Map<String, Long> outcomes = new TreeMap<>();
  private final Map<String, Long> reasons = new TreeMap<>();
  private boolean complete = true;

  private RunCounts() {}

  /**
   * Reads them.
   *
   * @param runId the Flink job's
   * @throws io.eventlake.connector.iceberg.LakeException when a table is missing or out of reach
   */
  public static RunCounts of(LakeCatalog catalog, String runId) {
    RunCounts counts = new RunCounts();
    try (LakeTables lake = new LakeTables(catalog)) {
      for (TableName name : lake.set().tables()) {
        Table table = lake.load(name);
        List<Snapshot> commits = commits(table, runId);
        if (!commits.isEmpty()) {
          counts.rows.put(name, commits.stream().mapToLong(RunCounts::added).sum());
        }

        if (name.equals(TableName.RECORD_COUNTS)) {
          counts.complete = commits.size() <= MOST_COMMITS;
          commits.stream().limit(MOST_COMMITS).forEach(commit -> counts.add(table, commit));
        }
      }
    }

    return counts;
  }

  /** Rows that were added to each table, corrections included; without those that got none. */
  public Map<TableName, Long> rows() {
    return rows;
  }

  /** Records by their outcome, by the names of {@code ops.record_counts}. */
  public Map<String, Long> outcomes() {
    return outcomes;
  }

  /** Dead letters by their reason. */
  public Map<String, Long> reasons() {
    return reasons;
  }

  /** False for a run of so many commits that not all of its counts were read. */
  public boolean complete() {
    return complete;
  }

  private static List<Snapshot> commits(Table table, String runId) {
    List<Snapshot> commits = new ArrayList<>();
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      if (runId.equals(snapshot.summary().get(CommitSummary.RUN_ID))) {
        commits.add(snapshot);
      }
    }

    return commits;
  }

  private static long added(Snapshot commit) {
    return PropertyUtil.propertyAsLong(commit.summary(), SnapshotSummary.ADDED_RECORDS_PROP, 0);
  }

  private void add(Table table, Snapshot commit) {
    Schema schema = table.schema().select("outcome", "reason", "records");
    for (DataFile file : commit.addedDataFiles(table.io())) {
      try (CloseableIterable<Record> records =
          Parquet.read(table.io().newInputFile(file.location()))
              .project(schema)
              .createReaderFunc(type -> GenericParquetReaders.buildReader(schema, type))
              .build()) {
        records.forEach(this::add);
      } catch (IOException e) {
        throw new UncheckedIOException("The counts of the run cannot be read", e);
      }
    }
  }

  private void add(Record counted) {
    String outcome = (String) counted.getField("outcome");
    long records = (Long) counted.getField("records");
    outcomes.merge(outcome, records, Long::sum);
    if (outcome.equals(DEAD_LETTER)) {
      reasons.merge((String) counted.getField("reason"), records, Long::sum);
    }
  }
}
