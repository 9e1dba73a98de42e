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
import java.util.List;
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
      description = "With --orphans: list what it would remove, and change nothing at all.")
  boolean dryRun;

  /**
   * The age, or null where orphans are left alone.
   *
   * @throws io.eventlake.lake.maintain.OrphanException when it is too young
   */
  OrphanAge age(LakeTables lake, Instant now) {
    return wanted ? OrphanAge.of(lake, now, age) : null;
  }

  /** Removes the orphans of the tables, or lists them. */
  void run(LakeTables lake, List<TableName> tables, OrphanAge age, PrintWriter out)
      throws IOException {
    TableResultWriter writer = new TableResultWriter(out);
    writer.begin(List.of("table", dryRun ? "orphans" : "orphans removed", "bytes"));
    for (TableName name : tables) {
      Orphans orphans = new Orphans(lake, name, age.before(name));
      List<OrphanFile> found = orphans.find();
      if (dryRun) {
        found.forEach(out::println);
      } else {
        orphans.remove(found);
      }

      writer.row(List.of(name, found.size(), found.stream().mapToLong(file -> file.bytes).sum()));
    }

    writer.end();
  }
}
