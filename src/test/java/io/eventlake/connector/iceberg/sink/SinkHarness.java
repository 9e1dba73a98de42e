package io.eventlake.connector.iceberg.sink;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.job.SegmentsJob;
import io.eventlake.pipeline.SegmentTables;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import io.eventlake.testing.RecordedMetrics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.types.RowKind;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;

/**
 * A lake in a directory, with a writer for each of two tables, or for one, and a committer behind
 * them.
 */
final class SinkHarness implements AutoCloseable {

  static final String JOB = "clickstream";

  static final int MAX_FAILURES = 3;
  private static final int DAY = 20_000;

  private final LakeCatalog lake;
  private final LakeTables tables;
  private final String job;
  private final List<TableName> written;
  private final RecordedMetrics metrics = new RecordedMetrics();
  private CommitOptions commits = CommitOptions.of("test", MAX_FAILURES);
  private boolean checkpointing = true;
  private String run;
  private long startMillis;
  private final List<OneInputStreamOperatorTestHarness<RowData, WrittenFiles>> writers =
      new ArrayList<>();
  private OneInputStreamOperatorTestHarness<WrittenFiles, Void> committer;

  SinkHarness(Path warehouse) throws Exception {
    this(warehouse, JOB, null, Lakes.tables(), TableName.SESSIONS, TableName.RECORD_COUNTS);
  }

  /** Another run, restored from the state of the first. */
  SinkHarness(Path warehouse, OperatorSubtaskState snapshot) throws Exception {
    this(warehouse, JOB, snapshot, Lakes.tables(), TableName.SESSIONS, TableName.RECORD_COUNTS);
  }

  /** Of the job that writes the segments, and no counts. */
  static SinkHarness ofSegments(Path warehouse) throws Exception {
    return new SinkHarness(
        warehouse, SegmentsJob.NAME, null, SegmentTables.set(), SegmentTables.USER_SEGMENTS);
  }

  /** Of a job with sessions and counts of its own. */
  static SinkHarness of(Path warehouse, String job, TableSet set) throws Exception {
    return new SinkHarness(warehouse, job, null, set, TableName.SESSIONS, TableName.RECORD_COUNTS);
  }

