package io.eventlake.connector.iceberg.sink;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.io.BaseTaskWriter;
import org.apache.iceberg.util.Tasks;

/**
 * Writes rows to files, open for each partition that has rows; of many partitions for those that
 * had rows last. An open Parquet file takes memory for each of its columns, and one client's clock
 * can name as many days as it likes.
 */
abstract class PartitionedRows extends BaseTaskWriter<RowData> {

  private final RowPartition partitions;
  private final int mostOpen;

  /** The one that had no row for the longest time comes first. */
  private final Map<PartitionKey, Partition> open = new LinkedHashMap<>(16, 0.75f, true);

  PartitionedRows(RowWriters table) {
    super(
        table.table.spec(),
        FileFormat.PARQUET,
        table.appenders,
        table.files,
        table.table.io(),
        table.targetFileBytes);
    this.partitions = table.partitions;
    this.mostOpen = table.mostOpen;
  }

  @Override
  public void write(RowData row) throws IOException {
    PartitionKey key = partitions.of(row);
    Partition partition = open.get(key);
    if (partition == null) {
      makeRoom();
      partition = open(spec().isUnpartitioned() ? null : key);
      open.put(key, partition);
    }

    partition.write(row);
  }

  @Override
  public void close() throws IOException {
    try {
      Tasks.foreach(open.values())
          .noRetry()
          .throwFailureWhenFinished()
          .run(Partition::close, IOException.class);
    } finally {
      open.clear();
    }
  }

  /** Starts files of a partition; the key is null where the table has none. */
  abstract Partition open(PartitionKey key);

  /** How many partitions have open files. */
  final int opened() {
    return open.size();
  }

  /** A row that comes later begins another file of its partition. */
  private void makeRoom() throws IOException {
    if (open.size() < mostOpen) {
      return;
    }

    Iterator<Partition> byLastRow = open.values().iterator();
    Partition idle = byLastRow.next();
    byLastRow.remove();
    idle.close();
  }

  /** The open files of one partition. */
  interface Partition extends Closeable {
    void write(RowData row) throws IOException;
  }
}
