package io.eventlake.lake.publish;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.ChangedRows;
import io.eventlake.connector.iceberg.sink.RowFiles;
import io.eventlake.table.TableName;
import java.io.IOException;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Rows that come to a table and, where it has a key, rows that go, one by one; as many as there
 * are. Nothing is published by it.
 */
public final class RowChanges implements AutoCloseable {

  private final TableName name;
  private final Long base;
  private final ChangedRows rows;
  private long added;
  private long removed;

  private RowChanges(TableName name, Long base, ChangedRows rows) {
    this.name = name;
    this.base = base;
    this.rows = rows;
  }

  /** To a table as it is now, which nobody else writes meanwhile. */
  public static RowChanges of(LakeTables lake, TableName name) {
    Table table = lake.load(name);
    Snapshot current = table.currentSnapshot();
    return new RowChanges(
        name,
        current == null ? null : current.snapshotId(),
        RowFiles.changes(table, lake.set().definition(name).keyColumns()));
  }

  /**
   * A row that comes, all columns of the table in order.
   *
   * @throws LakeException when it cannot be written
   */
  public void add(RowData row) {
    try {
      rows.add(row);
      added++;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * A row that goes, all columns of the table in order.
   *
   * @throws LakeException when it cannot be written
   */
  public void remove(GenericRowData row) {
    try {
      rows.remove(row);
      removed++;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  public long added() {
    return added;
  }

  public long removed() {
    return removed;
  }

  /**
   * What is to be published; null where no row comes or goes.
   *
   * @throws LakeException when the files cannot be written
   */
  public TableChange complete() {
    if (added + removed == 0) {
      return null;
    }

    try {
      return TableChange.upsert(name, base, rows.complete());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Leaves no file unless it is complete. */
  @Override
  public void close() {
    try {
      rows.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private LakeException failed(IOException e) {
    return new LakeException(name + " cannot be written: " + e.getMessage(), e);
  }
}
