package io.eventlake.connector.iceberg.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.iceberg.parquet.ParquetValueWriter;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnWriteStore;
import org.apache.iceberg.shaded.org.apache.parquet.column.ParquetProperties;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ParquetFileWriter;

/**
 * One Parquet file, written as Iceberg's own writer does; but that one can not leave out the
 * dictionary of a column, and reads Hadoop's configuration for each file (docs/adr/0007).
 */
final class ParquetFile implements FileAppender<RowData> {

  private static final Metrics NO_ROWS = new Metrics(0L, null, null, null, null);
  private static final int NO_PADDING = 0;

  private final ParquetSettings settings;
  private final ParquetProperties encoding;
  private final Map<String, String> footer;
  private final OutputFile output;
  private final ParquetValueWriter<RowData> rows;

  private ParquetFileWriter file;
  private ColumnChunkPageWriteStore pages;
  private ColumnWriteStore columns;
  private int rowGroups;
  private long groupRows;
  private long nextCheck;
  private boolean closed;

  /** Creates no file before there are rows for it. */
  ParquetFile(
      ParquetSettings settings,
      Map<String, String> footer,
      ParquetValueWriter<RowData> rows,
      OutputFile output) {
    this.settings = settings;
    this.encoding = settings.encoding;
    this.footer = footer;
    this.rows = rows;
    this.output = output;
    startRowGroup();
  }

  @Override
  public void add(RowData row) {
    rows.write(0, row);
    columns.endRecord();
    groupRows++;
    if (groupRows >= nextCheck) {
      checkSize();
    }
  }

  @Override
  public Metrics metrics() {
    return file == null
        ? NO_ROWS
        : ParquetUtil.footerMetrics(file.getFooter(), rows.metrics(), settings.metrics);
  }

  /** Exact once closed; before, what is buffered counts with its size in memory. */
  @Override
  public long length() {
    try {
      long buffered = closed ? 0 : columns.getBufferedSize();
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
      flushRowGroup();
      if (file != null) {
        file.end(footer);
      }
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
    columns = encoding.newColumnWriteStore(settings.schema, pages, pages);
    rows.setColumnStore(columns);
  }

  /** Ends the row group when one more row could make it too large, and says when to look again. */
  private void checkSize() {
    long bytes = columns.getBufferedSize();
    double rowBytes = (double) bytes / groupRows;
    if (bytes > settings.rowGroupBytes - 2 * rowBytes) {
      try {
        flushRowGroup();
      } catch (IOException e) {
        throw new UncheckedIOException("Can not write to " + output.location(), e);
      }

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

    columns.close();
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
