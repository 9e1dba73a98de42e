package io.eventlake.connector.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
import io.eventlake.testing.ExportFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
