package io.eventlake.cli;

import io.eventlake.connector.files.TableResultWriter;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.maintain.OrphanAge;
import io.eventlake.lake.maintain.OrphanFile;
import io.eventlake.lake.maintain.Orphans;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options of {@code maintain} that have to do with files which nothing names. */
final class OrphansMixin {

  private static final int DEFAULT_DAYS = 7;

  @Option(
      names = "--orphans",
      description =
          "Afterwards remove the files in the tables' folders that no snapshot and no metadata names.")
  boolean wanted;

  @Option(
      names = "--orphans-older-than",
      paramLabel = "DURATION",
      description =
          "With --orphans: age of the files to remove; 7 d unless given. Refused where a checkpoint or"
              + " a tagged savepoint may still name files of that age.")
  Duration age = Duration.ofDays(DEFAULT_DAYS);

  @Option(
      names = "--dry-run",
      description =
          "Show what there is to do, with --orphans also which files it would remove, and change nothing at"
              + " all.")
  boolean dryRun;

  /**
   * The age, or null where orphans are left alone.
   *
   * @throws io.eventlake.lake.maintain.OrphanException when it is too young
   */
  OrphanAge age(LakeTables lake, Instant now) {
    return wanted ? OrphanAge.of(lake, now, age) : null;
  }

  /** Removes the orphans of the tables, or finds them only. */
  Map<TableName, List<OrphanFile>> run(LakeTables lake, List<TableName> tables, OrphanAge age) {
    Map<TableName, List<OrphanFile>> all = new LinkedHashMap<>();
    for (TableName name : tables) {
      Orphans orphans = new Orphans(lake, name, age.before(name));
      List<OrphanFile> found = orphans.find();
      if (!dryRun) {
        orphans.remove(found);
      }

      all.put(name, found);
    }

    return all;
  }

  void print(Map<TableName, List<OrphanFile>> found, PrintWriter out) throws IOException {
    if (dryRun) {
      found.values().forEach(files -> files.forEach(out::println));
    }

    TableResultWriter writer = new TableResultWriter(out);
    writer.begin(List.of("table", dryRun ? "orphans" : "orphans removed", "bytes"));
    for (Map.Entry<TableName, List<OrphanFile>> table : found.entrySet()) {
      writer.row(List.of(table.getKey(), table.getValue().size(), bytes(table.getValue())));
    }

    writer.end();
  }

  /** By table: how many, their bytes, and in a dry run which. */
  List<Map<String, Object>> document(Map<TableName, List<OrphanFile>> found) {
    List<Map<String, Object>> all = new ArrayList<>();
    found.forEach(
        (table, files) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("table", table.toString());
          one.put("files", files.size());
          one.put("bytes", bytes(files));
          one.put(
              "would_remove",
              files.stream()
                  .filter(file -> dryRun)
                  .map(OrphanFile::toString)
                  .collect(Collectors.toList()));
          all.add(one);
        });
    return all;
  }

  private static long bytes(List<OrphanFile> files) {
    return files.stream().mapToLong(file -> file.bytes).sum();
  }
}
