package io.eventlake.connector.iceberg.sink;

import io.eventlake.bench.sample.DecodedSample;
import io.eventlake.bench.sample.SampleRecords;
import io.eventlake.connector.iceberg.sink.TableCommit.EmptyCommits;
import io.eventlake.table.TableName;
import java.util.List;
import java.util.UUID;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.WriteResult;

/** Commits of small files to {@code silver.events} of a local lake, the table as old as wanted. */
public final class CommitRun implements AutoCloseable {

  private static final TableName TABLE = TableName.SILVER_EVENTS;
  private static final int RECORDS = 50;

  /** Files of a commit, while a table is made older. */
  private static final int FILES_PER_COMMIT = 10;

  private final TemporaryLake lake = new TemporaryLake();
  private final Table table = lake.table(TABLE);
  private final TableCommit commits =
      new TableCommit(table, "bench", CommitOptions.of("bench", 1), null);
  private final List<RowData> rows = DecodedSample.of(SampleRecords.mixed(RECORDS)).silver();
  private final OneInputStreamOperatorTestHarness<RowData, WrittenFiles> writer;
  private WrittenFiles written;
  private long checkpoints;

  /** Makes the lake; the table is empty. */
  public CommitRun() throws Exception {
    writer = lake.writer(TABLE);
  }

  /** Writes the files of one checkpoint. */
  public void write() throws Exception {
    for (RowData row : rows) {
      writer.processElement(new StreamRecord<>(row));
    }

    written = TemporaryLake.take(writer);
  }

  /** Commits what was written. */
  public void commit() {
    commit(written, EmptyCommits.SKIP);
  }

  /** Makes snapshots without rows until there are so many. */
  public void growToSnapshots(int snapshots) {
    WrittenFiles none =
        new WrittenFiles(TABLE.toString(), FilesFormat.write(none(), table.specs()), 0, 0, 1);
    for (int i = snapshots(); i < snapshots; i++) {
      commit(none, EmptyCommits.COMMIT);
    }
  }

  /** Commits entries like those of the written files until there are so many. */
  public void growToFiles(int files) {
    DataFile[] examples = FilesFormat.read(written.files, table.specs()).dataFiles();
    for (int i = files(); i < files; i += FILES_PER_COMMIT) {
      AppendFiles append = table.newAppend();
      for (int j = 0; j < Math.min(FILES_PER_COMMIT, files - i); j++) {
        append.appendFile(renamed(examples[j % examples.length]));
      }

      append.commit();
      keepSnapshots(FILES_PER_COMMIT);
    }
  }

  /** Expires all but the latest snapshots, with their files left where they are. */
  public void keepSnapshots(int snapshots) {
    if (snapshots() > snapshots) {
      table
          .expireSnapshots()
          .expireOlderThan(Long.MAX_VALUE)
          .retainLast(snapshots)
          .cleanExpiredFiles(false)
          .commit();
      table.refresh();
    }
  }

  public int snapshots() {
    int snapshots = 0;
    for (Object ignored : table.snapshots()) {
      snapshots++;
    }

    return snapshots;
  }

  /** Data files of the current snapshot. */
  public int files() {
    return table.currentSnapshot() == null
        ? 0
        : Integer.parseInt(table.currentSnapshot().summary().get("total-data-files"));
  }

  /** Manifests of the current snapshot. */
  public int manifests() {
    return table.currentSnapshot().allManifests(table.io()).size();
  }

  /** Size of the table's metadata file, which each commit writes anew, bytes. */
  public long metadataBytes() {
    String location = ((BaseTable) table).operations().current().metadataFileLocation();
    return table.io().newInputFile(location).getLength();
  }

  @Override
  public void close() throws Exception {
    writer.close();
    lake.close();
  }

  private void commit(WrittenFiles files, EmptyCommits empty) {
    checkpoints++;
    PendingCommit pending = new PendingCommit();
    pending.commitId = UUID.randomUUID().toString();
    pending.runId = "bench";
    pending.checkpointId = checkpoints;
    pending.createdMillis = System.currentTimeMillis();
    pending.written = new WrittenFiles[] {files};
    if (!commits.commit(pending, List.of(files), empty)) {
      throw new IllegalStateException("nothing was committed");
    }
  }

  private DataFile renamed(DataFile example) {
    PartitionSpec spec = table.specs().get(example.specId());
    String name = UUID.randomUUID() + ".parquet";
    return DataFiles.builder(spec)
        .copy(example)
        .withPath(table.locationProvider().newDataLocation(spec, example.partition(), name))
        .build();
  }

  private static WriteResult none() {
    return WriteResult.builder().build();
  }
}
