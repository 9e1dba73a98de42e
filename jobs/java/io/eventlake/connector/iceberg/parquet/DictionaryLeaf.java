package io.eventlake.connector.iceberg.parquet;

import java.util.Arrays;
import org.apache.iceberg.shaded.org.apache.parquet.bytes.BytesInput;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.Encoding;
import org.apache.iceberg.shaded.org.apache.parquet.column.page.DictionaryPage;

/**
 * A column that has a dictionary while that pays, by the rules of Parquet: until the dictionary is
 * too large, and not at all where the first page of a row group is as small without.
 */
abstract class DictionaryLeaf extends Leaf {

  private static final int FIRST_IDS = 64;

  /** Of pages of the first version, which all readers know. */
  @SuppressWarnings("deprecation")
  private static final Encoding IN_DICTIONARY = Encoding.PLAIN_DICTIONARY;

  /** Of values that are not in the dictionary, as they come. */
  final GrowingBytes plain = new GrowingBytes();

  private final boolean wanted;
  private final int mostDictionaryBytes;

  private boolean inDictionary;
  private boolean firstPage;
  private int[] ids = new int[FIRST_IDS];
  private int idCount;

  /** Entries of the dictionary that finished pages refer to, and their size in bytes. */
  private int usedEntries;

  private int usedBytes;

  DictionaryLeaf(ColumnDescriptor column, ParquetSettings settings) {
    super(column, settings);
    this.wanted = settings.encoding.isDictionaryEnabled(column);
    this.mostDictionaryBytes = settings.encoding.getDictionaryPageSizeThreshold();
    this.inDictionary = wanted;
    this.firstPage = true;
  }

  /** Whether the next value is to be added by its id. */
  final boolean inDictionary() {
    return inDictionary;
  }

  final void addId(int id) {
    if (idCount == ids.length) {
      ids = Arrays.copyOf(ids, 2 * idCount);
    }

    ids[idCount++] = id;
  }

  /** Leaves the dictionary if it has become too large by the entry that was just added. */
  final void checkDictionary() {
    if (dictionaryBytes() > mostDictionaryBytes) {
      leaveDictionary();
    }
  }

  /** The ids of the page's values, as many as it has; none of a page without dictionary. */
  final int[] ids() {
    return ids;
  }

  /** Whether the page is the first, so that it has each entry of the dictionary. */
  final boolean isFirstPage() {
    return firstPage;
  }

  @Override
  final long valueBytes() {
    return inDictionary ? plainBytes() : plain.size;
  }

  @Override
  final Encoding encode(GrowingBytes page) {
    if (inDictionary) {
      int start = page.size;
      putIds(page);
      if (!firstPage || page.size - start + dictionaryBytes() < plainBytes()) {
        usedEntries = entries();
        usedBytes = dictionaryBytes();
        return IN_DICTIONARY;
      }

      page.size = start;
      leaveDictionary();
    }

    page.put(plain.array, 0, plain.size);
    return Encoding.PLAIN;
  }

  @Override
  final DictionaryPage dictionary() {
    return usedEntries == 0
        ? null
        : new DictionaryPage(dictionary(usedEntries, usedBytes), usedEntries, IN_DICTIONARY);
  }

  @Override
  void clearPage() {
    plain.clear();
    idCount = 0;
    firstPage = false;
  }

  @Override
  void clearChunk() {
    inDictionary = wanted;
    firstPage = true;
    usedEntries = 0;
    usedBytes = 0;
  }

  @Override
  long retainedBytes() {
    return super.retainedBytes() + plain.array.length + (long) Integer.BYTES * ids.length;
  }

  /** Size of the page's values without a dictionary, bytes; while they have one. */
  abstract long plainBytes();

  abstract int entries();

  /** Size of the dictionary's page, bytes. */
  abstract int dictionaryBytes();

  /** Appends an entry of the dictionary as {@link #plain} has values. */
  abstract void putPlain(int id);

  /** The first entries of the dictionary, of so many bytes. */
  abstract BytesInput dictionary(int entries, int bytes);

  private void leaveDictionary() {
    inDictionary = false;
    for (int i = 0; i < idCount; i++) {
      putPlain(ids[i]);
    }

    idCount = 0;
  }

  private void putIds(GrowingBytes page) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(entries() - 1);
    page.putByte(bits);
    RunLengths runs = new RunLengths(page);
    runs.begin(bits);
    for (int i = 0; i < idCount; i++) {
      runs.add(ids[i]);
    }

    runs.end();
  }
}
