package io.eventlake.connector.iceberg.parquet;

import java.io.IOException;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.FieldMetrics;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ColumnChunkPageWriteStore;

/** The columns of one file at a time: rows come in, pages go out. */
interface FileColumns {

  /** Begins a row group, whose pages go there. */
  void open(ColumnChunkPageWriteStore pages);

  void add(RowData row) throws IOException;

  /** Size of the row group so far, as Parquet counts it, bytes. */
  long bufferedBytes();

  /** Ends the row group. */
  void flush() throws IOException;

  /** What Iceberg knows of the file's values and Parquet does not; asked for once, at its end. */
  List<FieldMetrics<?>> metrics();

  /** Memory that stays for the next file, bytes. */
  long retainedBytes();
}
