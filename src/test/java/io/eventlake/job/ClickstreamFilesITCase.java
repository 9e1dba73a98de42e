package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.family.web.generate.ExpectedLake;
import io.eventlake.family.web.generate.GeneratedFiles;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.family.web.generate.Quirk;
import io.eventlake.testing.LakeComparison;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole job over files, bounded, on an embedded Flink: every table against the oracle. */
class ClickstreamFilesITCase {

  private static final long SEED = 20_260_301;

  @TempDir private Path directory;

  @Test
  void everyTableHasTheExpectedRows() throws IOException {
    GeneratedFiles files = new GeneratedFiles(directory, GeneratedFiles.Compression.NONE, 30_000);
    ExpectedLake expected =
        files.write(GeneratorOptions.events(20_000).seed(SEED).crawlers(1).build());

    JobOptions options = options(files, Map.of("local.parallelism", "2"));
    LocalRun.start(options).ended().join();

    LakeComparison.assertLake(options.lake, expected);
  }

  @Test
  void rocksDbAndGzipGiveTheSame() throws IOException {
    GeneratedFiles files = new GeneratedFiles(directory, GeneratedFiles.Compression.GZIP, 3_000);
    ExpectedLake expected = files.write(GeneratorOptions.events(9_000).seed(SEED + 1).build());

    JobOptions options =
        options(
            files,
            Map.of(
                "local.parallelism", "1",
                "local.state-backend", "rocksdb",
                "local.checkpoint-interval", "500 ms",
                "lake.database-prefix", "test_"));
    LocalRun.start(options).ended().join();

    LakeComparison.assertLake(options.lake, expected);
  }

  @Test
  void eventsBeyondTheHorizonAreKeptAndTold() throws IOException {
    GeneratedFiles files = new GeneratedFiles(directory, GeneratedFiles.Compression.NONE, 30_000);
    ExpectedLake expected =
        files.write(
            GeneratorOptions.events(12_000)
                .seed(SEED + 2)
                .span(Duration.ofHours(80))
                .share(Quirk.BEYOND_HORIZON, 0.01)
                .build());
    assertThat(expected.rows("ops.late_events")).isNotEmpty();

    // Watermarks are emitted in processing time: often enough, they keep pace with the file.
    JobOptions options = options(files, Map.of("local.parallelism", "1"));
    LocalRun.start(options).ended().join();

    LakeComparison.assertLake(options.lake, expected);
  }

  /** Of retries that go wild, and of producers that send two hours again. */
  @ParameterizedTest
  @ValueSource(strings = {"PT10M", "PT2H"})
  void fault32EveryRecordFiveTimes(Duration within) throws IOException {
    GeneratedFiles files = new GeneratedFiles(directory, GeneratedFiles.Compression.NONE, 30_000);
    ExpectedLake expected =
        files.write(
            GeneratorOptions.events(6_000).seed(SEED + 3).copies(5).copiesWithin(within).build());
    assertThat(expected.rows("silver.events").size())
        .isLessThan(expected.rows("bronze.events").size() / 3);

    JobOptions options = options(files, Map.of("local.parallelism", "2"));
    LocalRun.start(options).ended().join();

    LakeComparison.assertLake(options.lake, expected);
  }

  private JobOptions options(GeneratedFiles files, Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("job.name", "clickstream");
    properties.put("source.type", "files");
    properties.put("source.path", files.events().toString());
    properties.put("segments.type", "file");
    properties.put("segments.path", files.segments().toString());
    properties.put("lake.warehouse", directory.resolve("lake").toString());
    properties.put("local.state-directory", directory.resolve("state").toString());
    properties.putIfAbsent("local.checkpoint-interval", "2 s");
    return JobOptions.parse(properties);
  }
}
