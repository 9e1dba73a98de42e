package io.eventlake.connector.iceberg.sink;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Keeps two jobs from sharing a ledger (docs/adr/0026): each would take the other's checkpoints and
 * watermark for its own, and a rewind of one the counts of the other.
 */
public final class LedgerOwner {

  private LedgerOwner() {}

  /**
   * Refuses a ledger that another job commits to; one that is still to be made is fine.
   *
   * @param lake the job's tables
   * @throws SharedLedgerException naming the other job, and what to do
   */
  public static void require(LakeTables lake, String job) {
    if (lake.exists(lake.set().ledger())) {
      require(lake.lake(), lake.load(lake.set().ledger()), job);
    }
  }

  /** As above, of a ledger that is loaded. */
  static void require(LakeCatalog lake, Table ledger, String job) {
    foreign(ledger, job)
        .ifPresent(
            commit -> {
              throw new SharedLedgerException(
                  "The ledger "
                      + lake.identifier(lake.set().ledger())
                      + " bears commits of another job, "
                      + JobHistory.job(commit)
                      + ", last "
                      + LastCommit.of(commit)
                      + ", and "
                      + job
                      + " was not started: give it tables of its own, by another"
                      + " lake.database-prefix or a folder of its own in iceberg-ddl/");
            });
  }

  private static Optional<Snapshot> foreign(Table ledger, String job) {
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(ledger)) {
      String other = JobHistory.job(snapshot);
      if (other != null && !other.equals(job)) {
        return Optional.of(snapshot);
      }
    }

    return Optional.empty();
  }
}
