package io.eventlake.connector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NdjsonFormatTest {

  private static final long MODIFIED_MILLIS = 1_700_000_000_000L;
  private static final NdjsonFormat FORMAT = new NdjsonFormat(1_000, WholeFile.OnChange.FAIL);

  private static final NdjsonFormat TELLING = new NdjsonFormat(1_000, WholeFile.OnChange.TELL);

  @TempDir private Path directory;

  @Test
  void aRecordIsItsBytesAndItsPlace() throws IOException {
    List<RecordAndPosition<RawRecord>> read =
        drain(
            FORMAT.createReader(
                new Configuration(), file("a.ndjson", "\nä\r\n" + "x".repeat(1_002))));

    RawRecord second = new RawRecord(bytes("ä"), "a.ndjson", "2", 0, MODIFIED_MILLIS, false);
    RawRecord third =
        new RawRecord(bytes("x".repeat(1_001)), "a.ndjson", "3", 0, MODIFIED_MILLIS, false);
    third.payloadBytes = 1_002;
    assertThat(read)
        .extracting(RecordAndPosition::getRecord)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(second, third);
  }

  @ParameterizedTest
  @ValueSource(strings = {"events.ndjson", "events.ndjson.gz"})
  void goesOnAfterAnyRecord(String name) throws IOException {
    StringBuilder content = new StringBuilder();
    for (int i = 0; i < 1_500; i++) {
      content.append("record ").append(i).append(i % 7 == 0 ? "\r\n\n" : "\n");
    }

    FileSourceSplit split = file(name, content.toString());
    List<RecordAndPosition<RawRecord>> all = drain(FORMAT.createReader(new Configuration(), split));

    assertThat(all).hasSize(1_500);
    for (int i = 0; i < all.size(); i += 37) {
      CheckpointedPosition position =
          new CheckpointedPosition(all.get(i).getOffset(), all.get(i).getRecordSkipCount());
      List<RecordAndPosition<RawRecord>> rest =
          drain(
              FORMAT.restoreReader(
                  new Configuration(), split.updateWithCheckpointedPosition(position)));
      assertThat(lines(rest)).isEqualTo(lines(all.subList(i + 1, all.size())));
    }
  }

  @Test
  void aDamagedFileIsNotReadAgainAfterItsDamage() throws IOException {
    Path file = directory.resolve("broken.ndjson.gz");
    Files.writeString(file, "no gzip");
    FileSourceSplit split = split(file);

    List<RecordAndPosition<RawRecord>> read =
        drain(FORMAT.createReader(new Configuration(), split));

    assertThat(read).hasSize(1);
    RawRecord damage = read.get(0).getRecord();
    assertThat(damage.payload).isEmpty();
    assertThat(damage.faultReason).isEqualTo(RejectReason.DAMAGED_FILE);
    assertThat(damage.fault)
        .isEqualTo(
            "The file is damaged: it does not begin as gzip files do. Nothing of it was read: mend"
                + " the file and give what is missing under another name.");
    CheckpointedPosition position =
        new CheckpointedPosition(read.get(0).getOffset(), read.get(0).getRecordSkipCount());
    assertThat(
            drain(
                FORMAT.restoreReader(
                    new Configuration(), split.updateWithCheckpointedPosition(position))))
        .isEmpty();
  }

  @Test
  void gzipIsKnownByItsBytes() throws IOException {
    Path file = directory.resolve("clicks-1-2026-11-01");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes("{}\n[]\n"));
    }

    FileSourceSplit split = split(file);
    List<RecordAndPosition<RawRecord>> all = drain(FORMAT.createReader(new Configuration(), split));

    assertThat(lines(all)).containsExactly("1:{}", "2:[]");
    assertThat(lines(goOn(FORMAT, split, all.get(0)))).containsExactly("2:[]");
  }

  @Test
  void nothingIsReadThatCameAfterTheFileWasFound() throws IOException {
    FileSourceSplit split = file("a.ndjson", "1\n2\n");
    append(split, "half a li");

    assertThat(lines(drain(TELLING.createReader(new Configuration(), split))))
        .containsExactly("1:1", "2:2");
    assertThatThrownBy(() -> drain(FORMAT.createReader(new Configuration(), split)))
        .isInstanceOf(FileChangedException.class)
        .hasMessageStartingWith(
            "The file a.ndjson has changed since it was found: it grew from 4 bytes"
                + " (written at 2023-11-14T22:13:20Z) to 13. ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.ndjson", "a.ndjson.gz"})
  void aFileThatChangedIsNotReadOn(String name) throws IOException {
    FileSourceSplit split = file(name, "1\n2\n3\n");
    RecordAndPosition<RawRecord> first =
        drain(FORMAT.createReader(new Configuration(), split)).get(0);
    Path file = Path.of(split.path().getPath());
    byte[] content = Files.readAllBytes(file);

    Files.write(file, new byte[content.length - 1]);
    assertChanged(split, first, "became shorter, from " + content.length + " bytes (written at ");
    Files.write(file, new byte[content.length + 1]);
    assertChanged(split, first, "grew from " + content.length + " bytes (written at ");
    Files.write(file, content);
    assertChanged(split, first, "was written again: its time was 2023-11-14T22:13:20Z and is ");
    Files.delete(file);
    assertChanged(split, first, "is gone");
  }

  /** The record that stands for the rest is the last one, however often it is gone on from. */
  private static void assertChanged(
      FileSourceSplit split, RecordAndPosition<RawRecord> first, String what) throws IOException {
    assertThatThrownBy(() -> goOn(FORMAT, split, first))
        .isInstanceOf(FileChangedException.class)
        .hasMessageContaining(what);
    List<RecordAndPosition<RawRecord>> rest = goOn(TELLING, split, first);
    assertThat(rest).hasSize(1);
    RawRecord change = rest.get(0).getRecord();
    assertThat(change.faultReason).isEqualTo(RejectReason.FILE_CHANGED);
    assertThat(change.fault)
        .startsWith("The file has changed since it was found: it " + what)
        .contains(". Nothing was read behind line 1: copy what is missing to a file of another");
    assertThat(change.sequenceNumber).isEqualTo("2");
    assertThat(goOn(TELLING, split, rest.get(0))).isEmpty();
  }

  @Test
  void aFileThatBecomesShorterWhileItIsReadIsNotTakenForWhole() throws IOException {
    FileSourceSplit whole = file("a.ndjson", "1\n2\n");
    FileSourceSplit longer =
        new FileSourceSplit(whole.splitId(), whole.path(), 0, 9, MODIFIED_MILLIS, 9);

    assertThat(lines(drain(TELLING.createReader(new Configuration(), longer))))
        .containsExactly("1:1", "2:2", "3:");
  }

  @Test
  void aChangeIsReadAsOneRecordOfTheWholeFile() throws IOException {
    FileSourceSplit split = file("a.ndjson", "1\n");
    FileSourceSplit change =
        ChangeSplit.of(
            new FoundFile("a.ndjson", split.path(), FileMark.of(2, MODIFIED_MILLIS)), "grew");

    List<RecordAndPosition<RawRecord>> read =
        drain(TELLING.createReader(new Configuration(), change));

    assertThat(lines(read)).containsExactly("0:");
    RawRecord record = read.get(0).getRecord();
    assertThat(record.shardId).isEqualTo("a.ndjson");
    assertThat(record.faultReason).isEqualTo(RejectReason.FILE_CHANGED);
    assertThat(record.fault)
        .startsWith("The file has changed since it was found: it grew. What is new in it is");
    assertThat(goOn(TELLING, change, read.get(0))).isEmpty();
  }

  private static List<RecordAndPosition<RawRecord>> goOn(
      NdjsonFormat format, FileSourceSplit split, RecordAndPosition<RawRecord> after)
      throws IOException {
    CheckpointedPosition position =
        new CheckpointedPosition(after.getOffset(), after.getRecordSkipCount());
    return drain(
        format.restoreReader(new Configuration(), split.updateWithCheckpointedPosition(position)));
  }

  private static void append(FileSourceSplit split, String content) throws IOException {
    Files.writeString(Path.of(split.path().getPath()), content, StandardOpenOption.APPEND);
  }

  private FileSourceSplit file(String name, String content) throws IOException {
    Path file = directory.resolve(name);
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
      out.write(bytes(content));
    }

    return split(file);
  }

  private static FileSourceSplit split(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.fromMillis(MODIFIED_MILLIS));
    org.apache.flink.core.fs.Path[] parents = {
      new org.apache.flink.core.fs.Path(file.getParent().toUri())
    };
    return new EventFileEnumerator().enumerateSplits(parents, 1).iterator().next();
  }

  private static List<RecordAndPosition<RawRecord>> drain(BulkFormat.Reader<RawRecord> reader)
      throws IOException {
    List<RecordAndPosition<RawRecord>> records = new ArrayList<>();
    try (reader) {
      for (BulkFormat.RecordIterator<RawRecord> batch = reader.readBatch();
          batch != null;
          batch = reader.readBatch()) {
        for (RecordAndPosition<RawRecord> record = batch.next();
            record != null;
            record = batch.next()) {
          records.add(record);
        }
      }
    }

    return records;
  }

  /** Each record as {@code line number:content}: comparing field by field takes a minute. */
  private static List<String> lines(List<RecordAndPosition<RawRecord>> records) {
    return records.stream()
        .map(RecordAndPosition::getRecord)
        .map(
            record ->
                record.sequenceNumber + ":" + new String(record.payload, StandardCharsets.UTF_8))
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
