package io.eventlake.cli;

import io.eventlake.cli.format.FormatMixin;
import io.eventlake.cli.progress.Steps;
import io.eventlake.config.MaintainOptions;
import io.eventlake.config.SizeWords;
import io.eventlake.connector.iceberg.CatalogFile;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.lake.maintain.OrphanAge;
import io.eventlake.lake.maintain.OrphanFile;
import io.eventlake.lake.publish.Publication;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.MemorySize;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code maintain}: large files, few manifests and snapshots, no orphans. */
@Command(
    name = "maintain",
    description = {
      "Makes large files of small ones in days that are over, drops the files of deletes that nothing"
          + " meets then, writes a table's manifests anew where that spares readers five or more, and"
          + " forgets old snapshots with the files that only they need. Jobs may go on writing.",
      "Snapshots that a restore needs stay: what a tag names (savepoint --name), what a rewind left"
          + " behind, and the newest commit of each job. Of a local catalog a copy is kept.",
      "A file is looked at before its rows are written again: a table with one that is damaged stays as"
          + " it is, the others go on, and the exit code is 1.",
      "With --orphans also removes files that nothing names, of writers that crashed."
    },
    footer = {
      "%nExamples:",
      "  eventlake maintain --warehouse lake",
      "  eventlake maintain --warehouse lake --table silver.events --before 2026-11-01",
      "  eventlake maintain --warehouse lake --dry-run",
      "  eventlake maintain --warehouse lake --orphans --dry-run"
    })
final class MaintainCommand implements Callable<Integer> {

  /** As sizes in the configuration are written. */
  static final class SizeConverter implements ITypeConverter<MemorySize> {
    @Override
    public MemorySize convert(String value) {
      try {
        MemorySize size = SizeWords.size(value);
        if (size.getMebiBytes() < 1) {
          throw new IllegalArgumentException("is less than 1 mb");
        }

        return size;
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + value + "' " + e.getMessage());
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
  MemorySize fileSize = MaintainOptions.FILE_SIZE.defaultValue();

  @Option(
      names = "--keep",
      paramLabel = "DURATION",
      description = "Age from which snapshots are forgotten; 5 d unless given.")
  Duration keep = MaintainOptions.KEEP.defaultValue();

  @Mixin OrphansMixin orphans;
  @Mixin FormatMixin format;
  @Mixin LakeOptionsMixin lake;
  @Mixin LakeFamilyMixin family;
  @Spec CommandSpec spec;

  private final Map<String, Object> document = new LinkedHashMap<>();
  private final List<String> published = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    Clock clock = Clock.systemUTC();
    LocalDate day = before == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : before;
    Map<LakeCatalog, List<TableName>> chosen =
        new FamilyTables(spec, family.all(lake.options())).named(tables);
    return new EachFamily(List.copyOf(chosen.keySet()), format, spec.commandLine())
        .run(one -> maintain(one, chosen.get(one), day, clock));
  }

  private int maintain(LakeCatalog catalog, List<TableName> chosen, LocalDate day, Clock clock)
      throws IOException {
    document.clear();
    published.clear();
    try (LakeTables opened = new LakeTables(catalog.requireExisting())) {
      OrphanAge age = orphans.age(opened, clock.instant());
      if (orphans.dryRun) {
        return finish(opened, chosen, plan(opened, chosen, day, clock.instant().minus(keep)), age);
      }

      try (LakeLease lease = LakeLease.takeAll(opened, "a maintain")) {
        finishInterrupted(opened, lease);
        MaintainedTables done = maintain(opened, chosen, day, clock.instant().minus(keep));
        CatalogFile.of(lake.options()).ifPresent(file -> file.keepCopy(clock.instant()));
        return finish(opened, chosen, done, age);
      }
    }
  }

  /** A compaction between two tables of a publication would leave a half of it for ever. */
  private void finishInterrupted(LakeTables opened, LakeLease lease) {
    Publication.finishAllInterrupted(opened, lease)
        .forEach(
            name -> {
              published.add(name.toString());
              if (!format.isJson()) {
                spec.commandLine().getOut().println("Published what was left of " + name + ".");
              }
            });
  }

  private void runOrphans(LakeTables opened, List<TableName> chosen, OrphanAge age)
      throws IOException {
    if (age == null) {
      return;
    }

    Map<TableName, List<OrphanFile>> found = orphans.run(opened, chosen, age);
    if (format.isJson()) {
      document.put("orphans", orphans.document(found));
    } else {
      orphans.print(found, spec.commandLine().getOut());
    }
  }

  /** The orphans of what is whole; returns the exit code. */
  private int finish(
      LakeTables opened, List<TableName> chosen, MaintainedTables tables, OrphanAge age)
      throws IOException {
    List<TableName> whole = new ArrayList<>(chosen);
    whole.removeAll(tables.damaged().keySet());
    runOrphans(opened, whole, age);
    if (format.isJson()) {
      document.put("published", List.copyOf(published));
      format.tell(new LinkedHashMap<>(document), spec.commandLine().getOut());
    }

    PrintWriter err = spec.commandLine().getErr();
    tables.damaged().values().forEach(e -> err.println(e.getMessage()));
    return tables.damaged().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private MaintainedTables maintain(
      LakeTables opened, List<TableName> chosen, LocalDate day, Instant expiry) throws IOException {
    MaintainedTables maintained;
    try (Steps steps = Steps.on(spec.commandLine().getErr())) {
      maintained = new MaintainedTables(opened, fileSize.getBytes(), day, expiry, steps);
      chosen.forEach(maintained::maintain);
    }

    if (format.isJson()) {
      document.putAll(maintained.document());
    } else {
      maintained.print(spec.commandLine().getOut());
    }

    return maintained;
  }

  private MaintainedTables plan(
      LakeTables opened, List<TableName> chosen, LocalDate day, Instant expiry) throws IOException {
    MaintainedTables planned;
    try (Steps steps = Steps.on(spec.commandLine().getErr())) {
      planned = new MaintainedTables(opened, fileSize.getBytes(), day, expiry, steps);
      chosen.forEach(planned::plan);
    }

    if (format.isJson()) {
      document.putAll(planned.planDocument());
    } else {
      planned.printPlan(spec.commandLine().getOut());
    }

    return planned;
  }
}
