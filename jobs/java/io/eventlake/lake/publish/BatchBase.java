package io.eventlake.lake.publish;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.LakeFiles;
import io.eventlake.connector.iceberg.sink.RowFiles;
import io.eventlake.connector.iceberg.sink.WrittenFiles;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.Snapshot;

/**
 * The tables of a set as a batch run found them, which alone writes them while it has the lease;
 * and what it wrote as changes of them.
 */
public final class BatchBase {

  private final LakeTables lake;
  private final Map<TableName, Long> snapshots = new HashMap<>();

  private BatchBase(LakeTables lake) {
    this.lake = lake;
  }

  /** As they are now. */
  public static BatchBase of(LakeTables lake) {
    BatchBase base = new BatchBase(lake);
    for (TableName table : lake.set().tables()) {
      Snapshot current = lake.load(table).currentSnapshot();
      if (current != null) {
        base.snapshots.put(table, current.snapshotId());
      }
    }

    return base;
  }

  /** Id of the table's snapshot, or null where it had none. */
  public Long snapshot(TableName table) {
    return snapshots.get(table);
  }

  /**
   * Days that were written anew as a whole.
   *
   * @param column with the days, by which the table is partitioned
   */
  public TableChange days(
      TableName table,
      String column,
      Collection<LocalDate> days,
      Collection<WrittenFiles> written) {
    return TableChange.days(
        lake, table, snapshot(table), column, days, LakeFiles.of(lake.load(table), table, written));
  }

  /** Rows that were written to go beside the others. */
  public TableChange append(TableName table, Collection<WrittenFiles> written) {
    return TableChange.append(
        table, snapshot(table), LakeFiles.of(lake.load(table), table, written));
  }

  /**
   * A few rows to go beside the others; they are written here.
   *
   * @throws LakeException when they cannot be
   */
  public TableChange appendRows(TableName table, List<RowData> rows) {
    try {
      return TableChange.append(
          table, snapshot(table), Arrays.asList(RowFiles.write(lake.load(table), rows.iterator())));
    } catch (IOException e) {
      throw new LakeException(table + " cannot be written: " + e.getMessage(), e);
    }
  }
}
