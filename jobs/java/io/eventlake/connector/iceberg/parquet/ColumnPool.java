package io.eventlake.connector.iceberg.parquet;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.apache.flink.table.types.logical.RowType;

/** The columns of a table's files, which the next file takes over with their memory. */
final class ColumnPool {

  /** Of columns that no file has, bytes. */
  private static final long MOST_IDLE = 32L << 20;

  private final ParquetSettings settings;
  private final RowType rows;
  private final int[] positions;
  private final boolean paged;
  private final GrowingBytes page = new GrowingBytes();
  private final Deque<FileColumns> idle = new ArrayDeque<>();
  private long idleBytes;

  /**
   * @param rows the columns that are written
   * @param positions where each of them is in the rows that come
   */
  ColumnPool(ParquetSettings settings, RowType rows, int[] positions) {
    this.settings = settings;
    this.rows = rows;
    this.positions = positions;
    this.paged = ColumnTree.canWrite(rows);
  }

  /** As the other, of rows that have no other columns. */
  ColumnPool(ParquetSettings settings, RowType rows) {
    this(settings, rows, new int[rows.getFieldCount()]);
    Arrays.setAll(positions, field -> field);
  }

  FileColumns take() {
    FileColumns columns = idle.poll();
    if (columns == null) {
      return paged
          ? new PagedColumns(settings, rows, positions, page)
          : new IcebergColumns(settings, rows, positions);
    }

    idleBytes -= columns.retainedBytes();
    return columns;
  }

  /** Takes columns of a file that is written back, unless there are enough. */
  void giveBack(FileColumns columns) {
    long bytes = columns.retainedBytes();
    if (bytes <= MOST_IDLE - idleBytes) {
      idleBytes += bytes;
      idle.push(columns);
    }
  }
}
