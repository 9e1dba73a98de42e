package io.eventlake.connector.iceberg.sink;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.io.BaseTaskWriter;
import org.apache.iceberg.util.Tasks;

/** Writes rows to files, open for each partition that has rows. */
abstract class PartitionedRows extends BaseTaskWriter<RowData> {

  private final RowPartition partitions;
  private final Map<PartitionKey, Partition> open = new HashMap<>();

  PartitionedRows(RowWriters table) {
    super(
        table.table.spec(),
        FileFormat.PARQUET,
        table.appenders,
        table.files,
        table.table.io(),
        table.targetFileBytes);
    this.partitions = table.partitions;
  }

  @Override
  public void write(RowData row) throws IOException {
    PartitionKey key = partitions.of(row);
    Partition partition = open.get(key);
    if (partition == null) {
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

  /** Starts a partition; the key is null where the table has none. */
  abstract Partition open(PartitionKey key);

  /** The open files of one partition. */
  interface Partition extends Closeable {
    void write(RowData row) throws IOException;
  }
}
