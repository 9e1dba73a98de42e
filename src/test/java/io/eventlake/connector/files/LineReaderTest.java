package io.eventlake.connector.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class LineReaderTest {

  private static final int MAX_BYTES = 10;

  /** A line as {@code number:offset:size:kept text}. */
  private static List<String> read(InputStream in, long offset, long lineNumber)
      throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineReader reader = new LineReader(in, MAX_BYTES, offset, lineNumber)) {
      while (reader.next()) {
        lines.add(
            reader.lineNumber()
                + ":"
                + (reader.offset() == LineReader.PAST_DAMAGE ? "damage" : reader.offset())
                + ":"
                + reader.lineBytes()
                + ":"
                + new String(reader.line(), StandardCharsets.ISO_8859_1));
      }
    }

    return lines;
  }

  private static List<String> read(String content) throws IOException {
    return read(bytes(content), 0, 0);
  }

  private static InputStream bytes(String content) {
    return new ByteArrayInputStream(content.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] gzip(String content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content.getBytes(StandardCharsets.ISO_8859_1));
    }

    return packed.toByteArray();
  }

  @Test
  void aLineEndsWithLfOrCrlfOrTheFile() throws IOException {
    assertThat(read("a\nbc\r\nd")).containsExactly("1:2:1:a", "2:6:2:bc", "3:7:1:d");
  }

  @Test
  void emptyLinesAreCountedButAreNoRecords() throws IOException {
    assertThat(read("\n\r\na\n\n\nb\n\n")).containsExactly("3:5:1:a", "6:9:1:b");
    assertThat(read("")).isEmpty();
  }

  @Test
  void whiteSpaceIsARecord() throws IOException {
    assertThat(read(" \n\t")).containsExactly("1:2:1: ", "2:3:1:\t");
  }

  @Test
  void aCarriageReturnInsideOfALineStays() throws IOException {
    assertThat(read("a\rb\r\r\n")).containsExactly("1:6:4:a\rb\r");
  }

  @Test
  void aLongLineIsCutToOneByteOverTheLimit() throws IOException {
    assertThat(read("0123456789\n0123456789a\n0123456789abc\r\n0123456789\r\nx\n"))
        .containsExactly(
            "1:11:10:0123456789",
            "2:23:11:0123456789a",
            "3:38:13:0123456789a",
            "4:50:10:0123456789",
            "5:52:1:x");
  }

  @Test
  void aLineIsReadAcrossBuffers() throws IOException {
    String megabytes = "x".repeat(3_000_000);

    assertThat(read(megabytes + "\na\n"))
        .containsExactly("1:3000001:3000000:xxxxxxxxxxx", "2:3000003:1:a");
  }

  @Test
  void everyPositionCanBeGoneOnFrom() throws IOException {
    Random random = new Random(20_261_121L);
    StringBuilder content = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      content.append("x".repeat(random.nextInt(14))).append(random.nextBoolean() ? "\n" : "\r\n");
    }

    List<String> all = read(content.toString());
    for (int i = 0; i < all.size(); i++) {
      String[] position = all.get(i).split(":");
      int offset = Integer.parseInt(position[1]);
      assertThat(read(bytes(content.substring(offset)), offset, Long.parseLong(position[0])))
          .isEqualTo(all.subList(i + 1, all.size()));
    }
  }

  @Test
  void gzipMembersAreReadAsOneEvenWhereTheStreamDoesNotSayWhatIsAvailable() throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(gzip("a\nb"));
    members.write(gzip("c\nd\n"));
    InputStream silent =
        new ByteArrayInputStream(members.toByteArray()) {
          @Override
          public synchronized int available() {
            return 0;
          }
        };

    assertThat(read(new GzipStream(silent), 0, 0))
        .containsExactly("1:2:1:a", "2:5:2:bc", "3:7:1:d");
  }

  @Test
  void aTruncatedGzipEndsWithWhatWasReadableAndAnEmptyLine() throws IOException {
    Random random = new Random(20_261_121L);
    StringBuilder content = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      content.append(random.nextInt(1_000_000)).append('\n');
    }

    byte[] packed = gzip(content.toString());
    byte[] half = Arrays.copyOf(packed, packed.length / 2);

    List<String> lines = read(new GzipStream(new ByteArrayInputStream(half)), 0, 0);

    List<String> whole = read(content.toString());
    int readable = lines.size() - 2;
    assertThat(readable).isGreaterThan(500);
    assertThat(lines.subList(0, readable)).isEqualTo(whole.subList(0, readable));
    assertThat(lines.get(readable + 1)).isEqualTo((readable + 2) + ":damage:0:");
  }

  @Test
  void whatIsNoGzipIsOneEmptyLine() throws IOException {
    assertThat(read(new GzipStream(bytes("{\"plain\":1}\n")), 0, 0)).containsExactly("1:damage:0:");
    assertThat(read(InputStream.nullInputStream(), LineReader.PAST_DAMAGE, 1)).isEmpty();
  }
}
