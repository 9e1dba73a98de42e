package io.eventlake.connector.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class EventLinesTest {

  private static final byte[] LINES = "{\"a\":1}\n\n\r\n{\"b\":2}\r\nlast".getBytes(UTF_8);

  private long emptyLines;

  @Test
  void aRecordIsALine() throws IOException {
    List<RawRecord> records = read(LINES, "-");

    assertThat(records)
        .extracting(record -> new String(record.payload, UTF_8))
        .containsExactly("{\"a\":1}", "{\"b\":2}", "last");
    assertThat(records).extracting(record -> record.sequenceNumber).containsExactly("1", "4", "5");
    assertThat(records).extracting(record -> record.shardId).containsOnly("-");
    assertThat(emptyLines).isEqualTo(2);
  }

  @Test
  void packedBytesAreKnownByThemselves() throws IOException {
    assertThat(read(packed(), "-")).hasSize(3);
    assertThat(read(packed(), "x.ndjson.gz")).hasSize(3);
  }

  @Test
  void nothingIsNothing() throws IOException {
    assertThat(read(new byte[0], "-")).isEmpty();
    assertThat(read("\n\n".getBytes(UTF_8), "-")).isEmpty();
    assertThat(emptyLines).isEqualTo(2);
  }

  @Test
  void damageIsARecordOfItsOwn() throws IOException {
    byte[] packed = packed();
    RawRecord last =
        read(Arrays.copyOf(packed, packed.length - 3), "-").stream()
            .reduce((first, second) -> second)
            .orElseThrow();

    assertThat(last.faultReason).isEqualTo(RejectReason.DAMAGED_FILE);
    assertThat(last.fault).startsWith("The file is damaged: it is cut off");
  }

  @Test
  void ofALargeRecordALittleIsKept() throws IOException {
    RawRecord record = read("x".repeat(5_000).getBytes(UTF_8), "-").get(0);

    assertThat(record.payload).hasSize(1_001);
    assertThat(record.payloadBytes).isEqualTo(5_000);
  }

  private List<RawRecord> read(byte[] bytes, String name) throws IOException {
    List<RawRecord> records = new ArrayList<>();
    try (EventLines lines = EventLines.of(new ByteArrayInputStream(bytes), name, 1_000)) {
      for (RawRecord record = lines.next(); record != null; record = lines.next()) {
        records.add(record);
      }

      emptyLines = lines.emptyLines();
    }

    return records;
  }

  private static byte[] packed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(LINES);
    }

    return bytes.toByteArray();
  }
}
