package io.eventlake.connector.iceberg.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.FieldMetrics;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.iceberg.shaded.org.apache.parquet.column.ParquetProperties;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ParquetFileWriter;

/**
 * One Parquet file, written as Iceberg's own writer does; but that one cannot leave out the
 * dictionary of a column, reads Hadoop's configuration for each file (docs/adr/0007), and makes
 * columns for each anew (docs/adr/0035).
 */
final class ParquetFile implements FileAppender<RowData> {

  private static final Metrics NO_ROWS = new Metrics(0L, null, null, null, null);
  private static final int NO_PADDING = 0;

  private final ParquetSettings settings;
  private final ParquetProperties encoding;
  private final Map<String, String> footer;
  private final OutputFile output;
  private final ColumnPool pool;

  private ParquetFileWriter file;
  private ColumnChunkPageWriteStore pages;

  /** Null once closed. */
  private FileColumns columns;

  private List<FieldMetrics<?>> valueMetrics = List.of();
  private int rowGroups;
  private long groupRows;
  private long nextCheck;
  private boolean closed;

  /** Whether the last row came in half, so that its row group is not to be written. */
  private boolean broken;

  /** Creates no file before there are rows for it. */
  ParquetFile(
      ParquetSettings settings, Map<String, String> footer, ColumnPool pool, OutputFile output) {
    this.settings = settings;
    this.encoding = settings.encoding;
    this.footer = footer;
    this.pool = pool;
    this.output = output;
    this.columns = pool.take();
    startRowGroup();
  }

  @Override
  public void add(RowData row) {
    broken = true;
    try {
      columns.add(row);
      groupRows++;
      if (groupRows >= nextCheck) {
        checkSize();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to " + output.location(), e);
    }

    broken = false;
  }

  @Override
  public Metrics metrics() {
    return file == null
        ? NO_ROWS
        : ParquetUtil.footerMetrics(file.getFooter(), valueMetrics.stream(), settings.metrics);
  }

  /** Exact once closed; before, what is buffered counts with its size in memory. */
  @Override
  public long length() {
    try {
      long buffered = closed ? 0 : columns.bufferedBytes();
      return buffered + (file == null ? 0 : file.getPos());
    } catch (IOException e) {
      throw new UncheckedIOException("The length of " + output.location() + " is not known", e);
    }
  }

  @Override
  public List<Long> splitOffsets() {
    return file == null ? null : ParquetUtil.getSplitOffsets(file.getFooter());
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      if (broken) {
        // Whoever aborts finds a file to delete.
        start();
      } else {
        flushRowGroup();
      }

      if (file != null) {
        file.end(footer);
      }

      if (!broken) {
        valueMetrics = columns.metrics();
        pool.giveBack(columns);
      }

      columns = null;
      pages = null;
    }
  }

  private void startRowGroup() {
    nextCheck = rowsToNextCheck(groupRows / 2);
    groupRows = 0;
    pages =
        new ColumnChunkPageWriteStore(
            settings.compressor(),
            settings.schema,
            encoding.getAllocator(),
            encoding.getColumnIndexTruncateLength(),
            encoding.getPageWriteChecksumEnabled(),
            null,
            rowGroups++);
    columns.open(pages);
  }

  /** Ends the row group when one more row could make it too large, and says when to look again. */
  private void checkSize() throws IOException {
    long bytes = columns.bufferedBytes();
    double rowBytes = (double) bytes / groupRows;
    if (bytes > settings.rowGroupBytes - 2 * rowBytes) {
      flushRowGroup();
      startRowGroup();
    } else {
      long remainingRows = (long) ((settings.rowGroupBytes - bytes) / rowBytes);
      nextCheck = groupRows + rowsToNextCheck(remainingRows / 2);
    }
  }

  private long rowsToNextCheck(long estimate) {
    return Math.min(
        Math.max(estimate, encoding.getMinRowCountForPageSizeCheck()),
        encoding.getMaxRowCountForPageSizeCheck());
  }

  private void flushRowGroup() throws IOException {
    if (groupRows > 0) {
      start();
      file.startBlock(groupRows);
      columns.flush();
      pages.flushToFileWriter(file);
      file.endBlock();
    }
  }

  private void start() throws IOException {
    if (file == null) {
      file =
          new ParquetFileWriter(
              new ParquetOutput(output),
              settings.schema,
              ParquetFileWriter.Mode.OVERWRITE,
              settings.rowGroupBytes,
              NO_PADDING,
              encoding.getColumnIndexTruncateLength(),
              encoding.getStatisticsTruncateLength(),
              encoding.getPageWriteChecksumEnabled());
      file.start();
    }
  }
}
