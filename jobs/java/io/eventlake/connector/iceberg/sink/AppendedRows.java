package io.eventlake.connector.iceberg.sink;

import java.io.IOException;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.PartitionKey;

/** Rows of a table that is only appended to. */
final class AppendedRows extends PartitionedRows {

  AppendedRows(RowWriters table) {
    super(table);
  }

  @Override
  Partition open(PartitionKey key) {
    RollingFileWriter files = new RollingFileWriter(key);
    return new Partition() {
      @Override
      public void write(RowData row) throws IOException {
        files.write(row);
      }

      @Override
      public void close() throws IOException {
        files.close();
      }
    };
  }
}
