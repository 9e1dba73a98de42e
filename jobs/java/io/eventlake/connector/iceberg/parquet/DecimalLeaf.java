package io.eventlake.connector.iceberg.parquet;

import java.util.Arrays;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.Encoding;
import org.apache.iceberg.shaded.org.apache.parquet.column.page.DictionaryPage;
import org.apache.iceberg.shaded.org.apache.parquet.column.statistics.Statistics;
import org.apache.iceberg.shaded.org.apache.parquet.io.api.Binary;

/** A column of decimals of more than 18 digits: each as many bytes as the type wants, no more. */
final class DecimalLeaf extends Leaf {

  private final int position;
  private final DecimalType type;
  private final byte[] bytes;
  private final GrowingBytes plain = new GrowingBytes();
  private DecimalData least;
  private DecimalData greatest;

  /**
   * @param position of the field in its row
   */
  DecimalLeaf(int position, DecimalType type, ColumnDescriptor column, ParquetSettings settings) {
    super(column, settings);
    this.position = position;
    this.type = type;
    this.bytes = new byte[column.getPrimitiveType().getTypeLength()];
  }

  @Override
  public void add(RowData row) {
    if (row.isNullAt(position)) {
      addNull();
      return;
    }

    DecimalData value = row.getDecimal(position, type.getPrecision(), type.getScale());
    least = least == null || value.compareTo(least) < 0 ? value : least;
    greatest = greatest == null || value.compareTo(greatest) > 0 ? value : greatest;
    Binary binary = binary(value);
    plain.put(bytes, 0, bytes.length);
    if (sought != null) {
      sought.insertHash(sought.hash(binary));
    }

    addPresent();
  }

  /** Highest byte first; only valid until the next. */
  private Binary binary(DecimalData value) {
    byte[] digits = value.toUnscaledBytes();
    int missing = bytes.length - digits.length;
    // A negative number's higher bytes are all ones.
    Arrays.fill(bytes, 0, missing, (byte) (digits[0] >> Byte.SIZE - 1));
    System.arraycopy(digits, 0, bytes, missing, digits.length);
    return Binary.fromReusedByteArray(bytes);
  }

  @Override
  long valueBytes() {
    return plain.size;
  }

  @Override
  Encoding encode(GrowingBytes page) {
    page.put(plain.array, 0, plain.size);
    return Encoding.PLAIN;
  }

  @Override
  void bounds(Statistics<?> page) {
    page.updateStats(binary(least));
    page.updateStats(binary(greatest));
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
    plain.clear();
    least = null;
    greatest = null;
  }

  @Override
  void clearChunk() {
    // It keeps nothing from page to page.
  }

  @Override
  long retainedBytes() {
    return super.retainedBytes() + plain.array.length;
  }
}
