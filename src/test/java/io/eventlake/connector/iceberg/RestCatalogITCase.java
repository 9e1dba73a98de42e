package io.eventlake.connector.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.family.web.generate.ExpectedLake;
import io.eventlake.family.web.generate.GeneratedFiles;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.job.FreePort;
import io.eventlake.job.Lakes;
import io.eventlake.job.LocalRun;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeComparison;
import io.eventlake.testing.LakeReader;
import io.eventlake.testing.LakeWriter;
import io.eventlake.testing.RestEndpoint;
import io.eventlake.testing.TestOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Iceberg's own RESTCatalog against a catalog's endpoint: {@code lake.catalog=rest}. */
class RestCatalogITCase {

  private static final long SEED = 20_260_302;

  @TempDir private Path directory;

  private RestEndpoint rest;

  @BeforeEach
  void start() throws Exception {
    rest = RestEndpoint.start(directory.resolve("lake"));
  }

  @AfterEach
  void stop() throws Exception {
    rest.close();
  }

  @Test
  void createsTheTablesInFoldersOfTheWarehouseUnderThePrefix() {
    try (LakeTables tables = new LakeTables(Lakes.of(options(directory).all().lake))) {
      assertThatThrownBy(() -> tables.verify(List.of(TableName.SESSIONS)))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("test_silver.sessions")
          .hasMessageContaining(". Run: ./eventlake tables apply --set lake.catalog=REST ");

      tables.apply();
      tables.verify(Lakes.tables().readable());

      assertThat(tables.load(TableName.SILVER_EVENTS).location())
          .isEqualTo(directory.resolve("lake") + "/test_silver/events");
      assertThat(tables.apply()).isEmpty();
    }
  }

  @Test
  void tablesOutsideOfTheWarehouseAreReadAndNotWritten() {
    try (LakeTables tables = new LakeTables(Lakes.of(options(directory).all().lake))) {
      tables.apply();
    }

    String other = directory.resolve("other").toString();
    LakeOptions wrong = options(directory).with("lake.warehouse", other).all().lake;
    try (LakeTables tables = new LakeTables(Lakes.of(wrong))) {
      Table table = tables.load(TableName.SESSIONS);
      assertThat(LakeReader.rows(table)).isEmpty();
      String sentence =
          "test_silver.sessions lies in "
              + table.location()
              + ", outside of the warehouse "
              + other
              + ": correct lake.warehouse";
      assertThatThrownBy(() -> tables.verify(Lakes.tables().readable()))
          .hasMessageContaining(sentence);
      assertThatThrownBy(tables::apply).hasMessageContaining(sentence);
      assertThatThrownBy(() -> LakeWriter.append(table, List.of(Map.of("session_id", "a"))))
          .hasMessageContaining("lies outside of the warehouse " + other);
    }
  }

  @Test
  void retriesACommitThatAnotherOneOvertook() {
    try (LakeTables tables = new LakeTables(Lakes.of(options(directory).all().lake))) {
      tables.apply();
      Table table = tables.load(TableName.SESSIONS);

      rest.overtakeNextCommit();
      LakeWriter.append(table, List.of(Map.of("session_id", "a")));

      assertThat(rest.conflicts()).isEqualTo(1);
      Table loaded = tables.load(TableName.SESSIONS);
      assertThat(LakeReader.rows(loaded)).hasSize(1);
      assertThat(loaded.snapshots()).hasSize(2);
    }
  }

  @Test
  void aJobWritesThroughItAndRetriesACommitThatAnotherOneOvertook() throws Exception {
    GeneratedFiles files = new GeneratedFiles(directory, GeneratedFiles.Compression.NONE, 3_000);
    ExpectedLake expected = files.write(GeneratorOptions.events(3_000).seed(SEED).build());
    JobOptions options =
        options(files.events())
            .with("segments.type", "file")
            .with("segments.path", files.segments().toString())
            .with("local.checkpoint-interval", "1 s")
            .with("local.state-directory", directory.resolve("state").toString())
            .all();

    rest.overtakeNextCommit();
    LocalRun.start(options).ended().join();

    assertThat(rest.conflicts()).isEqualTo(1);
    LakeComparison.assertLake(options.lake, expected);
  }

  @Test
  void aCatalogThatIsOutOfOrderAtTheEndOfTheInputLosesNothing() throws Exception {
    GeneratedFiles files = new GeneratedFiles(directory, GeneratedFiles.Compression.NONE, 3_000);
    ExpectedLake expected =
        files.write(
            GeneratorOptions.events(300).seed(SEED + 1).span(Duration.ofMinutes(10)).build());
    JobOptions options =
        options(files.events())
            .with("segments.type", "file")
            .with("segments.path", files.segments().toString())
            .with("local.checkpoint-interval", "1 s")
            .with("local.state-directory", directory.resolve("state").toString())
            .all();

    // One commit, tried until it is given up.
    rest.failCommits("test_silver.sessions", 6);
    LocalRun.start(options).ended().join();

    assertThat(rest.failuresLeft("test_silver.sessions")).isNegative();
    LakeComparison.assertLake(options.lake, expected);
  }

  @Test
  void aCatalogThatDoesNotAnswer() {
    String nobody = "http://127.0.0.1:" + FreePort.find();

    assertThatThrownBy(
            () -> new LakeTables(Lakes.of(options(directory).with("lake.uri", nobody).all().lake)))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("The REST catalog " + nobody + " (lake.uri) does not answer: ");
  }

  private TestOptions options(Path events) {
    return TestOptions.files(events.toString())
        .with("job.name", "clickstream")
        .with("lake.catalog", "rest")
        .with("lake.uri", rest.uri())
        .with("lake.warehouse", directory.resolve("lake").toString())
        .with("lake.database-prefix", "test_");
  }
}
