package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.web.WebTables;
import io.eventlake.family.web.generate.ExpectedLake;
import io.eventlake.family.web.generate.GeneratedFiles;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.family.web.generate.Quirk;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeComparison;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A checkpoint of a job has few files: readers open them all until they are compacted. */
class FilesOfCheckpointITCase {

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void growsByTheTablesOfManyRowsAlone(int subtasks) throws IOException {
    GeneratedFiles files = new GeneratedFiles(directory, GeneratedFiles.Compression.NONE, 300);
    ExpectedLake expected = files.write(withinAnHour());
    JobOptions options = options(files, subtasks);

    LocalRun.start(options).ended().join();

    try (LakeTables tables = new LakeTables(Lakes.of(options.lake))) {
      for (TableName name : WebTables.set().tables()) {
        assertFew(tables.load(name), WebTables.set().definition(name).hasFewRows(), subtasks);
      }
    }

    LakeComparison.assertLake(options.lake, expected);
  }

  private static void assertFew(Table table, boolean fewRows, int subtasks) {
    List<DataFile> files = new ArrayList<>();
    table.snapshots().forEach(each -> each.addedDataFiles(table.io()).forEach(files::add));
    Set<String> partitions = new TreeSet<>();
    files.forEach(file -> partitions.add(file.partition().toString()));
    int most = fewRows ? partitions.size() : partitions.size() * subtasks;
    assertThat(files).as("files of %s in %s", table, partitions).hasSizeBetween(most / 2, most);
    assertThat(table.currentSnapshot() == null || table.currentSnapshot().parentId() == null)
        .as("one checkpoint")
        .isTrue();
  }

  /**
   * As those of a stream's checkpoint; nothing is late, so that no session is corrected, nor sent
   * again in other bytes, of which several readers take either first.
   */
  private static GeneratorOptions withinAnHour() {
    return GeneratorOptions.events(3_000)
        .seed(20_261_201)
        .start(Instant.parse("2026-01-05T12:05:00Z"))
        .span(Duration.ofMinutes(20))
        .share(Quirk.LATE, 0)
        .share(Quirk.CLOCK_SKEW, 0)
        .share(Quirk.RESENT, 0)
        .share(Quirk.WITHOUT_ID, 0)
        .build();
  }

  /** One checkpoint, at the end of the input. */
  private JobOptions options(GeneratedFiles files, int subtasks) {
    Map<String, String> properties = new HashMap<>();
    properties.put("job.name", "clickstream");
    properties.put("source.type", "files");
    properties.put("source.path", files.events().toString());
    properties.put("segments.type", "file");
    properties.put("segments.path", files.segments().toString());
    properties.put("lake.warehouse", directory.resolve("lake").toString());
    properties.put("local.state-directory", directory.resolve("state").toString());
    properties.put("local.checkpoint-interval", "1 h");
    properties.put("local.parallelism", Integer.toString(subtasks));
    return JobOptions.parse(properties);
  }
}
