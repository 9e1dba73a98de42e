package io.eventlake.connector.iceberg.parquet;

import java.io.IOException;
import java.util.List;
import org.apache.iceberg.shaded.org.apache.parquet.column.ParquetProperties;

/** Ends pages that are full, and says when to look again, both as Parquet does. */
final class PageLimits {

  /** A page may end with a tenth of its size missing. */
  private static final float TOLERANCE = 0.1f;

  private final ParquetProperties encoding;
  private final long mostBytes;
  private final long tolerance;
  private final int mostRows;

  private long nextCheck;

  PageLimits(ParquetProperties encoding) {
    this.encoding = encoding;
    this.mostBytes = encoding.getPageSizeThreshold();
    this.tolerance = (long) (mostBytes * TOLERANCE);
    this.mostRows = encoding.getPageRowCountLimit();
  }

  /** Begins a row group. */
  void begin() {
    nextCheck = encoding.getMinRowCountForPageSizeCheck();
  }

  /** Rows of the row group at which to check. */
  long nextCheck() {
    return nextCheck;
  }

  /**
   * Ends full pages.
   *
   * @param rows of the row group so far
   * @param page room for one
   */
  void check(List<Leaf> leaves, long rows, GrowingBytes page) throws IOException {
    long rowsToWait = Long.MAX_VALUE;
    long limit = rows + mostRows;
    for (Leaf leaf : leaves) {
      long bytes = leaf.pageBytes();
      long pageRows = rows - leaf.rowsInPages();
      long left = mostBytes - bytes;
      if (left <= tolerance
          || pageRows >= mostRows
          || leaf.slots() >= encoding.getPageValueCountThreshold()) {
        leaf.endPage(page);
        left = mostBytes;
      } else {
        limit = Math.min(limit, leaf.rowsInPages() + mostRows);
      }

      long rowsToFill =
          bytes == 0 ? encoding.getMaxRowCountForPageSizeCheck() : pageRows * left / bytes;
      rowsToWait = Math.min(rowsToWait, rowsToFill);
    }

    long halfway =
        Math.min(
            Math.max(rowsToWait / 2, encoding.getMinRowCountForPageSizeCheck()),
            encoding.getMaxRowCountForPageSizeCheck());
    nextCheck = Math.min(limit, rows + halfway);
  }
}
