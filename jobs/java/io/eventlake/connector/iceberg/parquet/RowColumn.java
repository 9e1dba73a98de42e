package io.eventlake.connector.iceberg.parquet;

import org.apache.flink.table.data.RowData;

/** A field of rows, or of a struct in them, with the columns below it. */
interface RowColumn {

  /** Adds the field of a row; of the row nothing is kept. */
  void add(RowData row);

  /** Adds so many rows whose struct, or one around it, is null at that definition level. */
  void addAbsent(int level, int count);
}
