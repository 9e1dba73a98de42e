package io.eventlake.connector.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
import io.eventlake.event.RawRecord;
import io.eventlake.testing.ExportFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export counts only whole, and only with the files that its manifest names. */
class DynamoDbExportTest {

  private static final String ITEM = "{\"Item\":{}}";

  @TempDir private Path bucket;
  private ExportFolder export;

  @BeforeEach
  void full() {
    export = ExportFolder.full(bucket);
  }

  @Test
  void aWholeExportIsWhatItsManifestsSay() {
    write().complete();

    DynamoDbExport read = open();
    read.requireTable("segments", "segments.table");
    read.requireTable(ExportFolder.ARN, "segments.table");
    read.verify();

    assertThat(read.time()).isEqualTo(Instant.parse("2026-06-01T00:00:00Z"));
    assertThat(read.incremental()).isFalse();
    assertThat(read.tableArn()).isEqualTo(ExportFolder.ARN);
    assertThat(read.files())
        .extracting(file -> file.path().getName())
        .containsExactly("a", "b", "c");
    assertThat(read.files()).extracting(ExportFile::items).containsExactly(2L, 0L, 1L);
  }

  @Test
  void aCopyElsewhereIsWholeToo() throws IOException {
    write().complete();
    Path copy = bucket.resolve("copy");
    Files.move(export.folder(), copy);

    DynamoDbExport.open(copy.toString(), "The export").verify();
  }

  @Test
  void ofASharedFolderOnlyTheFilesOfTheManifestCount() throws IOException {
    export = ExportFolder.incremental(bucket);
    write().complete();
    Files.writeString(export.data().resolve("of-another-export.json.gz"), "whatever");

    DynamoDbExport read = open();
    read.verify();

    assertThat(read.incremental()).isTrue();
    assertThat(read.time()).isEqualTo(Instant.parse("2026-06-01T00:00:00Z"));
    assertThat(read.files()).hasSize(3);
  }

  @Test
  void anExportThatHasOnlyBegunIsRefused() {
    write();

    assertRefused("is an export that has only begun: wait until it is COMPLETED");
  }

