package io.eventlake.lake;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.UnreadableTableException;
import io.eventlake.table.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/** The snapshots that led to tables as they were at a time, and which tables cannot be read. */
final class TableLines {

  private final LakeTables lake;
  private final long untilMillis;
  private final Map<TableName, String> unreadable = new LinkedHashMap<>();

  TableLines(LakeTables lake, long untilMillis) {
    this.lake = lake;
    this.untilMillis = untilMillis;
  }

  /** Newest first; none of a table that cannot be read. */
  List<Snapshot> of(TableName name) {
    try {
      return line(name, lake.load(name));
    } catch (UnreadableTableException e) {
      unreadable.put(name, e.getMessage());
      return List.of();
    }
  }

  /** Why those of the tables asked for cannot be read that cannot, a sentence for each. */
  Map<TableName, String> unreadable() {
    return unreadable;
  }

  static LakeException expired(TableName name) {
    return new LakeException("The snapshot that " + name + " had at that checkpoint has expired");
  }

  private List<Snapshot> line(TableName name, Table table) {
    List<Snapshot> line = new ArrayList<>();
    Snapshot oldest = null;
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      oldest = snapshot;
      if (snapshot.timestampMillis() <= untilMillis) {
        line.add(snapshot);
      }
    }

    if (line.isEmpty() && oldest != null && oldest.parentId() != null) {
      throw expired(name);
    }

    return line;
  }
}
