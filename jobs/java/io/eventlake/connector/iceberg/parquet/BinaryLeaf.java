package io.eventlake.connector.iceberg.parquet;

import java.util.BitSet;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.iceberg.shaded.org.apache.parquet.bytes.BytesInput;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.statistics.Statistics;
import org.apache.iceberg.shaded.org.apache.parquet.io.api.Binary;

/** A column of texts, or of bytes. */
final class BinaryLeaf extends DictionaryLeaf {

  private final int position;
  private final boolean texts;
  private final TextDictionary dictionary = new TextDictionary();
  private final TextBounds bounds = new TextBounds();
  private final BitSet counted = new BitSet();

  /** Size of the page's values while they are in the dictionary, with their lengths. */
  private long plainBytes;

  /**
   * @param position of the field in its row
   * @param texts false where the values are bytes
   */
  BinaryLeaf(int position, boolean texts, ColumnDescriptor column, ParquetSettings settings) {
    super(column, settings);
    this.position = position;
    this.texts = texts;
  }

  @Override
  public void add(RowData row) {
    if (row.isNullAt(position)) {
      addNull();
    } else if (texts) {
      addPresent();
      put(row.getString(position));
    } else {
      addPresent();
      byte[] bytes = row.getBinary(position);
      put(bytes, 0, bytes.length);
    }
  }

  /** Takes the text's bytes from where they are. */
  void put(StringData text) {
    BinaryStringData binary = (BinaryStringData) text;
    // Only then it has bytes.
    binary.ensureMaterialized();
    MemorySegment[] segments = binary.getSegments();
    if (segments.length == 1 && !segments[0].isOffHeap()) {
      put(segments[0].getArray(), binary.getOffset(), binary.getSizeInBytes());
    } else {
      byte[] bytes = binary.toBytes();
      put(bytes, 0, bytes.length);
    }
  }

  private void put(byte[] from, int offset, int length) {
    if (!inDictionary()) {
      seek(from, offset, length);
      putPlain(from, offset, length);
      return;
    }

    int known = dictionary.size();
    int id = dictionary.idOf(from, offset, length);
    plainBytes += Integer.BYTES + length;
    addId(id);
    if (id == known) {
      seek(from, offset, length);
      checkDictionary();
    }
  }

  private void putPlain(byte[] from, int offset, int length) {
    plain.putText(from, offset, length);
    if (bounded) {
      bounds.add(plain.array, plain.size - length, length);
    }
  }

  private void seek(byte[] from, int offset, int length) {
    if (sought != null) {
      sought.insertHash(sought.hash(Binary.fromReusedByteArray(from, offset, length)));
    }
  }

  @Override
  void bounds(Statistics<?> page) {
    if (!inDictionary()) {
      bounds.tell(plain.array, page);
      return;
    }

    byte[] entries = dictionary.texts.array;
    if (isFirstPage()) {
      for (int id = 0; id < dictionary.size(); id++) {
        bounds.add(entries, dictionary.start(id), dictionary.length(id));
      }
    } else {
      int[] ids = ids();
      for (int i = 0; i < values(); i++) {
        int id = ids[i];
        if (!counted.get(id)) {
          counted.set(id);
          bounds.add(entries, dictionary.start(id), dictionary.length(id));
        }
      }

      counted.clear();
    }

    bounds.tell(entries, page);
  }

  @Override
  long textBytes() {
    return valueBytes() - (long) Integer.BYTES * values();
  }

  @Override
  long plainBytes() {
    return plainBytes;
  }

  @Override
  int entries() {
    return dictionary.size();
  }

  @Override
  int dictionaryBytes() {
    return dictionary.texts.size;
  }

  @Override
  void putPlain(int id) {
    putPlain(dictionary.texts.array, dictionary.start(id), dictionary.length(id));
  }

  @Override
  BytesInput dictionary(int entries, int bytes) {
    return BytesInput.from(dictionary.texts.array, 0, bytes);
  }

  @Override
  void clearPage() {
    super.clearPage();
    plainBytes = 0;
    bounds.clear();
  }

  @Override
  void clearChunk() {
    super.clearChunk();
    dictionary.clear();
  }

  @Override
  long retainedBytes() {
    return super.retainedBytes() + dictionary.retainedBytes();
  }
}
