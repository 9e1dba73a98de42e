package io.eventlake.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.web.generate.ExpectedLake;
import io.eventlake.family.web.generate.GeneratedFiles;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.Lakes;
import io.eventlake.lake.status.TableStatus;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Generated events that come to the job {@code clickstream} file by file, in a directory which it
 * watches, so that it can be stopped and restored in between; and what its lake must hold at the
 * end.
 */
public final class WatchedEvents {

  private final Path directory;
  private final Map<String, String> lake;
  private final Path segments;
  private final List<Path> parts;
  private final ExpectedLake expected;

  /** Generates the events and makes the directories of lake and state below the given one. */
  public WatchedEvents(Path directory, long events, long eventsPerPart, long seed)
      throws IOException {
    this(directory, events, eventsPerPart, seed, Map.of());
  }

  /**
   * As above, with another lake.
   *
   * @param lake the property group {@code lake}
   */
  public WatchedEvents(
      Path directory, long events, long eventsPerPart, long seed, Map<String, String> lake)
      throws IOException {
    this.directory = directory;
    this.lake = lake;
    GeneratedFiles files =
        new GeneratedFiles(
            directory.resolve("generated"), GeneratedFiles.Compression.NONE, eventsPerPart);
    expected = files.write(GeneratorOptions.events(events).seed(seed).build());
    segments = files.segments();
    try (Stream<Path> all = Files.list(files.events())) {
      parts = all.sorted().toList();
    }

    Files.createDirectory(watched());
  }

  /** Hands a part over whole, as a producer has to. */
  public void deliver(int part) throws IOException {
    Path file = parts.get(part);
    Path hidden = watched().resolve("." + file.getFileName());
    Files.copy(file, hidden);
    Files.move(hidden, watched().resolve(file.getFileName()));
  }

  /** Hands over a file that nobody generated. */
  public void deliver(String name, byte[] content) throws IOException {
    Path hidden = Files.write(watched().resolve("." + name), content);
    Files.move(hidden, watched().resolve(name));
  }

  /** Takes a part away again, as if it had never been handed over here. */
  public void withdraw(int part) throws IOException {
    Files.delete(watched().resolve(parts.get(part).getFileName()));
  }

  public int parts() {
    return parts.size();
  }

  /** The job's properties without its name. */
  public Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("source.type", "files");
    properties.put("source.path", watched().toString());
    properties.put("source.files-mode", "watch");
    properties.put("source.files-watch-interval", "500 ms");
    properties.put("segments.type", "file");
    properties.put("segments.path", segments.toString());
    properties.put("lake.warehouse", lake().toString());
    properties.put("local.state-directory", state().toString());
    properties.put("local.checkpoint-interval", "500 ms");
    properties.put("local.parallelism", "1");
    properties.putAll(lake);
    return properties;
  }

  /** The job as it starts without state. */
  public JobOptions options() {
    return options(Map.of());
  }

  /** The job as it goes on from a savepoint or checkpoint. */
  public JobOptions restored(String path) {
    return options(Map.of("local.restore-from", path));
  }

  /** The job with other properties. */
  public JobOptions options(Map<String, String> more) {
    Map<String, String> properties = properties();
    properties.put("job.name", "clickstream");
    properties.putAll(more);
    return JobCatalog.options().parse(properties);
  }

  public Path lake() {
    return directory.resolve("lake");
  }

  public Path state() {
    return directory.resolve("state");
  }

  public Path savepoints() {
    return state().resolve("savepoints");
  }

  /** Rows of {@code bronze.events} that are committed. */
  public long rows() {
    try (LakeTables tables = new LakeTables(Lakes.of(options().lake))) {
      return TableStatus.of(tables, TableName.BRONZE_EVENTS).rows();
    }
  }

  /** Rows of {@code bronze.events} when all is read. */
  public int allRows() {
    return expected.rows(TableName.BRONZE_EVENTS.toString()).size();
  }

  /** The ids of events, sessions and users, as words: what of a payload any place would show. */
  public Set<String> identifiers() {
    Set<String> identifiers = new HashSet<>();
    for (Map<String, Object> row : expected.rows(TableName.SILVER_EVENTS.toString())) {
      for (String column : List.of("event_id", "session_id", "user_id_hash")) {
        if (row.get(column) != null) {
          // Before the colon of a hash stands its kind.
          String identifier = row.get(column).toString();
          identifiers.add(identifier.substring(identifier.indexOf(':') + 1));
        }
      }
    }

    return identifiers;
  }

  /** Returns when so many rows are committed; fails when the job ends before. */
  public void awaitRows(CompletableFuture<?> ended, long rows) throws InterruptedException {
    RunningJob.await(ended, () -> rows() >= rows);
  }

  /** How {@code bronze.events} is beside the oracle. */
  public LakeComparison.Difference difference(String... leftOut) {
    return LakeComparison.difference(options().lake, TableName.BRONZE_EVENTS, expected, leftOut);
  }

  /** Compares every table with the oracle, row by row, and asks the audit. */
  public void assertLake(String... leftOut) {
    assertThat(rows()).isEqualTo(allRows());
    LakeComparison.assertLake(options().lake, expected, leftOut);
  }

  private Path watched() {
    return directory.resolve("watched");
  }
}
