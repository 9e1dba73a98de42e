package io.eventlake.job;

import io.eventlake.config.JobOptions;
import io.eventlake.config.MaintainOptions;
import io.eventlake.config.OptionGroup;
import io.eventlake.connector.iceberg.CatalogFile;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.lake.maintain.MaintainedTable;
import io.eventlake.lake.publish.Publication;
import io.eventlake.table.TableName;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The tables of a family with large files and few snapshots; as the command {@code maintain}, of
 * all of them and without a look for orphans.
 */
final class MaintainJob implements BatchJob {

  @Override
  public String name() {
    return "maintain";
  }

  @Override
  public String description() {
    return "large files of small ones in days that are over, old snapshots gone";
  }

  @Override
  public List<OptionGroup<?>> groups() {
    return List.of(MaintainOptions.GROUP);
  }

  @Override
  public BatchResult run(JobOptions options, Clock clock, Consumer<String> progress) {
    LakeCatalog catalog = Lakes.ofFamily(options.lake, options.family);
    try (LakeTables lake = new LakeTables(catalog);
        LakeLease lease = LakeLease.takeAll(lake, "a maintain")) {
      Publication.finishAllInterrupted(lake, lease)
          .forEach(name -> progress.accept("Published what was left of " + name + "."));
      List<String> damaged =
          maintain(lake, options.own.get(MaintainOptions.GROUP), clock, progress);
      CatalogFile.of(options.lake).ifPresent(file -> file.keepCopy(clock.instant()));
      if (!damaged.isEmpty()) {
        throw new LakeException("Not all is done: " + String.join("; ", damaged));
      }

      return BatchResult.done().with("tables", lake.names().size());
    }
  }

  /** What is wrong with those that were left as they are. */
  private static List<String> maintain(
      LakeTables lake, MaintainOptions options, Clock clock, Consumer<String> progress) {
    LocalDate day =
        options.before == null
            ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
            : options.before;
    Instant expiry = clock.instant().minus(options.keep);
    List<String> damaged = new ArrayList<>();
    for (TableName name : lake.names()) {
      try {
        long bytes = options.fileSize.getBytes();
        progress.accept(line(MaintainedTable.of(lake, name, bytes, day, expiry, step -> {})));
      } catch (LakeException e) {
        damaged.add(e.getMessage());
      }
    }

    return damaged;
  }

  private static String line(MaintainedTable done) {
    return String.format(
        Locale.ROOT,
        "%-28s %,8d files, %,d before; %,d snapshots expired",
        done.name,
        done.files,
        done.filesBefore,
        done.snapshotsExpired);
  }
}
