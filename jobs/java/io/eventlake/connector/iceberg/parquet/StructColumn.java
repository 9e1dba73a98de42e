package io.eventlake.connector.iceberg.parquet;

import org.apache.flink.table.data.RowData;

/**
 * A struct: it has no column of its own, the levels of those below tell where it is null. Nulls are
 * counted here while they follow one another, since of many structs a file has nothing else.
 */
final class StructColumn implements RowColumn {

  private final int position;
  private final int absentLevel;
  private final RowColumn[] fields;
  private int countedLevel;
  private int counted;

  /**
   * @param position of the struct in the row
   * @param absentLevel the definition level of a row whose struct is null
   */
  StructColumn(int position, int absentLevel, RowColumn[] fields) {
    this.position = position;
    this.absentLevel = absentLevel;
    this.fields = fields;
  }

  @Override
  public void add(RowData row) {
    if (row.isNullAt(position)) {
      addAbsent(absentLevel, 1);
      return;
    }

    settle();
    RowData struct = row.getRow(position, fields.length);
    for (RowColumn field : fields) {
      field.add(struct);
    }
  }

  @Override
  public void addAbsent(int level, int count) {
    if (level != countedLevel) {
      settle();
      countedLevel = level;
    }

    counted += count;
  }

  /** Adds what is counted to the columns below, whose pages are whole then. */
  void settle() {
    if (counted > 0) {
      for (RowColumn field : fields) {
        field.addAbsent(countedLevel, counted);
      }

      counted = 0;
    }
  }
}
