package io.eventlake.cli;

import io.eventlake.cli.progress.Steps;
import io.eventlake.connector.files.TableResultWriter;
import io.eventlake.connector.iceberg.CatalogFile;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.lake.maintain.Maintenance;
import io.eventlake.lake.maintain.OrphanAge;
import io.eventlake.lake.rebuild.RebuildBranch;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
import picocli.CommandLine.TypeConversionException;

/** {@code maintain}: large files, few snapshots, no orphans. */
@Command(
    name = "maintain",
    description = {
      "Makes large files of small ones in days that are over, and forgets old snapshots with the files"
          + " that only they need. Jobs may go on writing.",
      "Snapshots that a restore needs stay: what a tag names (savepoint --name), what a rewind left"
          + " behind, and the newest commit of each job. Of a local catalog a copy is kept.",
      "With --orphans also removes files that nothing names, of writers that crashed."
    },
    footer = {
      "%nExamples:",
      "  eventlake maintain --warehouse lake",
      "  eventlake maintain --warehouse lake --table silver.events --before 2026-11-01",
      "  eventlake maintain --warehouse lake --orphans --dry-run"
    })
final class MaintainCommand implements Callable<Integer> {

  private static final int DEFAULT_KEEP_DAYS = 5;

  /** As sizes in the configuration are written. */
  static final class SizeConverter implements ITypeConverter<MemorySize> {
    @Override
    public MemorySize convert(String value) {
      try {
        return MemorySize.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + value + "' is no size such as 64 mb or 1 gb");
      }
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
      description =
          "Compact the days before this one, UTC, such as 2026-11-01 or yesterday; today unless given.")
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
      paramLabel = "DURATION",
      description = "Age from which snapshots are forgotten; 5 d unless given.")
  Duration keep = Duration.ofDays(DEFAULT_KEEP_DAYS);

  @Mixin OrphansMixin orphans;
  @Mixin LakeOptionsMixin lake;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Clock clock = Clock.systemUTC();
    LocalDate day = before == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : before;
    if (orphans.dryRun && !orphans.wanted) {
      throw new ParameterException(spec.commandLine(), "--dry-run goes with --orphans");
    }

    List<TableName> chosen = TablesCommand.named(spec, tables);

    try (LakeTables opened = lake.open()) {
      OrphanAge age = orphans.age(opened, clock.instant());
      if (orphans.dryRun) {
        orphans.run(opened, chosen, age, spec.commandLine().getOut());
        return ExitCode.OK;
      }

      try (LakeLease lease = LakeLease.take(opened, "a maintain")) {
        finishInterrupted(opened, lease);
        maintain(opened, chosen, day, clock.instant().minus(keep));
        CatalogFile.of(lake.options()).ifPresent(catalog -> catalog.keepCopy(clock.instant()));
        if (age != null) {
          orphans.run(opened, chosen, age, spec.commandLine().getOut());
        }
      }
    }

    return ExitCode.OK;
  }

  /** A compaction between two tables of a publication would leave a half of it for ever. */
  private void finishInterrupted(LakeTables opened, LakeLease lease) {
    RebuildBranch.finishInterrupted(opened, lease)
        .forEach(
            name ->
                spec.commandLine().getOut().println("Published what was left of " + name + "."));
  }

  private void maintain(LakeTables opened, List<TableName> chosen, LocalDate day, Instant expiry)
      throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    int compacted = 0;
    int expired = 0;
    try (Steps steps = Steps.on(spec.commandLine().getErr())) {
      for (TableName name : chosen) {
        Maintenance table = new Maintenance(opened, name, fileSize.getBytes());
        long files = table.files();
        steps.accept("Compacting " + name + ", " + files + " files");
        int read = table.compact(day);
        steps.accept("Expiring snapshots of " + name);
        int forgotten = table.expire(expiry);
        rows.add(List.of(name, files, table.files(), megabytes(table), read, forgotten));
        compacted += read;
        expired += forgotten;
      }
    }

    PrintWriter out = spec.commandLine().getOut();
    out.println("Done: " + compacted + " files compacted, " + expired + " snapshots expired.");
    TableResultWriter writer = new TableResultWriter(out);
    writer.begin(
        List.of("table", "files before", "files", "MB/file", "compacted", "snapshots expired"));
    for (List<Object> row : rows) {
      writer.row(row);
    }

    writer.end();
  }

  private static String megabytes(Maintenance table) {
    return table.files() == 0
        ? ""
        : String.format(Locale.ROOT, "%.1f", table.bytes() / 1e6 / table.files());
  }
}
