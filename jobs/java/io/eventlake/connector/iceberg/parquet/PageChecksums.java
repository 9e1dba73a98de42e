package io.eventlake.connector.iceberg.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iceberg.Files;
import org.apache.iceberg.io.IOUtil;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;
import org.apache.iceberg.shaded.org.apache.parquet.format.ColumnChunk;
import org.apache.iceberg.shaded.org.apache.parquet.format.ColumnMetaData;
import org.apache.iceberg.shaded.org.apache.parquet.format.FileMetaData;
import org.apache.iceberg.shaded.org.apache.parquet.format.PageHeader;
import org.apache.iceberg.shaded.org.apache.parquet.format.RowGroup;
import org.apache.iceberg.shaded.org.apache.parquet.format.Util;

/**
 * Looks for damage in a Parquet file, which its readers do not: a flipped bit in a page may give
 * another number and no error. Nothing is decompressed, and no more than a buffer and the footer is
 * in memory. A page without a checksum cannot be told from a good one.
 */
public final class PageChecksums {

  private static final String MAGIC = "PAR1";

  /** Length of the footer and the magic. */
  private static final int TAIL_BYTES = 8;

  /** Maker of files whose sizes and names are known to be exact: Iceberg's writers, and ours. */
  private static final String PARQUET = "parquet-mr ";

  private final SeekableInputStream in;
  private final long length;

  private PageChecksums(SeekableInputStream in, long length) {
    this.in = in;
    this.length = length;
  }

  /** As {@link #damage(InputFile)}, of a file on this machine. */
  public static Optional<String> damage(Path file) {
    return damage(Files.localInput(file.toFile()));
  }

  /**
   * The first damage, to be read behind the file's name, such as {@code is damaged (column
   * payout_cents: ...)}; empty where there is none to be seen.
   */
  public static Optional<String> damage(InputFile file) {
    if (!file.exists()) {
      return Optional.of("is missing");
    }

    try (SeekableInputStream in = file.newStream()) {
      new PageChecksums(in, file.getLength()).verify();
      return Optional.empty();
    } catch (IOException | RuntimeException e) { // whatever a parser meets in bytes of any kind
      return Optional.of("is damaged (" + reason(e) + ")");
    }
  }

  private static String reason(Exception e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.lines().findFirst().orElse("").strip();
  }

  private void verify() throws IOException {
    long footerStart = footerStart();
    FileMetaData footer = footer(footerStart);
    boolean byParquet =
        footer.getCreated_by() != null && footer.getCreated_by().startsWith(PARQUET);
    List<List<String>> columns = FooterSchema.columns(footer, byParquet);
    ChunkBytes bytes = new ChunkBytes(in);
    long rows = 0;
    for (RowGroup group : footer.getRow_groups()) {
      rows += group.getNum_rows();
      require(
          columns.equals(paths(group)), "the columns of its footer are not those of its schema");
      for (ColumnChunk column : group.getColumns()) {
        chunk(bytes, column.getMeta_data(), footerStart, byParquet);
      }
    }

    require(rows == footer.getNum_rows(), "its footer counts rows that it does not have");
  }

  /** Where the footer begins, in bytes from the file's start. */
  private long footerStart() throws IOException {
    require(length >= MAGIC.length() + TAIL_BYTES, "its length is " + length + " bytes");
    require(
        magic(read(0, MAGIC.length())).equals(MAGIC),
        "its first bytes are not those of a Parquet file");
    ByteBuffer tail = ByteBuffer.wrap(read(length - TAIL_BYTES, TAIL_BYTES));
    int footerBytes = tail.order(ByteOrder.LITTLE_ENDIAN).getInt();
    byte[] end = new byte[MAGIC.length()];
    tail.get(end);
    require(magic(end).equals(MAGIC), "its last bytes are not those of a Parquet file");
    long start = length - TAIL_BYTES - footerBytes;
    require(footerBytes > 0 && start >= MAGIC.length(), "its footer has " + footerBytes + " bytes");
    return start;
  }

  private FileMetaData footer(long start) throws IOException {
    byte[] bytes = read(start, (int) (length - TAIL_BYTES - start));
    try {
      return Util.readFileMetaData(new ByteArrayInputStream(bytes));
    } catch (IOException | RuntimeException e) {
      throw new IOException("its footer cannot be read", e);
    }
  }

  private static List<List<String>> paths(RowGroup group) {
    return group.getColumns().stream()
        .map(column -> column.getMeta_data().getPath_in_schema())
        .collect(Collectors.toList());
  }

  private static void chunk(
      ChunkBytes bytes, ColumnMetaData column, long footerStart, boolean byParquet)
      throws IOException {
    String name = "column " + String.join(".", column.getPath_in_schema()) + ": ";
    long start = column.getData_page_offset();
    if (column.isSetDictionary_page_offset() && column.getDictionary_page_offset() > 0) {
      start = Math.min(start, column.getDictionary_page_offset());
    }

    long size = column.getTotal_compressed_size();
    require(
        start >= MAGIC.length() && size >= 0 && start <= footerStart - size,
        name + "its pages are not within the file");
    bytes.open(start, start + size);
    long values = 0;
    long unpacked = 0;
    while (bytes.remaining() > 0) {
      long at = bytes.position();
      PageHeader page = head(bytes, name);
      unpacked += bytes.position() - at + page.getUncompressed_page_size();
      values += values(page);
      page(bytes, page, name + "the page at byte " + at + " ");
    }

    require(values == column.getNum_values(), name + "its pages have other values than it counts");
    require(
        !byParquet || unpacked == column.getTotal_uncompressed_size(),
        name + "its pages are of another size than it says");
  }

  private static PageHeader head(ChunkBytes bytes, String name) throws IOException {
    long at = bytes.position();
    try {
      return Util.readPageHeader(bytes);
    } catch (IOException | RuntimeException e) {
      throw new IOException(name + "the head of the page at byte " + at + " cannot be read", e);
    }
  }

  private static void page(ChunkBytes bytes, PageHeader page, String name) throws IOException {
    int size = page.getCompressed_page_size();
    require(size >= 0 && size <= bytes.remaining(), name + "does not end with its column");
    int found = bytes.checksum(size);
    require(
        !page.isSetCrc() || page.getCrc() == found, name + "is not what its checksum was made of");
  }

  private static long values(PageHeader page) {
    if (page.isSetData_page_header()) {
      return page.getData_page_header().getNum_values();
    }

    return page.isSetData_page_header_v2() ? page.getData_page_header_v2().getNum_values() : 0;
  }

  private byte[] read(long position, int count) throws IOException {
    byte[] bytes = new byte[count];
    in.seek(position);
    IOUtil.readFully(in, bytes, 0, count);
    return bytes;
  }

  private static String magic(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static void require(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException(otherwise);
    }
  }
}
