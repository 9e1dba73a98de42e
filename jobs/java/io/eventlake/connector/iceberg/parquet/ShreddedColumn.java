package io.eventlake.connector.iceberg.parquet;

import org.apache.flink.table.data.RowData;

/** Writes one field of a row, or of a struct in it, into the columns below it. */
@FunctionalInterface
interface ShreddedColumn {

  /**
   * Writes the field's value or null.
   *
   * @param repetition Dremel's repetition level: 0 unless within a list
   */
  void write(RowData row, int repetition);
}
