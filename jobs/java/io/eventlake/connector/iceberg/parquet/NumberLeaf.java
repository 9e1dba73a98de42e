package io.eventlake.connector.iceberg.parquet;

import java.util.stream.Stream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.iceberg.DoubleFieldMetrics;
import org.apache.iceberg.FieldMetrics;
import org.apache.iceberg.shaded.org.apache.parquet.bytes.BytesInput;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.statistics.Statistics;

/** A column of numbers: integers, days, points in time, decimals of up to 18 digits, doubles. */
final class NumberLeaf extends DictionaryLeaf {

  private final int position;
  private final LogicalType type;
  private final NumberKind kind;
  private final NumberDictionary dictionary = new NumberDictionary();
  private long least = Long.MAX_VALUE;
  private long greatest = Long.MIN_VALUE;

  /** Of doubles: those that are no number count apart, which Parquet does not. */
  private DoubleFieldMetrics.Builder doubles;

  /**
   * @param position of the field in its row
   */
  NumberLeaf(int position, LogicalType type, ColumnDescriptor column, ParquetSettings settings) {
    super(column, settings);
    this.position = position;
    this.type = type;
    this.kind = NumberKind.of(type);
    startMetrics();
  }

  @Override
  public void add(RowData row) {
    if (row.isNullAt(position)) {
      addNull();
    } else {
      addPresent();
      put(kind.read(row, position, type));
    }
  }

  private void put(long number) {
    long ordered = kind.ordered(number);
    least = Math.min(least, ordered);
    greatest = Math.max(greatest, ordered);
    if (doubles != null) {
      doubles.addValue(Double.longBitsToDouble(number));
    }

    if (!inDictionary()) {
      seek(number);
      putPlain(number);
      return;
    }

    int known = dictionary.size();
    int id = dictionary.idOf(number);
    addId(id);
    if (id == known) {
      seek(number);
      checkDictionary();
    }
  }

  private void seek(long number) {
    if (sought == null) {
      return;
    }

    if (kind == NumberKind.DOUBLE) {
      sought.insertHash(sought.hash(Double.longBitsToDouble(number)));
    } else if (kind.bytes == Integer.BYTES) {
      sought.insertHash(sought.hash((int) number));
    } else {
      sought.insertHash(sought.hash(number));
    }
  }

  private void putPlain(long number) {
    if (kind.bytes == Integer.BYTES) {
      plain.putInt((int) number);
    } else {
      plain.putLong(number);
    }
  }

  @Override
  void bounds(Statistics<?> page) {
    kind.tell(kind.ordered(least), page);
    kind.tell(kind.ordered(greatest), page);
  }

  @Override
  long textBytes() {
    return 0;
  }

  @Override
  long plainBytes() {
    return (long) kind.bytes * values();
  }

  @Override
  int entries() {
    return dictionary.size();
  }

  @Override
  int dictionaryBytes() {
    return kind.bytes * dictionary.size();
  }

  @Override
  void putPlain(int id) {
    putPlain(dictionary.number(id));
  }

  @Override
  BytesInput dictionary(int entries, int bytes) {
    plain.clear();
    for (int id = 0; id < entries; id++) {
      putPlain(id);
    }

    return BytesInput.from(plain.array, 0, bytes);
  }

  @Override
  Stream<FieldMetrics<?>> metrics() {
    if (doubles == null) {
      return Stream.empty();
    }

    FieldMetrics<Double> values = doubles.build();
    long nulls = takeNulls();
    startMetrics();
    return Stream.of(
        new FieldMetrics<>(
            values.id(),
            values.valueCount() + nulls,
            nulls,
            values.nanValueCount(),
            values.lowerBound(),
            values.upperBound()));
  }

  @Override
  void clearPage() {
    super.clearPage();
    least = Long.MAX_VALUE;
    greatest = Long.MIN_VALUE;
  }

  @Override
  void clearChunk() {
    super.clearChunk();
    plain.clear();
    dictionary.clear();
  }

  @Override
  long retainedBytes() {
    return super.retainedBytes() + dictionary.retainedBytes();
  }

  private void startMetrics() {
    doubles =
        kind == NumberKind.DOUBLE
            ? new DoubleFieldMetrics.Builder(column.getPrimitiveType().getId().intValue())
            : null;
  }
}
