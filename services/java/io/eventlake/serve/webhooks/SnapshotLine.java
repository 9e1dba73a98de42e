package io.eventlake.serve.webhooks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/** The snapshots that a webhook has before it. */
final class SnapshotLine {

  private SnapshotLine() {}

  /**
   * Those behind a snapshot up to another, in the order of their commits.
   *
   * @param after null for all from the first on
   * @param until null for a table that has none
   * @throws BrokenLineException when they are not known, or the one is not behind the other
   */
  static List<Snapshot> between(Table table, Long after, Long until) {
    Deque<Snapshot> line = new ArrayDeque<>();
    Long at = until;
    while (at != null && !at.equals(after)) {
      Snapshot snapshot = table.snapshot(at);
      if (snapshot == null) {
        throw broken(table, after, until);
      }

      line.addFirst(snapshot);
      at = snapshot.parentId();
    }

    if (at == null && after != null) {
      throw broken(table, after, until);
    }

    return List.copyOf(line);
  }

  private static BrokenLineException broken(Table table, Long after, Long until) {
    if (after == null || table.snapshot(after) == null) {
      return new BrokenLineException(
          "Snapshots behind "
              + (after == null ? "the first" : String.valueOf(after))
              + " have expired before this webhook got to them, so it does not know which events"
              + " they brought; GET /analytics/events has them.",
          "now");
    }

    String common = common(table, after, until);
    return new BrokenLineException(
        "The lake was rewound: snapshot "
            + after
            + ", which this webhook had got to, is no part of it any more. Events that come again"
            + " have the ids that they had.",
        common);
  }

  /** The last snapshot that both lines have. */
  private static String common(Table table, long one, Long other) {
    Set<Long> others = new HashSet<>();
    if (other != null) {
      for (Snapshot snapshot : SnapshotUtil.ancestorsOf(other, table::snapshot)) {
        others.add(snapshot.snapshotId());
      }
    }

    for (Snapshot snapshot : SnapshotUtil.ancestorsOf(one, table::snapshot)) {
      if (others.contains(snapshot.snapshotId())) {
        return String.valueOf(snapshot.snapshotId());
      }
    }

    return "first";
  }
}