  @Test
  void aFolderThatIsNoExportIsRefused() {
    assertThatThrownBy(() -> DynamoDbExport.open(bucket.toString(), "The export"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "The export has no manifest-summary.json: name the folder of one export,"
                + " .../AWSDynamoDB/ID");
  }

  @Test
  void anotherFormatIsRefused() {
    write().complete("ION", 3);

    assertRefused("is an export in the format ION: export the table in the format DYNAMODB_JSON");
  }

  @Test
  void anotherTableIsRefused() {
    write().complete();

    for (String table : List.of("orders", "ments", ExportFolder.ARN + "2")) {
      assertThatThrownBy(() -> open().requireTable(table, "segments.table"))
          .isInstanceOf(ConfigException.class)
          .hasMessage(
              "The export is an export of the table "
                  + ExportFolder.ARN
                  + ", but segments.table = "
                  + table);
    }
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    write().complete();
    Files.delete(export.data().resolve("b"));

    assertNotWhole("The export is not whole: its manifest names ", "/data/b, which does not exist");
  }

  @Test
  void aFileThatIsCutOrChangedIsNamed() throws IOException {
    write().complete();
    Path file = export.data().resolve("a");
    byte[] whole = Files.readAllBytes(file);

    Files.write(file, Arrays.copyOf(whole, whole.length - 9));
    assertNotWhole("The export is damaged: ", "/data/a has the MD5 ");
    Files.write(file, Files.readAllBytes(export.data().resolve("c")));
    assertNotWhole("The export is damaged: ", "/data/a has the MD5 ");
    Files.write(file, new byte[0]);
    assertNotWhole("The export is damaged: ", "/data/a has the MD5 ");
  }

  @Test
  void anotherNumberOfItemsIsNamed() {
    export.file("short", List.of(ITEM), 2).complete();

    assertNotWhole("The export is damaged: ", "/data/short has 1 items, its manifest says 2");
  }

  @Test
  void aStrayFileIsNamed() throws IOException {
    write().complete();
    Files.writeString(export.data().resolve(".a.crc"), "left by a copy");
    open();
    Files.writeString(export.data().resolve("stray.json.gz"), "");

    assertThatThrownBy(this::open)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("The export has a file that its manifest does not name, ")
        .hasMessageEndingWith("stray.json.gz: take it away");
  }

  @Test
  void manifestsThatAreCutAreRefused() throws IOException {
    write().complete();
    Path files = export.folder().resolve("manifest-files.json");
    String whole = Files.readString(files);
    String firstLine = whole.substring(0, whole.indexOf('\n') + 1);

    Files.writeString(files, firstLine);
    assertRefused(
        "is no whole export: its manifest-files.json is not what its MD5 says: copy it again");
    Files.delete(export.folder().resolve("manifest-files.md5"));
    assertRefused(
        "is no whole export: its manifest-files.json names files of 2 items, the summary says 3");
    Files.writeString(files, "\n{\"itemCount\":3}", StandardOpenOption.APPEND);
    assertRefused(
        "is no whole export: its manifest-files.json has a line without dataFileS3Key, md5Checksum"
            + " or itemCount");
    Files.writeString(files, whole.substring(0, whole.length() - 5));
    assertRefused("is no whole export: its manifest-files.json is cut or no JSON: copy it again");
    Files.writeString(files, whole.replace("/data/b", "/data/../../b"));
    assertThatThrownBy(this::open).hasMessageContaining("names a file of another place, ");
    Files.delete(files);
    assertRefused("has no manifest-files.json: copy the whole export");
  }

  @Test
  void aFileThatIsNamedTwiceIsRefused() {
    export.file("a", List.of(ITEM)).file("a", List.of(ITEM)).complete();

    assertThatThrownBy(this::open)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("The export is no whole export: its manifest-files.json names ")
        .hasMessageEndingWith("/data/a twice");
  }

  /** Its readers take each file from its start to its end, and fail there where it is damaged. */
  @Test
  void itemsAreCheckedWhileTheyAreRead() throws IOException {
    write().complete();
    DynamoDbExport read = open();
    ExportFormat format = new ExportFormat(read.files(), 6);
    List<String> splits =
        new ExportSplits(read.files())
            .enumerateSplits(new org.apache.flink.core.fs.Path[0], 1).stream()
                .map(split -> split.path().getName())
                .toList();
    assertThat(splits).containsExactly("b", "c", "a");

    RawRecord item = records(format, "c").get(0);
    assertThat(new String(item.payload, StandardCharsets.UTF_8)).isEqualTo("{\"Item\"");
    assertThat(item.payloadBytes).isEqualTo(27);
    assertThat(item.shardId).endsWith("/data/c");
    assertThat(item.sequenceNumber).isEqualTo("1");
    assertThat(records(format, "a")).hasSize(2);
    assertThat(records(format, "b")).isEmpty();

    Files.write(export.data().resolve("a"), Files.readAllBytes(export.data().resolve("c")));
    assertThatThrownBy(() -> records(format, "a"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("/data/a has the MD5 ");
    Files.delete(export.data().resolve("a"));
    assertThatThrownBy(() -> records(format, "a"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("/data/a, which does not exist; copy it from the bucket");
  }

  @Test
  void itTellsTheDaysOfItsWindow() {
    LocalDate day = LocalDate.parse("2026-05-31");
    write().complete();
    DynamoDbExport full = open();
    assertThat(full.tells(day.minusDays(9), day)).isTrue();
    assertThatThrownBy(() -> full.requireDays(day, day.plusDays(1)))
        .hasMessage(
            "The export has the items as they were at 2026-06-01T00:00:00Z, when 2026-06-01 was not"
                + " over: name a later export");

    DynamoDbExport changes =
        DynamoDbExport.open(
            ExportFolder.incremental(bucket).complete().folder().toString(), "The export");
    changes.requireDays(day, day);
    assertThat(changes.tells(day.minusDays(1), day)).isFalse();
    assertThat(changes.tells(day.minusDays(1), day.minusDays(1))).isFalse();
    assertThatThrownBy(() -> changes.requireDays(day.plusDays(1), day.plusDays(1)))
        .hasMessage(
            "The export has the changes from 2026-05-31T00:00:00Z to 2026-06-01T00:00:00Z, but"
                + " those from 2026-06-01T00:00:00Z to 2026-06-02T00:00:00Z were asked for: name"
                + " the export of these");
  }

  @Test
  void theNewestThatFitsIsFound() throws IOException {
    Instant first = Instant.parse("2026-05-30T02:00:00Z");
    ExportFolder.full(bucket, "1-old", first).complete();
    ExportFolder.full(bucket, "2-new", first.plusSeconds(9)).complete();
    ExportFolder.full(bucket, "3-begun", first.plusSeconds(99));
    ExportFolder.incremental(bucket, "4-changes", first, first.plusSeconds(900)).complete();
    Files.createDirectories(bucket.resolve("prefix/AWSDynamoDB/data"));
    ExportSearch search = new ExportSearch(bucket.toString());

    assertThat(search.newest("prefix", one -> !one.incremental(), "of all").id())
        .isEqualTo("2-new");
    assertThat(search.in("prefix/AWSDynamoDB/1-old").id()).isEqualTo("1-old");
    assertThat(search.in(bucket + "/prefix/AWSDynamoDB/1-old").id()).isEqualTo("1-old");
    assertThatThrownBy(() -> search.newest("prefix", one -> false, "of that day"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("prefix/AWSDynamoDB has no whole export of that day; there is ")
        .hasMessageContaining("1-old (items at 2026-05-30T02:00:00Z)")
        .hasMessageContaining(
            "3-begun is an export that has only begun: wait until it is COMPLETED")
        .hasMessageContaining(
            "4-changes (changes from 2026-05-30T02:00:00Z to 2026-05-30T02:15:00Z)");
    assertThatThrownBy(() -> search.newest("nowhere", one -> true, "of that day"))
        .hasMessageEndingWith("nowhere/AWSDynamoDB has no whole export of that day");
  }

  private List<RawRecord> records(ExportFormat format, String name) throws IOException {
    List<RawRecord> records = new ArrayList<>();
    org.apache.flink.core.fs.Path path =
        new org.apache.flink.core.fs.Path(export.data().resolve(name).toString());
    try (ExportFormat.Reader reader =
        format.createReader(new Configuration(), new FileSourceSplit(name, path, 0, 1, 0, 1))) {
      for (BulkFormat.RecordIterator<RawRecord> batch = reader.readBatch();
          batch != null;
          batch = reader.readBatch()) {
        for (RecordAndPosition<RawRecord> one = batch.next(); one != null; one = batch.next()) {
          records.add(one.getRecord());
        }
      }
    }

    return records;
  }

  private ExportFolder write() {
    return export
        .file("a", List.of(ITEM, ITEM))
        .file("b", List.of())
        .file("c", List.of("{\"Item\":{\"other\":{\"S\":\"\"}}}"));
  }

  private DynamoDbExport open() {
    return DynamoDbExport.open(export.folder().toString(), "The export");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(this::open)
        .isInstanceOf(ConfigException.class)
        .hasMessage("The export " + message);
  }

  private void assertNotWhole(String start, String part) {
    DynamoDbExport read = open();
    assertThatThrownBy(read::verify)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(start)
        .hasMessageContaining(part);
  }
}
