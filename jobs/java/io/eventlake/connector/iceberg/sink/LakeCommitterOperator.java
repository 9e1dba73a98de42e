package io.eventlake.connector.iceberg.sink;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.operator.metric.CommitMetrics;
import io.eventlake.operator.metric.JobMetrics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Commits what all writers wrote, table by table, when a checkpoint is complete: one operator of
 * parallelism one, so that the tables of a job move together.
 *
 * <p>State: the checkpoints not yet in all their tables, each under an id of its own, bounded
 * because the job stops when a table refuses so many checkpoints in a row as its options say; and
 * the id of the newest commit in each table, by which a restored job tells whether it fits the
 * tables.
 */
final class LakeCommitterOperator extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<WrittenFiles, Void>, BoundedOneInput {

  static final ListStateDescriptor<PendingCommit> PENDING =
      new ListStateDescriptor<>("pending-commits", TypeInformation.of(PendingCommit.class));

  /** Name of a table and id of the job's newest commit in it. */
  static final ListStateDescriptor<Tuple2<String, String>> HEADS =
      new ListStateDescriptor<>("table-heads", Types.TUPLE(Types.STRING, Types.STRING));

  private static final long serialVersionUID = 1L;

  private final LakeCatalog lake;
  private final String job;
  private final ArrayList<String> tables;
  private final CommitOptions options;

  private transient ListState<PendingCommit> state;
  private transient ListState<Tuple2<String, String>> headState;
  private transient List<PendingCommit> pending;
  private transient List<WrittenFiles> current;
  private transient LakeCommits commits;
  private transient CommitMetrics metrics;
  private transient int failures;
  private transient boolean inputEnded;

  /**
   * @param tables all that the job writes
   */
  LakeCommitterOperator(
      LakeCatalog lake, String job, Collection<String> tables, CommitOptions options) {
    this.lake = lake;
    this.job = job;
    this.tables = new ArrayList<>(tables);
    this.options = options;
    this.chainingStrategy = ChainingStrategy.NEVER;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    if (!getContainingTask().getConfiguration().isCheckpointingEnabled()) {
      throw new IllegalStateException(
          "checkpointing is off, but rows are committed with checkpoints: turn it on");
    }

    current = new ArrayList<>();
    pending = new ArrayList<>();
    state = context.getOperatorStateStore().getListState(PENDING);
    for (PendingCommit commit : state.get()) {
      pending.add(commit);
    }

    headState = context.getOperatorStateStore().getListState(HEADS);
    Map<String, String> heads = new HashMap<>();
    for (Tuple2<String, String> head : headState.get()) {
      heads.put(head.f0, head.f1);
    }

    metrics =
        new JobMetrics(getMetricGroup())
            .commits(tables, () -> getProcessingTimeService().getCurrentProcessingTime());
    commits =
        new LakeCommits(lake, job, options, tables, context.isRestored() ? heads : null, metrics);
    if (!context.isRestored()) {
      verify(() -> commits.verifyFirstStart(tables));
    } else {
      CheckpointHeads restored =
          new CheckpointHeads(context.getRestoredCheckpointId().orElse(-1), pending, heads);
      verify(() -> commits.verify(restored, tables, guard()));
      // The restored checkpoint was complete, whether or not its commits were.
      commitUpTo(Long.MAX_VALUE);
    }

    showWaiting();
  }

  @Override
  public void processElement(StreamRecord<WrittenFiles> element) {
    current.add(element.getValue());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    if (!current.isEmpty()) {
      pending.add(pendingCommit(context.getCheckpointId()));
      current = new ArrayList<>();
      showWaiting();
    }

    state.update(pending);
    List<Tuple2<String, String>> heads = new ArrayList<>();
    commits.heads().forEach((table, commitId) -> heads.add(Tuple2.of(table, commitId)));
    headState.update(heads);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    commitUpTo(checkpointId);
    showWaiting();
  }

  @Override
  public void endInput() {
    inputEnded = true;
  }

  @Override
  public void close() throws Exception {
    try {
      if (commits != null) {
        commits.close();
      }
    } finally {
      super.close();
    }
  }

  private RestoreGuard guard() {
    RestoreGuard guard =
        new RestoreGuard(job, lake).at(getProcessingTimeService().getCurrentProcessingTime());
    return getRuntimeContext().getTaskInfo().getAttemptNumber() == 0
        ? guard
        : guard.restarted(runId());
  }

  private String runId() {
    return getContainingTask().getEnvironment().getJobID().toHexString();
  }

  private static void verify(Runnable check) {
    try {
      check.run();
    } catch (RestoreRefusedException | SharedLedgerException e) {
      // A restart would end here again.
      throw new SuppressRestartsException(e);
    }
  }

  private void commitUpTo(long checkpointId) {
    while (!pending.isEmpty() && pending.get(0).checkpointId <= checkpointId) {
      try {
        commits.commit(pending.get(0));
      } catch (CommitException e) {
        failures++;
        if (e.movedOn() != null) {
          // A restart would find the tables of another, and no way on.
          throw new SuppressRestartsException(e.movedOn());
        }

        // At the end of the input there is no later checkpoint to try again with.
        if (inputEnded || failures >= options.maxFailures || e.isFatal()) {
          throw e;
        }

        LOG.warn("Checkpoint {} is kept to be committed with the next one", checkpointId, e);
        return;
      }

      pending.remove(0);
      failures = 0;
    }
  }

  private void showWaiting() {
    if (pending.isEmpty()) {
      metrics.nothingWaits();
    } else {
      metrics.waitingSince(pending.get(0).createdMillis);
    }
  }

  private PendingCommit pendingCommit(long checkpointId) {
    PendingCommit commit = new PendingCommit();
    commit.commitId = UUID.randomUUID().toString();
    commit.runId = runId();
    commit.checkpointId = checkpointId;
    commit.createdMillis = System.currentTimeMillis();
    commit.written = current.toArray(new WrittenFiles[0]);
    commit.watermarkMillis = watermark(current);
    return commit;
  }

  /**
   * That of the slowest writer. Writers of bronze stand before it is assigned, and one of those
   * behind it that has none yet, such as that of sessions whose segments are looked up, is the
   * slowest of all: what it is to write is still to come.
   */
  static long watermark(Collection<WrittenFiles> written) {
    return written.stream()
        .filter(files -> files.watermarkMillis != Long.MIN_VALUE || isBehindWatermarks(files))
        .mapToLong(files -> files.watermarkMillis)
        .min()
        .orElse(Long.MIN_VALUE);
  }

  private static boolean isBehindWatermarks(WrittenFiles files) {
    return files.table.startsWith("silver.") || files.table.startsWith("gold.");
  }
}
