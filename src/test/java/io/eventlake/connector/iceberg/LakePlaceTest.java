package io.eventlake.connector.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import io.eventlake.testing.Directories;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.SupportsBulkOperations;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is written or deleted outside of a lake's warehouse, however it is named. */
class LakePlaceTest {

  @TempDir private Path directory;

  @Test
  void filesOutsideOfALocalWarehouseAreNeitherWrittenNorDeleted() throws Exception {
    Path lake = Files.createDirectory(directory.resolve("lake"));
    Path beside = Files.createDirectory(directory.resolve("lake2")).resolve("x");
    Files.writeString(beside, "x");
    Files.createSymbolicLink(lake.resolve("way-out"), beside.getParent());
    FileIO io = files(Map.of("lake.warehouse", lake.toString()));

    for (String outside :
        List.of(
            beside.toString(),
            "file:" + beside,
            "file://" + beside,
            lake + "/../lake2/x",
            "s3://lake/x",
            directory.toString())) {
      assertThatThrownBy(() -> io.deleteFile(outside))
          .isInstanceOf(LakeException.class)
          .hasMessageContaining("lies outside of the warehouse " + lake + " and was not deleted");
      assertThatThrownBy(() -> ((SupportsPrefixOperations) io).deletePrefix(outside))
          .isInstanceOf(LakeException.class);
      assertThatThrownBy(() -> io.newOutputFile(outside))
          .isInstanceOf(LakeException.class)
          .hasMessageContaining("was not written");
    }

    assertThat(beside).hasContent("x");
    io.newOutputFile(lake + "/a/b").create().close();
    io.deleteFile("file:" + lake + "/a/b");
    assertThat(lake.resolve("a/b")).doesNotExist();
  }

  @Test
  void filesOutsideOfTheFoldersOnS3AreNeitherWrittenNorDeleted() {
    FileIO io =
        files(
            Map.of(
                "lake.catalog", "glue",
                "lake.warehouse", "s3://lake/web/",
                "lake.bronze-warehouse", "s3://source/web",
                "lake.region", "eu-central-1"));

    for (String outside :
        List.of("s3://lake/web2/x", "s3://other/web/x", "s3a://lake/x", "/web/x")) {
      String message =
          outside + " lies outside of the warehouse s3://lake/web and s3://source/web and was not ";
      assertThatThrownBy(() -> io.deleteFile(outside)).hasMessageContaining(message + "deleted");
      assertThatThrownBy(
              () -> ((SupportsBulkOperations) io).deleteFiles(List.of("s3://lake/web/x", outside)))
          .as("before the first goes")
          .hasMessageContaining(message + "deleted");
      assertThatThrownBy(() -> ((SupportsPrefixOperations) io).deletePrefix(outside))
          .hasMessageContaining(message + "deleted");
      assertThatThrownBy(() -> io.newOutputFile(outside)).hasMessageContaining(message + "written");
    }

    assertThat(io.newOutputFile("s3a://source/web/x").location()).isEqualTo("s3a://source/web/x");
  }

  @Test
  void otherNamesOfTheSameWarehouseAreNoOtherPlace() throws Exception {
    Path lake = directory.resolve("lake");
    create(lake);
    Path link = Files.createSymbolicLink(directory.resolve("link"), lake);

    for (String name : List.of(lake + "/", link.toString(), link + "//", lake + "/../link/.")) {
      try (LakeTables tables = new LakeTables(Lakes.of(options(Map.of("lake.warehouse", name))))) {
        tables.verify(Lakes.tables().readable());
        tables.load(TableName.SESSIONS).newAppend().commit();
      }
    }

    // Made by another name: what it names then is the link.
    Path other = directory.resolve("other");
    create(Files.createSymbolicLink(directory.resolve("other-link"), Files.createDirectory(other)));
    create(other);
  }

  @Test
  void aTableWhoseMetadataNamesAnotherPlaceIsNotLoadedWhateverTheCatalogSays() throws Exception {
    Path lake = directory.resolve("lake");
    create(lake);
    LakeOptions copy =
        options(
            Map.of("lake.warehouse", Directories.copy(lake, directory.resolve("copy")).toString()));
    SqliteCatalog catalog = new LocalWarehouse(copy).catalog();
    var from = catalog.metadataLocations();
    var to = new HashMap<>(from);
    to.replaceAll((name, row) -> row.replace(lake + "/", copy.warehouse + "/"));
    assertThat(catalog.move(from, to)).isTrue();

    try (LakeTables tables = new LakeTables(Lakes.of(copy))) {
      assertThatThrownBy(() -> tables.load(TableName.SESSIONS))
          .isInstanceOf(LakeException.class)
          .hasMessageContaining("is a copy")
          .hasMessageContaining("silver.sessions those in " + lake + "/silver/sessions");
      assertThatThrownBy(tables::apply).hasMessageContaining("tables relocate");
    }
  }

  @Test
  void nothingIsWrittenWhereALakeWas() throws Exception {
    Path lake = directory.resolve("lake");
    create(lake);
    try (LakeTables tables =
        new LakeTables(Lakes.of(options(Map.of("lake.warehouse", lake.toString()))))) {
      var table = tables.load(TableName.SESSIONS);
      Files.move(lake, directory.resolve("moved"));

      assertThatThrownBy(() -> table.newAppend().commit())
          .isInstanceOf(LakeException.class)
          .hasMessageStartingWith("The warehouse " + lake + " is not there any more")
          .hasMessageContaining("was it moved?");
    }

    assertThat(lake).doesNotExist();
  }

  private static void create(Path lake) {
    try (LakeTables tables =
        new LakeTables(Lakes.of(options(Map.of("lake.warehouse", lake.toString()))))) {
      tables.apply();
      tables.verify(Lakes.tables().readable());
    }
  }

  private static FileIO files(Map<String, String> properties) {
    return Lakes.of(options(properties)).files();
  }

  private static LakeOptions options(Map<String, String> properties) {
    return JobOptions.parseLake(properties);
  }
}