  private SinkHarness(
      Path warehouse, String job, OperatorSubtaskState snapshot, TableSet set, TableName... written)
      throws Exception {
    this.job = job;
    this.written = List.of(written);
    lake =
        new LakeCatalog(JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString())), set);
    tables = new LakeTables(lake);
    tables.apply();
    start(snapshot);
  }

  static RowData session(RowKind kind, String id, int revision) {
    return session(kind, id, revision, DAY);
  }

  /**
   * @param day of its start, since 1970
   */
  static RowData session(RowKind kind, String id, int revision, int day) {
    return GenericRowData.ofKind(
        kind,
        StringData.fromString(id),
        null,
        TimestampData.fromEpochMillis(0),
        TimestampData.fromEpochMillis(0),
        1,
        0,
        0,
        null,
        null,
        null,
        null,
        day,
        1L,
        false,
        revision,
        false);
  }

  static RowData segment(String user) {
    return GenericRowData.of(
        StringData.fromString(user),
        StringData.fromString("new"),
        TimestampData.fromEpochMillis(0),
        TimestampData.fromEpochMillis(0),
        null);
  }

  static RowData count(long records) {
    return GenericRowData.of(
        TimestampData.fromEpochMillis(0),
        StringData.fromString("web"),
        StringData.fromString("read"),
        null,
        null,
        records,
        null,
        null);
  }

  SinkHarness write(RowData... rows) throws Exception {
    for (RowData row : rows) {
      (row.getArity() == 8 ? writers.get(1) : writers.get(0)).processElement(row, 0);
    }

    return this;
  }

  /** The barrier of a checkpoint passes both writers and then the committer. */
  OperatorSubtaskState snapshot(long checkpointId) throws Exception {
    passWriters(checkpointId);
    return committer.snapshot(checkpointId, checkpointId);
  }

  /** The barrier of a checkpoint passes both writers; then Flink gives the checkpoint up. */
  SinkHarness giveUp(long checkpointId) throws Exception {
    passWriters(checkpointId);
    committer.getOperator().notifyCheckpointAborted(checkpointId);
    return this;
  }

  SinkHarness complete(long checkpointId) throws Exception {
    committer.notifyOfCompletedCheckpoint(checkpointId);
    return this;
  }

  SinkHarness endInput() throws Exception {
    for (OneInputStreamOperatorTestHarness<RowData, WrittenFiles> writer : writers) {
      writer.endInput();
      hand(writer);
    }

    committer.endInput();
    return this;
  }

  /** All operators start again on a Flink that takes no checkpoints. */
  void restartWithoutCheckpoints() throws Exception {
    checkpointing = false;
    restart(null);
  }

  /** What the committers publish, the one of today last. */
  RecordedMetrics metrics() {
    return metrics;
  }

  /** Sets the clock by which the committer measures, epoch milliseconds. */
  void clock(long millis) throws Exception {
    committer.setProcessingTime(millis);
  }

  /** The id of the run that is alive, as its commits have it. */
  String run() {
    return run;
  }

  /** The clock at the next start, epoch milliseconds. */
  void startsAt(long millis) {
    startMillis = millis;
  }

  LakeTables tables() {
    return tables;
  }

  /** The writers load their tables anew, the committer has them as they were. */
  void startWritersAfterTheCommitter() throws Exception {
    closeWriters();
    openWriters();
  }

  /** All operators start without state, which is meant for what was committed until then. */
  SinkHarness again(Instant asOf) throws Exception {
    commits = commits.againAsOf(asOf);
    return restart(null);
  }

  /** All operators fail and start again from the snapshot, which Flink's harness calls 0. */
  SinkHarness restart(OperatorSubtaskState snapshot) throws Exception {
    stop();
    start(snapshot);
    return this;
  }

  /** A committer that was thought dead commits what the snapshot holds to a table loaded before. */
  void zombieCommits(OperatorSubtaskState snapshot, Table loadedBefore) throws Exception {
    for (PendingCommit commit : pendingIn(snapshot)) {
      Snapshot newest = JobHistory.of(loadedBefore, job).newest();
      new TableCommit(
              loadedBefore, job, commits, newest == null ? null : JobHistory.commitId(newest))
          .commit(commit, commit.of(TableName.SESSIONS.toString()), TableCommit.EmptyCommits.SKIP);
    }
  }

  /** A checkpoint in which the files of the sessions hold one row less than was handed over. */
  void loseOneRow(long checkpointId) throws Exception {
    writers.get(0).prepareSnapshotPreBarrier(checkpointId);
    for (WrittenFiles files : writers.get(0).extractOutputValues()) {
      files.files =
          FilesFormat.unpack(files.files).replace("\"record-count\":2", "\"record-count\":1");
      committer.processElement(files, 0);
    }

    committer.snapshot(checkpointId, checkpointId);
  }

  void dropTable(TableName name) throws Exception {
    Catalog catalog = lake.open();
    catalog.dropTable(lake.identifier(name), false);
    ((AutoCloseable) catalog).close();
  }

  Table table(TableName name) {
    return tables.load(name);
  }

  List<String> summaries(TableName name, String key) {
    List<String> values = new ArrayList<>();
    table(name).snapshots().forEach(snapshot -> values.add(snapshot.summary().get(key)));
    return values;
  }

  @Override
  public void close() throws Exception {
    stop();
    tables.close();
  }

  private void start(OperatorSubtaskState snapshot) throws Exception {
    openWriters();
    MockEnvironment environment = metrics.environment();
    committer =
        new OneInputStreamOperatorTestHarness<>(
            new LakeCommitterOperator(
                lake, job, written.stream().map(TableName::toString).toList(), commits),
            environment);
    run = environment.getJobID().toHexString();
    committer.setProcessingTime(startMillis);
    committer.getStreamConfig().setCheckpointingEnabled(checkpointing);
    if (snapshot != null) {
      committer.initializeState(snapshot);
    }

    committer.open();
  }

  private void stop() throws Exception {
    closeWriters();
    committer.close();
  }

  private void passWriters(long checkpointId) throws Exception {
    for (OneInputStreamOperatorTestHarness<RowData, WrittenFiles> writer : writers) {
      writer.prepareSnapshotPreBarrier(checkpointId);
      hand(writer);
    }
  }

  private void hand(OneInputStreamOperatorTestHarness<RowData, WrittenFiles> writer)
      throws Exception {
    List<WrittenFiles> files = new ArrayList<>(writer.extractOutputValues());
    writer.getOutput().clear();
    for (WrittenFiles each : files) {
      committer.processElement(each, 0);
    }
  }

  private static List<PendingCommit> pendingIn(OperatorSubtaskState snapshot) throws Exception {
    List<PendingCommit> pending = new ArrayList<>();
    try (OneInputStreamOperatorTestHarness<Void, Void> reader =
        new OneInputStreamOperatorTestHarness<>(new PendingReader(pending))) {
      reader.initializeState(snapshot);
    }

    return pending;
  }

  /** Reads the committer's state without acting on it. */
  private static final class PendingReader extends AbstractStreamOperator<Void>
      implements OneInputStreamOperator<Void, Void> {

    private static final long serialVersionUID = 1L;

    private final transient List<PendingCommit> pending;

    private PendingReader(List<PendingCommit> pending) {
      this.pending = pending;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
      super.initializeState(context);
      context
          .getOperatorStateStore()
          .getListState(LakeCommitterOperator.PENDING)
          .get()
          .forEach(pending::add);
    }

    @Override
    public void processElement(StreamRecord<Void> element) {
      throw new IllegalStateException("no input");
    }
  }

  private void openWriters() throws Exception {
    for (TableName name : written) {
      OneInputStreamOperatorTestHarness<RowData, WrittenFiles> writer =
          new OneInputStreamOperatorTestHarness<>(
              new TableWriterOperator(lake, lake.set().definition(name)));
      writer.open();
      writers.add(writer);
    }
  }

  private void closeWriters() throws Exception {
    for (OneInputStreamOperatorTestHarness<RowData, WrittenFiles> writer : writers) {
      writer.close();
    }

    writers.clear();
  }
}
