package io.eventlake.connector.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalog that can only be read, its newest commits still in SQLite's log. */
class ReadOnlyCatalogTest {

  private static final TableName SESSIONS = TableName.SESSIONS;
  private static final TableIdentifier IDENTIFIER = TableIdentifier.of("silver", "sessions");

  @TempDir Path directory;

  private LakeOptions options;
  private Path file;

  @BeforeEach
  void options() {
    options = JobOptions.parseLake(Map.of("lake.warehouse", directory.resolve("lake").toString()));
    file = directory.resolve("lake").resolve("catalog.db");
  }

  @Test
  void readsWhatIsInTheLogAndWritesNothing() throws Exception {
    try (LakeTables writer = new LakeTables(Lakes.of(options))) {
      writer.apply();
      LakeWriter.append(writer.load(SESSIONS), List.of(Map.of("session_id", "s", "events", 1L)));
      assertThat(Files.size(file.resolveSibling("catalog.db-wal"))).isPositive();
      Map<String, byte[]> before = files();

      SqliteCatalog catalog = new SqliteCatalog(file, true);
      catalog.check();
      Map<TableIdentifier, String> tables = catalog.metadataLocations();

      assertThat(tables.keySet()).hasSize(Lakes.tables().readable().size());
      assertThat(tables.get(IDENTIFIER)).contains("/00001-");
      assertThatThrownBy(() -> catalog.move(tables, Map.of(IDENTIFIER, "elsewhere")))
          .isInstanceOf(SQLException.class)
          .satisfies(
              e ->
                  assertThat(LakeErrors.ofCatalog(file, "x", (SQLException) e))
                      .hasMessage("The catalog " + file + " " + LakePlace.READ_ONLY_REMEDY));
      catalog.close();
      assertThat(files()).containsExactlyInAnyOrderEntriesOf(before);
    }
  }

  @Test
  void saysThatItIsDamaged() throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "no catalog at all".repeat(100));
    SqliteCatalog catalog = new SqliteCatalog(file, true);

    assertThatThrownBy(catalog::check)
        .isInstanceOf(SQLException.class)
        .satisfies(
            e ->
                assertThat(LakeErrors.ofCatalog(file, "register", (SQLException) e))
                    .hasMessageContaining("is damaged"));
  }

  @Test
  void noFileIsWrittenOrDeleted() {
    LakePlace place =
        LakePlace.of(Map.of(LakePlace.PROPERTY, directory.toString(), LakePlace.READ_ONLY, "true"));

    assertThatThrownBy(() -> place.require(directory + "/x", "deleted"))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith(directory + "/x was not deleted: the warehouse " + directory)
        .hasMessageEndingWith(LakePlace.READ_ONLY_REMEDY);
  }

  private Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.list(file.getParent())) {
      for (Path path : walk.filter(Files::isRegularFile).toList()) {
        files.put(path.toString(), Files.readAllBytes(path));
      }
    }

    return files;
  }
}
