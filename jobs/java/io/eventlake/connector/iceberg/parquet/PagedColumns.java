package io.eventlake.connector.iceberg.parquet;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.FieldMetrics;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.ParquetProperties;
import org.apache.iceberg.shaded.org.apache.parquet.column.values.bloomfilter.AdaptiveBlockSplitBloomFilter;
import org.apache.iceberg.shaded.org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.iceberg.shaded.org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ColumnChunkPageWriteStore;

/**
 * Takes rows to Parquet's pages; a page ends where Parquet ends it. Lives on from file to file, and
 * so do dictionaries, levels and values with the memory that they have.
 */
final class PagedColumns implements FileColumns {

  private final ParquetProperties encoding;
  private final RowColumn[] columns;
  private final List<Leaf> leaves;
  private final List<StructColumn> structs;
  private final PageLimits limits;

  /** Room for a page; all files of a table share it. */
  private final GrowingBytes page;

  /** Of the row group. */
  private long rows;

  PagedColumns(ParquetSettings settings, RowType type, int[] positions, GrowingBytes page) {
    ColumnTree tree = new ColumnTree(settings, type, positions);
    this.encoding = settings.encoding;
    this.columns = tree.columns;
    this.leaves = tree.leaves;
    this.structs = tree.structs;
    this.limits = new PageLimits(encoding);
    this.page = page;
  }

  @Override
  public void open(ColumnChunkPageWriteStore pages) {
    for (Leaf leaf : leaves) {
      leaf.open(
          pages.getPageWriter(leaf.column),
          pages.getBloomFilterWriter(leaf.column),
          encoding.isBloomFilterEnabled(leaf.column) ? filter(leaf.column) : null);
    }

    rows = 0;
    limits.begin();
  }

  @Override
  public void add(RowData row) throws IOException {
    for (RowColumn column : columns) {
      column.add(row);
    }

    rows++;
    if (rows == limits.nextCheck()) {
      settle();
      limits.check(leaves, rows, page);
    }
  }

  @Override
  public long bufferedBytes() {
    settle();
    long bytes = 0;
    for (Leaf leaf : leaves) {
      bytes += leaf.chunkBytes();
    }

    return bytes;
  }

  @Override
  public void flush() throws IOException {
    settle();
    for (Leaf leaf : leaves) {
      leaf.endChunk(page);
    }
  }

  @Override
  public List<FieldMetrics<?>> metrics() {
    return leaves.stream().flatMap(Leaf::metrics).collect(Collectors.toList());
  }

  @Override
  public long retainedBytes() {
    return leaves.stream().mapToLong(Leaf::retainedBytes).sum();
  }

  private void settle() {
    for (StructColumn struct : structs) {
      struct.settle();
    }
  }

  /** As large as Parquet makes it. */
  private BloomFilter filter(ColumnDescriptor column) {
    int most = encoding.getMaxBloomFilterBytes();
    return encoding.getAdaptiveBloomFilterEnabled(column)
        ? new AdaptiveBlockSplitBloomFilter(
            most,
            encoding.getBloomFilterCandidatesCount(column),
            encoding.getBloomFilterFPP(column).getAsDouble(),
            column)
        : new BlockSplitBloomFilter(most, most);
  }
}
