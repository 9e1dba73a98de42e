package io.eventlake.testing;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.JobHistory;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;

/**
 * A savepoint of a release, committed with the tests, and what the newest commit of each table said
 * of itself at that moment. The rows are not kept: the same input gives the same ones, and {@link
 * #relabel} makes a lake of a later run the one that the savepoint left.
 */
public final class StateFixture {

  private static final String JOB = "clickstream";
  private static final String HEADS = "heads.json";
  private static final String OWN_KEYS = "eventlake.";
  private static final JsonMapper JSON = new JsonMapper();

  private final Path directory;

  /** The one of a release. */
  public StateFixture(String release) {
    directory = Path.of("src", "test", "resources", "savepoints", release).toAbsolutePath();
  }

  /** For {@code local.restore-from}. */
  public String savepoint() {
    return directory.toUri().toString();
  }

  /** Keeps a savepoint and the newest commits of its tables. */
  public void write(String savepoint, LakeOptions options) throws IOException {
    Files.createDirectories(directory);
    try (Stream<Path> files = Files.list(Path.of(URI.create(savepoint)))) {
      for (Path file : files.toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }

    Map<String, Map<String, String>> heads = new TreeMap<>();
    try (LakeTables lake = new LakeTables(Lakes.of(options))) {
      for (TableName name : Lakes.tables().readable()) {
        Snapshot newest = JobHistory.of(lake.load(name), JOB).newest();
        if (newest != null) {
          Map<String, String> summary = new TreeMap<>(newest.summary());
          summary.keySet().removeIf(key -> !key.startsWith(OWN_KEYS));
          heads.put(name.toString(), summary);
        }
      }
    }

    Files.write(
        directory.resolve(HEADS), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(heads));
  }

  /** Gives tables with the same rows the newest commits that the savepoint knows. */
  public void relabel(LakeOptions options) throws IOException {
    Map<String, Map<String, String>> heads =
        JSON.readValue(directory.resolve(HEADS).toFile(), new TypeReference<>() {});
    try (LakeTables lake = new LakeTables(Lakes.of(options))) {
      for (TableName name : Lakes.tables().readable()) {
        if (heads.containsKey(name.toString())) {
          LakeWriter.append(lake.load(name), List.of(), heads.get(name.toString()));
        }
      }
    }
  }
}
