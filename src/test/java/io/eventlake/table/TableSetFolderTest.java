package io.eventlake.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a folder of definitions may not have is told with the file. */
class TableSetFolderTest {

  @TempDir private Path directory;

  private URLClassLoader loader;

  @BeforeEach
  void open() throws IOException {
    loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, null);
    write("common/ops/record_counts.sql", "ops");
  }

  @AfterEach
  void close() throws IOException {
    loader.close();
  }

  @Test
  void aSetWithoutBronzeEventsIsNoFamilys() throws IOException {
    write("marts/gold/agg.sql", "site_gold");
    write("site/bronze/events.sql", "site_bronze");

    assertThat(read("marts").definitions())
        .extracting(table -> table.name().toString())
        .containsExactly("gold.agg");
    assertThat(read("site").definitions())
        .extracting(table -> table.name().toString())
        .containsExactly("bronze.events", "ops.record_counts");
    assertThat(read("marts").databasePrefix()).isEqualTo("site_");
    assertThat(TableSetFolder.names(loader)).containsExactly("marts", "site");
  }

  @Test
  void twoPrefixesInOneSet() throws IOException {
    write("site/bronze/events.sql", "site_bronze");
    write("site/silver/events.sql", "silver");

    assertThatThrownBy(() -> read("site"))
        .hasMessage(
            "iceberg-ddl/site/silver/events.sql: the database begins with '', and others of the set"
                + " site with 'site_': write the same before each layer");
  }

  @Test
  void aCommonTableOfOnesOwn() throws IOException {
    write("site/bronze/events.sql", "site_bronze");
    write("site/ops/record_counts.sql", "site_ops");

    assertThatThrownBy(() -> read("site"))
        .hasMessage(
            "iceberg-ddl/site/ops/record_counts.sql is not the set's to define: it is the same in"
                + " all, as of iceberg-ddl/common/ops/record_counts.sql");
  }

  @Test
  void aCommonTableWithOneSetsPrefix() throws IOException {
    write("site/bronze/events.sql", "site_bronze");
    write("common/ops/record_counts.sql", "site_ops");

    assertThatThrownBy(() -> read("site"))
        .hasMessage(
            "iceberg-ddl/common/ops/record_counts.sql: every set writes its own before"
                + " ops.record_counts: write the plain name");
  }

  @Test
  void anotherDatabaseThanTheLayers() throws IOException {
    write("site/bronze/events.sql", "silver");

    assertThatThrownBy(() -> read("site"))
        .hasMessageContaining("expected the table bronze.events, after which the file is named");
  }

  @Test
  void aFileThatIsNoDefinition() throws IOException {
    write("site/platinum/events.sql", "platinum");

    assertThatThrownBy(() -> read("site"))
        .hasMessage(
            "iceberg-ddl/site/platinum/events.sql is no definition: they are"
                + " iceberg-ddl/site/LAYER/TABLE.sql, LAYER one of bronze, gold, ops, silver");
  }

  private TableSetFolder read(String set) {
    return TableSetFolder.read(loader, set);
  }

  private void write(String file, String database) throws IOException {
    Path path = directory.resolve("iceberg-ddl").resolve(file);
    String table = path.getFileName().toString().replace(".sql", "");
    Files.createDirectories(path.getParent());
    Files.writeString(
        path,
        "-- A table.\nCREATE TABLE "
            + database
            + "."
            + table
            + " (\n  id string COMMENT 'Its id'\n)\nLOCATION 's3://${bucket}/"
            + database
            + "/"
            + table
            + "/'\nTBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet',"
            + " 'write_compression'='zstd')\n");
  }
}
