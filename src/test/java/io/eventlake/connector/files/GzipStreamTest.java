package io.eventlake.connector.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipStreamTest {

  private static final String CUT_OFF = "it is cut off before the end of its gzip data";
  private static final String NO_GZIP = "bytes that are no gzip follow on a whole member";
  private static final String HEADER = "the header of a gzip member is broken";
  private static final String CHECK_SUM =
      "the check sum of a member is not that of its data, so that lines before may be wrong";

  private final byte[] a = gzip("a\n");
  private final byte[] b = gzip("b\n");

  @Test
  void membersAndTheZerosBehindThemAreAWholeFile() throws IOException {
    assertThat(read(join(a, b))).containsExactly("a", "b");
    assertThat(read(join(a, b, new byte[3]))).containsExactly("a", "b");
    assertThat(read(join(a, gzip(""), b))).containsExactly("a", "b");
  }

  /** As with {@code (echo a | gzip; echo b | gzip | head -c 9)}, for every number of bytes. */
  @Test
  void aMemberCutOffAnywhereIsDamage() throws IOException {
    for (int kept = 1; kept < b.length; kept++) {
      assertThat(read(join(a, Arrays.copyOf(b, kept))))
          .as("%d bytes of the second member", kept)
          .startsWith("a")
          .endsWith(CUT_OFF);
    }
  }

  @Test
  void anyOtherByteOfAHeaderIsDamage() throws IOException {
    for (int position : new int[] {1, 2, 3}) {
      byte[] broken = b.clone();
      broken[position] ^= (byte) 0x80;
      assertThat(read(join(a, broken))).as("byte %d", position).containsExactly("a", HEADER);
    }

    byte[] other = b.clone();
    other[0] ^= 1;
    assertThat(read(join(a, other))).containsExactly("a", NO_GZIP);
  }

  @Test
  void bytesBetweenAndBehindMembersAreDamage() throws IOException {
    assertThat(read(join(a, new byte[] {0, 0, 7}))).containsExactly("a", NO_GZIP);
    assertThat(read(join(a, new byte[1], b))).containsExactly("a", NO_GZIP);
    assertThat(read(join(a, "garbage".getBytes(ISO_8859_1), b))).containsExactly("a", NO_GZIP);
  }

  @Test
  void aTrailerThatDoesNotFitIsDamage() throws IOException {
    for (int back = 1; back <= 8; back++) {
      byte[] broken = a.clone();
      broken[broken.length - back] ^= 1;
      assertThat(read(join(broken, b))).as("%d from the end", back).containsExactly("a", CHECK_SUM);
    }
  }

  @Test
  void flippedBitsOfTheDataAreFound() throws IOException {
    byte[] packed = gzip("0123456789\n".repeat(500));
    for (int position = 10; position < packed.length - 8; position++) {
      byte[] broken = packed.clone();
      broken[position] ^= 0x10;
      assertThat(read(broken).stream().anyMatch(line -> line.contains(" ")))
          .as("byte %d", position)
          .isTrue();
    }
  }

  @Test
  void whatIsNoGzipAtAllIsToldApartFromWhatIsEmpty() throws IOException {
    assertThat(read(new byte[0])).containsExactly("it is empty");
    assertThat(read(new byte[8])).containsExactly("it does not begin as gzip files do");
  }

  @Test
  void everyPartOfAHeaderIsReadOver() throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.writeBytes(
        new byte[] {0x1F, (byte) 0x8B, 8, 0x02 | 0x04 | 0x08 | 0x10, 0, 0, 0, 0, 0, 3});
    header.writeBytes(new byte[] {2, 0, 'x', 'y'});
    header.writeBytes("name\0comment\0".getBytes(ISO_8859_1));
    CRC32 sum = new CRC32();
    sum.update(header.toByteArray());
    byte[] checked = {(byte) sum.getValue(), (byte) (sum.getValue() >> 8)};
    byte[] data = Arrays.copyOfRange(b, 10, b.length);

    assertThat(read(join(a, header.toByteArray(), checked, data))).containsExactly("a", "b");
    checked[0] ^= 1;
    assertThat(read(join(a, header.toByteArray(), checked, data))).containsExactly("a", HEADER);
  }

  /** Lines, and at last what is damaged; read in pieces of few bytes, as stores give them. */
  private static List<String> read(byte[] file) throws IOException {
    InputStream pieces =
        new ByteArrayInputStream(file) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 5));
          }
        };
    List<String> lines = new ArrayList<>();
    try (LineReader reader = new LineReader(new GzipStream(pieces), 1_000, 0, 0)) {
      while (reader.next()) {
        lines.add(
            reader.damage() == null
                ? new String(reader.line(), ISO_8859_1)
                : reader.damage().getMessage());
      }
    }

    return lines;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }

    return joined.toByteArray();
  }

  private static byte[] gzip(String content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content.getBytes(ISO_8859_1));
    } catch (IOException e) {
      throw new AssertionError(e);
    }

    return packed.toByteArray();
  }
}
