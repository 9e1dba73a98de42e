package io.eventlake.connector.iceberg.parquet;

import java.io.IOException;
import java.util.stream.Stream;
import org.apache.iceberg.FieldMetrics;
import org.apache.iceberg.shaded.org.apache.parquet.bytes.BytesInput;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.Encoding;
import org.apache.iceberg.shaded.org.apache.parquet.column.page.DictionaryPage;
import org.apache.iceberg.shaded.org.apache.parquet.column.page.PageWriter;
import org.apache.iceberg.shaded.org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.iceberg.shaded.org.apache.parquet.column.statistics.Statistics;
import org.apache.iceberg.shaded.org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.iceberg.shaded.org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.iceberg.shaded.org.apache.parquet.column.values.bloomfilter.BloomFilterWriter;
import org.apache.iceberg.shaded.org.apache.parquet.schema.PrimitiveType;
import org.apache.iceberg.shaded.org.apache.parquet.schema.Type;

/**
 * One column of Parquet: levels and values of the page that is being made, and how a page of them
 * looks. Lives on from file to file.
 */
abstract class Leaf implements RowColumn {

  private static final GeospatialStatistics NOWHERE = GeospatialStatistics.noopBuilder().build();

  /** Parquet counts definition levels from two kinds of null on, repetition levels of any list. */
  private static final int COUNTED_DEFINITIONS = 2;

  private static final int COUNTED_REPETITIONS = 1;

  final ColumnDescriptor column;

  /** Definition level of a value that is there. */
  final int present;

  /** Whether least and greatest values are told. */
  final boolean bounded;

  /** What finds the files that have a value; null for most columns. */
  BloomFilter sought;

  private final Levels repetitions;
  private final Levels definitions;
  private PageWriter pages;
  private BloomFilterWriter filters;
  private int values;

  /** Of a column in a list; elsewhere a row has one level. */
  private int listRows;

  private long rowsInPages;
  private long nullsInFile;

  Leaf(ColumnDescriptor column, ParquetSettings settings) {
    this.column = column;
    this.present = column.getMaxDefinitionLevel();
    this.bounded = settings.encoding.getStatisticsEnabled(column);
    this.repetitions = new Levels(column.getMaxRepetitionLevel());
    this.definitions = new Levels(present);
  }

  /** Begins the column of a row group, whose pages go there. */
  final void open(PageWriter pageWriter, BloomFilterWriter filterWriter, BloomFilter filter) {
    pages = pageWriter;
    filters = filterWriter;
    sought = filter;
    rowsInPages = 0;
  }

  @Override
  public final void addAbsent(int level, int count) {
    if (column.getMaxRepetitionLevel() > 0) {
      repetitions.add(0, count);
      listRows += count;
    }

    definitions.add(level, count);
  }

  /** Notes that a value follows. */
  final void addPresent() {
    definitions.add(present);
    values++;
  }

  /** Adds a null of the field itself, where there may be one. */
  final void addNull() {
    if (column.getPrimitiveType().isRepetition(Type.Repetition.REQUIRED)) {
      throw new IllegalArgumentException(
          "A row has no value for " + String.join(".", column.getPath()) + ", which must be there");
    }

    addNull(present - 1);
  }

  /** Adds a null of what is around the value. */
  final void addNull(int level) {
    definitions.add(level);
  }

  /** Before a value or null of a list: whether it is the first of its row, at level 0. */
  final void repeat(int level) {
    repetitions.add(level);
    if (level == 0) {
      listRows++;
    }
  }

  /** Values and nulls of the page. */
  final int slots() {
    return definitions.count();
  }

  /** Values of the page. */
  final int values() {
    return values;
  }

  /** Rows of the row group that are in pages. */
  final long rowsInPages() {
    return rowsInPages;
  }

  /** Nulls of the file that ends, in finished pages. */
  final long takeNulls() {
    long nulls = nullsInFile;
    nullsInFile = 0;
    return nulls;
  }

  /** Size of the page that is being made, by which Parquet ends it, bytes. */
  final long pageBytes() {
    return repetitions.size() + definitions.size() + valueBytes();
  }

  /** Size of all pages of the row group, the one that is being made included, bytes. */
  final long chunkBytes() {
    return pageBytes() + pages.getMemSize();
  }

  /**
   * Writes a page.
   *
   * @param page room for it
   */
  final void endPage(GrowingBytes page) throws IOException {
    page.clear();
    repetitions.writeTo(page);
    definitions.writeTo(page);
    Encoding encoding = encode(page);
    pages.writePage(
        BytesInput.from(page.array, 0, page.size),
        slots(),
        rows(),
        statistics(),
        sizes(),
        NOWHERE,
        repetitions.encoding(),
        definitions.encoding(),
        encoding);
    rowsInPages += rows();
    nullsInFile += slots() - values;
    clear();
  }

  /** Ends the column of a row group. */
  final void endChunk(GrowingBytes room) throws IOException {
    if (slots() > 0) {
      endPage(room);
    }

    DictionaryPage dictionary = dictionary();
    if (dictionary != null) {
      pages.writeDictionaryPage(dictionary);
    }

    if (sought != null) {
      filters.writeBloomFilter(sought);
    }

    clearChunk();
  }

  /** Memory that stays for the next file, bytes. */
  long retainedBytes() {
    return repetitions.retainedBytes() + definitions.retainedBytes();
  }

  /** What Iceberg knows of the file's values and Parquet does not. */
  Stream<FieldMetrics<?>> metrics() {
    return Stream.empty();
  }

  /** Size of the page's values as they are without a dictionary, bytes. */
  abstract long valueBytes();

  /** Appends the page's values, and says how they are written. */
  abstract Encoding encode(GrowingBytes page);

  /** Tells the least and the greatest value of a page that has some. */
  abstract void bounds(Statistics<?> page);

  /** Sum of the texts' lengths, without what Parquet puts before them; 0 for other types. */
  abstract long textBytes();

  /** The dictionary that pages of the row group refer to, or null. */
  abstract DictionaryPage dictionary();

  abstract void clearPage();

  abstract void clearChunk();

  private int rows() {
    return column.getMaxRepetitionLevel() > 0 ? listRows : slots();
  }

  private Statistics<?> statistics() {
    PrimitiveType type = column.getPrimitiveType();
    if (!bounded) {
      return Statistics.noopStats(type);
    }

    Statistics<?> page = Statistics.createStats(type);
    page.incrementNumNulls(slots() - values);
    if (values > 0) {
      bounds(page);
    }

    return page;
  }

  private SizeStatistics sizes() {
    return new SizeStatistics(
        column.getPrimitiveType(),
        textBytes(),
        repetitions.histogram(COUNTED_REPETITIONS),
        definitions.histogram(COUNTED_DEFINITIONS));
  }

  private void clear() {
    repetitions.clear();
    definitions.clear();
    values = 0;
    listRows = 0;
    clearPage();
  }
}
