package io.eventlake.lake.rewind;

import io.eventlake.connector.iceberg.sink.JobHistory;
import io.eventlake.table.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;

/**
 * What an earlier rewind has left behind, on branches: of each table the newest commit that the
 * ledger's old line has, with what others did after it.
 */
final class LeftBehindTarget implements RewindTarget {

  private final LedgerTarget ledger;
  private final String job;

  private LeftBehindTarget(LedgerTarget ledger, String job) {
    this.ledger = ledger;
    this.job = job;
  }

  /**
   * @throws RewindException when the ledger has no such snapshot, or it is of no checkpoint
   */
  static LeftBehindTarget of(JobLedger ledger, String job, long snapshotId) {
    List<Snapshot> line =
        ledger.table.snapshot(snapshotId) == null
            ? List.of()
            : JobHistory.of(ledger.table, job, snapshotId).commits();
    if (line.isEmpty()) {
      List<String> branches = new ArrayList<>(ledger.table.refs().keySet());
      branches.removeIf(branch -> !branch.startsWith(TableRewind.LEFT_BEHIND));
      throw new RewindException(
          "The ledger "
              + ledger.name
              + " has no snapshot "
              + snapshotId
              + (branches.isEmpty()
                  ? ", and nothing was left behind"
                  : "; left behind are " + String.join(", ", branches)));
    }

    return new LeftBehindTarget(new LedgerTarget(line), job);
  }

  @Override
  public String description() {
    return ledger.description();
  }

  @Override
  public Snapshot find(TableName name, Table table, JobHistory history) {
    Snapshot wanted = newestOf(history);
    Snapshot head = null;
    boolean whole = history.isComplete();
    for (Map.Entry<String, SnapshotRef> ref : table.refs().entrySet()) {
      JobHistory aside = JobHistory.of(table, job, ref.getValue().snapshotId());
      whole &= aside.isComplete();
      Snapshot found = newestOf(aside);
      boolean isNewer = isNewer(found, wanted);
      if (isNewer || (found != null && found.equals(wanted) && head == null)) {
        wanted = found;
        // With the compactions and the rows of others that stood on it, but no later checkpoint.
        boolean ends = ref.getKey().startsWith(TableRewind.LEFT_BEHIND);
        head =
            ends && found.equals(aside.newest())
                ? table.snapshot(ref.getValue().snapshotId())
                : null;
      }
    }

    if (wanted == null && !whole) {
      throw new RewindException("its snapshot of that checkpoint has expired");
    }

    boolean stays = wanted != null && wanted.equals(history.newest());
    return head == null || stays ? wanted : head;
  }

  private Snapshot newestOf(JobHistory history) {
    return history.commits().stream().filter(ledger::holds).findFirst().orElse(null);
  }

  private static boolean isNewer(Snapshot one, Snapshot other) {
    return one != null && (other == null || one.sequenceNumber() > other.sequenceNumber());
  }
}
