package io.eventlake.connector.iceberg.parquet;

import org.apache.flink.table.data.RowData;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.Encoding;
import org.apache.iceberg.shaded.org.apache.parquet.column.page.DictionaryPage;
import org.apache.iceberg.shaded.org.apache.parquet.column.statistics.Statistics;

/** A column of booleans, one bit each. */
final class BooleanLeaf extends Leaf {

  private final int position;
  private final GrowingBytes whole = new GrowingBytes();

  /** Bits that are no byte yet, the first one lowest. */
  private int bits;

  private int trues;

  /**
   * @param position of the field in its row
   */
  BooleanLeaf(int position, ColumnDescriptor column, ParquetSettings settings) {
    super(column, settings);
    this.position = position;
  }

  @Override
  public void add(RowData row) {
    if (row.isNullAt(position)) {
      addNull();
    } else {
      put(row.getBoolean(position));
      addPresent();
    }
  }

  private void put(boolean value) {
    int bit = values() % Byte.SIZE;
    if (value) {
      bits |= 1 << bit;
      trues++;
    }

    if (bit == Byte.SIZE - 1) {
      whole.putByte(bits);
      bits = 0;
    }
  }

  @Override
  long valueBytes() {
    return (values() + Byte.SIZE - 1) / Byte.SIZE;
  }

  @Override
  Encoding encode(GrowingBytes page) {
    page.put(whole.array, 0, whole.size);
    if (values() % Byte.SIZE != 0) {
      page.putByte(bits);
    }

    return Encoding.PLAIN;
  }

  @Override
  void bounds(Statistics<?> page) {
    page.updateStats(trues == values());
    page.updateStats(trues > 0);
  }

  @Override
  long textBytes() {
    return 0;
  }

  @Override
  DictionaryPage dictionary() {
    return null;
  }

  @Override
  void clearPage() {
    whole.clear();
    bits = 0;
    trues = 0;
  }

  @Override
  void clearChunk() {
    // It keeps nothing from page to page.
  }

  @Override
  long retainedBytes() {
    return super.retainedBytes() + whole.array.length;
  }
}
