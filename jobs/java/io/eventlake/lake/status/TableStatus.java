package io.eventlake.lake.status;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.AthenaDdl;
import io.eventlake.table.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableUtil;
import org.apache.iceberg.relocated.com.google.common.collect.Iterables;

/** What a table of the lake holds, from its metadata alone: no data file is read. */
public final class TableStatus {

  private final Table table;

  private TableStatus(Table table) {
    this.table = table;
  }

  /**
   * The table as it is now.
   *
   * @throws io.eventlake.connector.iceberg.LakeException when it does not exist
   */
  public static TableStatus of(LakeTables lake, TableName name) {
    return new TableStatus(lake.load(name));
  }

  /** Rows in data files, those among them that delete files take away included. */
  public long rows() {
    return total(SnapshotSummary.TOTAL_RECORDS_PROP);
  }

  /** Deletes that stand in delete files. */
  public long deletes() {
    return total(SnapshotSummary.TOTAL_EQ_DELETES_PROP)
        + total(SnapshotSummary.TOTAL_POS_DELETES_PROP);
  }

  /** Data and delete files. */
  public long files() {
    return total(SnapshotSummary.TOTAL_DATA_FILES_PROP)
        + total(SnapshotSummary.TOTAL_DELETE_FILES_PROP);
  }

  /** Their size. */
  public long bytes() {
    return total(SnapshotSummary.TOTAL_FILE_SIZE_PROP);
  }

  public int snapshots() {
    return Iterables.size(table.snapshots());
  }

  /** The time of the last commit, or null before the first. */
  public Instant lastCommit() {
    Snapshot snapshot = table.currentSnapshot();
    return snapshot == null ? null : Instant.ofEpochMilli(snapshot.timestampMillis());
  }

  public String location() {
    return table.location();
  }

  /** Name, type and comment of each column. */
  public List<List<Object>> columns() {
    return table.schema().columns().stream()
        .map(
            column ->
                List.<Object>of(
                    column.name(),
                    AthenaDdl.type(column.type()),
                    column.doc() == null ? "" : column.doc()))
        .collect(Collectors.toList());
  }

  /** As in {@code PARTITIONED BY}. */
  public String partitions() {
    return table.spec().fields().stream()
        .map(field -> AthenaDdl.partition(table.spec(), field))
        .collect(Collectors.joining(", "));
  }

  /** The properties by name, the format version included. */
  public Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>(table.properties());
    properties.put("format-version", String.valueOf(TableUtil.formatVersion(table)));
    return properties;
  }

  private long total(String property) {
    Snapshot snapshot = table.currentSnapshot();
    return snapshot == null ? 0 : Long.parseLong(snapshot.summary().getOrDefault(property, "0"));
  }
}
