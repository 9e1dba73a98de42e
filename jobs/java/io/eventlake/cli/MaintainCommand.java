package io.eventlake.cli;

import io.eventlake.connector.files.TableResultWriter;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.maintain.Maintenance;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.MemorySize;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code maintain}: large files, few snapshots. */
@Command(
    name = "maintain",
    description = {
      "Makes large files of small ones in days that are over, and forgets old snapshots with the files"
          + " that only they need. Jobs may go on writing.",
      "Snapshots that a restore needs stay: what a tag names (savepoint --name), what a rewind left"
          + " behind, and the newest commit of each job."
    },
    footer = {
      "%nExamples:",
      "  eventlake maintain --warehouse lake",
      "  eventlake maintain --warehouse lake --table silver.events --before 2026-11-01"
    })
final class MaintainCommand implements Callable<Integer> {

  private static final int DEFAULT_KEEP_DAYS = 5;

  /** As sizes in the configuration are written. */
  static final class SizeConverter implements ITypeConverter<MemorySize> {
    @Override
    public MemorySize convert(String value) {
      return MemorySize.parse(value);
    }
  }

  @Option(
      names = "--table",
      paramLabel = "T",
      description = "Only this table, such as silver.events; may be repeated.")
  List<String> tables = List.of();

  @Option(
      names = "--before",
      paramLabel = "DATE",
      description = "Compact the days before this one, UTC; today unless given.")
  LocalDate before;

  @Option(
      names = "--file-size",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description =
          "Of the files to make; 64 mb unless given. As much of a sorted table is held in memory,"
              + " unpacked.")
  MemorySize fileSize = MemorySize.ofMebiBytes(64);

  @Option(
      names = "--keep",
      paramLabel = "TIME",
      converter = BackfillCommand.DurationConverter.class,
      description = "Age from which snapshots are forgotten; 5 d unless given.")
  Duration keep = Duration.ofDays(DEFAULT_KEEP_DAYS);

  @Mixin LakeOptionsMixin lake;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Clock clock = Clock.systemUTC();
    LocalDate day = before == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : before;
    for (String table : tables) {
      if (TableName.all().stream().noneMatch(name -> name.toString().equals(table))) {
        throw new ParameterException(
            spec.commandLine(),
            "There is no table " + table + "; the tables are " + TableName.all());
      }
    }

    TableResultWriter writer = new TableResultWriter(spec.commandLine().getOut());
    writer.begin(
        List.of("table", "files before", "files", "MB/file", "compacted", "snapshots expired"));
    try (LakeTables opened = lake.open()) {
      for (TableName name : TableName.all()) {
        if (tables.isEmpty() || tables.contains(name.toString())) {
          Maintenance table = new Maintenance(opened, name, fileSize.getBytes());
          long files = table.files();
          int compacted = table.compact(day);
          int expired = table.expire(clock.instant().minus(keep));
          writer.row(List.of(name, files, table.files(), megabytes(table), compacted, expired));
        }
      }
    }

    writer.end();
    return ExitCode.OK;
  }

  private static String megabytes(Maintenance table) {
    return table.files() == 0
        ? ""
        : String.format(Locale.ROOT, "%.1f", table.bytes() / 1e6 / table.files());
  }
}
