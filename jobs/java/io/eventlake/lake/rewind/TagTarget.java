package io.eventlake.lake.rewind;

import io.eventlake.config.NearestNames;
import io.eventlake.connector.iceberg.sink.JobHistory;
import io.eventlake.table.TableName;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;

/**
 * The snapshots that carry a savepoint's tag. A table to which the job made its first commit only
 * after the savepoint has none.
 */
final class TagTarget implements RewindTarget {

  private final String tag;
  private final Snapshot ledger;

  /**
   * @param otherwise what helps where the ledger has no tag at all
   * @throws RewindException when it has no such tag
   */
  TagTarget(String tag, JobLedger ledger, String otherwise) {
    SnapshotRef ref = ledger.table.refs().get(tag);
    if (ref == null || !ref.isTag()) {
      List<String> tags =
          ledger.table.refs().entrySet().stream()
              .filter(each -> each.getValue().isTag())
              .map(Map.Entry::getKey)
              .sorted()
              .collect(Collectors.toList());
      throw new RewindException(
          "The ledger "
              + ledger.name
              + " has no tag "
              + tag
              + (tags.isEmpty()
                  ? ", nor any other; " + otherwise
                  : NearestNames.among(tag, tags, "its tags are")));
    }

    this.tag = tag;
    this.ledger = ledger.table.snapshot(ref.snapshotId());
  }

  @Override
  public String description() {
    return "tag " + tag;
  }

  @Override
  public Snapshot find(TableName name, Table table, JobHistory history) {
    SnapshotRef ref = table.refs().get(tag);
    if (ref != null && ref.isTag()) {
      return table.snapshot(ref.snapshotId());
    }

    List<Snapshot> commits = history.commits();
    boolean later =
        commits.isEmpty()
            || commits.get(commits.size() - 1).timestampMillis() > ledger.timestampMillis();
    if (!later || !history.isComplete()) {
      throw new RewindException("has no tag " + tag);
    }

    return null;
  }
}
