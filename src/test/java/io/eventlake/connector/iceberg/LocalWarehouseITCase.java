package io.eventlake.connector.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableDiff;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A local warehouse: several connections at once, and what is said when it cannot be used. */
class LocalWarehouseITCase {

  private static final TableName SESSIONS = TableName.SESSIONS;

  @TempDir Path directory;

  /** A question mark began settings of the connection, and the lake lay in another directory. */
  @Test
  void anyNameOfADirectoryWillDo() {
    Path odd = directory.resolve("what? a=b&c #1 100%41;'\"\u00e9");
    LakeOptions options = options("lake.warehouse", odd.toString());
    try (LakeTables tables = new LakeTables(Lakes.of(options))) {
      tables.apply();
      LakeWriter.append(tables.load(SESSIONS), List.of(Map.of("session_id", "s", "events", 1L)));
      CatalogFile.of(options).orElseThrow().keepCopy(Instant.EPOCH);
    }

    try (LakeTables tables = new LakeTables(Lakes.of(options))) {
      assertThat(tables.load(SESSIONS).snapshots()).hasSize(1);
    }

    assertThat(directory).isDirectoryContaining(path -> path.equals(odd));
    assertThat(directory.toFile().list()).hasSize(1);
    assertThat(odd).isDirectoryContaining(path -> path.endsWith("catalog.db"));
  }

  @Test
  void appliesAndCommitsFromSeveralConnectionsAtOnce() throws Exception {
    int writers = 4;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    List<Future<List<TableDiff>>> results = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      results.add(
          threads.submit(
              () -> {
                try (LakeTables own = new LakeTables(Lakes.of(options()))) {
                  List<TableDiff> changes = own.apply();
                  LakeWriter.append(
                      own.load(SESSIONS), List.of(Map.of("session_id", "s", "events", 1L)));
                  return changes;
                }
              }));
    }

    for (Future<List<TableDiff>> result : results) {
      result.get();
    }

    threads.shutdown();
    try (LakeTables tables = new LakeTables(Lakes.of(options()))) {
      tables.verify(Lakes.tables().readable());
      assertThat(tables.load(SESSIONS).snapshots()).hasSize(writers);
    }
  }

  @Test
  void evolvesFromSeveralConnectionsAtOnce() throws Exception {
    try (LakeTables tables = new LakeTables(Lakes.of(options()))) {
      tables.apply();
      tables.load(SESSIONS).updateSchema().deleteColumn("revision").commit();
    }

    ExecutorService threads = Executors.newFixedThreadPool(3);
    List<Future<?>> results = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      results.add(
          threads.submit(
              () -> {
                try (LakeTables own = new LakeTables(Lakes.of(options()))) {
                  own.apply();
                }
              }));
    }

    for (Future<?> result : results) {
      result.get();
    }

    threads.shutdown();
    try (LakeTables tables = new LakeTables(Lakes.of(options()))) {
      assertThat(tables.diff()).isEmpty();
    }
  }

  @Test
  void saysWhatIsWrongWithTheWarehouse() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> new LakeTables(Lakes.of(options("lake.warehouse", file.toString()))))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("The warehouse " + file + " cannot be created");
    assertThatThrownBy(
            () -> new LakeTables(Lakes.of(options("lake.warehouse", "s3://bucket/folder"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("must be a directory with the local catalog");
    assertThatThrownBy(() -> Lakes.of(options("lake.warehouse", "/nowhere/x")).requireExisting())
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("There is no lake in /nowhere/x");
  }

  @Test
  void saysThatTheCatalogIsLocked() throws Exception {
    Path catalog = directory.resolve("catalog.db");
    String url = "jdbc:sqlite:" + catalog + "?busy_timeout=0";
    try (Connection other = DriverManager.getConnection(url);
        Statement lock = other.createStatement();
        Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      lock.execute("BEGIN EXCLUSIVE");

      assertThatThrownBy(
              () -> {
                try {
                  statement.execute("CREATE TABLE t(a)");
                } catch (SQLException e) {
                  throw LakeErrors.ofCatalog(catalog, "", new UncheckedSQLException(e, "x"));
                }
              })
          .isInstanceOf(LakeException.class)
          .hasMessage(
              "The catalog "
                  + catalog
                  + " is locked by another process, which did not let go of it: end that, or try"
                  + " again");
    }
  }

  @Test
  void saysThatARestCatalogDoesNotAnswer() {
    LakeOptions rest =
        options("lake.catalog", "rest", "lake.uri", "http://127.0.0.1:1", "lake.warehouse", "w");

    assertThatThrownBy(() -> new LakeTables(Lakes.of(rest)))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("The REST catalog http://127.0.0.1:1 (lake.uri) does not answer: ");
  }

  private LakeOptions options() {
    return options("lake.warehouse", directory + "/lake");
  }

  private static LakeOptions options(String... keysAndValues) {
    Map<String, String> properties = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.put(keysAndValues[i], keysAndValues[i + 1]);
    }

    return JobOptions.parseLake(properties);
  }
}
