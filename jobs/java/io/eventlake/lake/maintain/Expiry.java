package io.eventlake.lake.maintain;

import io.eventlake.connector.iceberg.sink.JobHistory;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Forgets old snapshots and deletes the files that no other needs. What a tag or branch names
 * stays, and of each job its newest commit and all that came after it: by that a restored job tells
 * whether it fits the table.
 */
final class Expiry {

  private final Table table;

  Expiry(Table table) {
    this.table = table;
  }

  /**
   * Expires the snapshots from before that time.
   *
   * @return how many went
   */
  int run(Instant before) {
    table.refresh();
    if (table.currentSnapshot() == null) {
      return 0;
    }

    Set<Long> had = snapshotIds();
    expiry(before).commit();
    table.refresh();
    had.removeAll(snapshotIds());
    return had.size();
  }

  /** How many would go now. */
  int planned(Instant before) {
    table.refresh();
    return table.currentSnapshot() == null ? 0 : expiry(before).apply().size();
  }

  private ExpireSnapshots expiry(Instant before) {
    long cutoff = Math.min(before.toEpochMilli(), oldestOfNewest());
    return table.expireSnapshots().expireOlderThan(cutoff).retainLast(1);
  }

  /** Time of the oldest among the newest commits of all jobs, epoch milliseconds. */
  private long oldestOfNewest() {
    Map<String, Long> newest = new HashMap<>();
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      String job = JobHistory.job(snapshot);
      if (job != null) {
        newest.putIfAbsent(job, snapshot.timestampMillis());
      }
    }

    return newest.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
  }

  private Set<Long> snapshotIds() {
    Set<Long> ids = new HashSet<>();
    table.snapshots().forEach(snapshot -> ids.add(snapshot.snapshotId()));
    return ids;
  }
}
