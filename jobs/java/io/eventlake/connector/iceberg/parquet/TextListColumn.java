package io.eventlake.connector.iceberg.parquet;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;

/** A list of texts, which is in no other list. */
final class TextListColumn implements RowColumn {

  private final int position;
  private final int empty;
  private final int others;
  private final BinaryLeaf texts;

  /**
   * @param position of the list in its row
   * @param empty definition level of a list without elements; one less where there is no list
   * @param others repetition level of the elements behind the first
   */
  TextListColumn(int position, int empty, int others, BinaryLeaf texts) {
    this.position = position;
    this.empty = empty;
    this.others = others;
    this.texts = texts;
  }

  @Override
  public void add(RowData row) {
    if (row.isNullAt(position)) {
      texts.repeat(0);
      texts.addNull(empty - 1);
    } else {
      add(row.getArray(position));
    }
  }

  private void add(ArrayData list) {
    if (list.size() == 0) {
      texts.repeat(0);
      texts.addNull(empty);
    }

    for (int i = 0; i < list.size(); i++) {
      texts.repeat(i == 0 ? 0 : others);
      if (list.isNullAt(i)) {
        texts.addNull();
      } else {
        texts.addPresent();
        texts.put(list.getString(i));
      }
    }
  }

  @Override
  public void addAbsent(int level, int count) {
    texts.addAbsent(level, count);
  }
}
