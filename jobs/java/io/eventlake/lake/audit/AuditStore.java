package io.eventlake.lake.audit;

import io.eventlake.connector.iceberg.FoundMetadata;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.UnreadableTableException;
import io.eventlake.connector.iceberg.sink.RowFiles;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import io.eventlake.table.rows.Columns;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table {@code ops.audits}: one row for each line and day, the newest. It is small, so that it
 * is written anew as a whole, by whoever finds it as it was read; audits at the same time come one
 * after the other.
 */
final class AuditStore {

  private static final Logger LOG = LoggerFactory.getLogger(AuditStore.class);
  private static final List<String> NEVER_NULL =
      List.of("table_set", "line", "left_side", "right_side", "files", "audited_ts");
  private static final Duration KEPT = Duration.ofDays(5);
  private static final int ATTEMPTS = 10;
  private static final int PRECISION = 38;

  static final TableName TABLE = TableName.of("ops", "audits");

  private final LakeCatalog lake;

  /** The tables that are audited, by the name of their set. */
  private final String set;

  /**
   * @param audited the tables of which balances are remembered
   */
  AuditStore(LakeCatalog audited) {
    this.set = audited.set().name();
    this.lake = audited.with(TableSet.of("audits"));
  }

  /**
   * What is remembered; nothing where the table was never made.
   *
   * @throws LakeException when it cannot be read
   */
  Collection<StoredShare> read() {
    try (LakeTables tables = new LakeTables(lake)) {
      return tables.exists(TABLE)
          ? rows().values().stream()
              .filter(share -> share.set.equals(set))
              .collect(Collectors.toList())
          : List.of();
    }
  }

  /**
   * Has the table again after its metadata was lost or damaged, or the catalog has forgotten it:
   * with what the newest metadata that can be read remembers, else without anything.
   *
   * @return what was done, in a sentence; empty where nothing was the matter
   */
  Optional<String> recover() {
    try (LakeTables tables = new LakeTables(lake)) {
      boolean lost = !tables.exists(TABLE);
      if (lost ? !tables.isLost(TABLE) : isReadable(tables)) {
        return Optional.empty();
      }

      List<FoundMetadata> found = tables.folder(TABLE).newest();
      if (found.isEmpty()) {
        tables.replace(TABLE);
        return Optional.of("The metadata of " + TABLE + " is lost: the table was made anew.");
      }

      tables.register(lake.identifier(TABLE), found.get(0).file());
      return Optional.of(
          "The metadata of "
              + TABLE
              + " is lost: the table is again as it was written at "
              + found.get(0).written()
              + ".");
    }
  }

  private static boolean isReadable(LakeTables tables) {
    try {
      tables.load(TABLE);
      return true;
    } catch (UnreadableTableException e) {
      return false;
    }
  }

  /** Creates the table where it is missing, and says whether it was. */
  boolean create() {
    try (LakeTables tables = new LakeTables(lake)) {
      return !tables.exists(TABLE) && !tables.apply().isEmpty();
    }
  }

  /**
   * Remembers shares in place of those of the same lines and days. What is there already is not
   * written again.
   *
   * @return how many were written
   * @throws LakeException when the table cannot be written
   */
  int write(Collection<StoredShare> shares) {
    try (LakeTables tables = new LakeTables(lake)) {
      return write(tables.load(TABLE), shares);
    }
  }

  private int write(Table table, Collection<StoredShare> shares) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      table.refresh();
      Snapshot base = table.currentSnapshot();
      Map<StoredShare.Key, StoredShare> rows = known();
      List<StoredShare> others =
          shares.stream()
              .filter(share -> !rows.containsKey(share.key()) || !rows.get(share.key()).says(share))
              .collect(Collectors.toList());
      if (others.isEmpty()) {
        return 0;
      }

      others.forEach(share -> rows.put(share.key(), share));
      if (replace(table, base, rows.values())) {
        forgetOlder(table);
        return others.size();
      }
    }

    throw new LakeException(
        "Other audits wrote to " + TABLE + " " + ATTEMPTS + " times in a row: try again");
  }

  /** False when another was quicker. */
  private static boolean replace(Table table, Snapshot base, Collection<StoredShare> rows) {
    DataFile[] files;
    try {
      files = RowFiles.write(table, rows.stream().map(AuditStore::row).iterator());
    } catch (IOException e) {
      throw new LakeException(TABLE + " cannot be written: " + e.getMessage(), e);
    }

    OverwriteFiles overwrite =
        table
            .newOverwrite()
            .overwriteByRowFilter(Expressions.alwaysTrue())
            .conflictDetectionFilter(Expressions.alwaysTrue())
            .validateNoConflictingData();
    if (base != null) {
      overwrite.validateFromSnapshot(base.snapshotId());
    }

    for (DataFile file : files) {
      overwrite.addFile(file);
    }

    try {
      overwrite.commit();
      return true;
    } catch (ValidationException | CommitFailedException e) {
      for (DataFile file : files) {
        table.io().deleteFile(file.location());
      }

      return false;
    }
  }

  /** What it remembered days ago nobody asks for; maintain looks at the tables of jobs. */
  private static void forgetOlder(Table table) {
    try {
      long before = System.currentTimeMillis() - KEPT.toMillis();
      table.expireSnapshots().expireOlderThan(before).retainLast(1).commit();
    } catch (RuntimeException e) { // the next audit does it, too
      LOG.warn("Older snapshots of {} stay", TABLE, e);
    }
  }

  /** What is damaged is written anew without it: it can be computed again. */
  private Map<StoredShare.Key, StoredShare> known() {
    try {
      return rows();
    } catch (LakeException e) {
      LOG.warn("What {} remembered is lost", TABLE, e);
      return new LinkedHashMap<>();
    }
  }

  private Map<StoredShare.Key, StoredShare> rows() {
    Map<StoredShare.Key, StoredShare> rows = new LinkedHashMap<>();
    try (LakeEngine engine = LakeEngine.proving(lake, newest(), Clock.systemUTC())) {
      engine.run("SELECT * FROM " + TABLE + " ORDER BY line, day, audited_ts").all().stream()
          .filter(AuditStore::isWhole)
          .map(AuditStore::share)
          .forEach(share -> rows.put(share.key(), share));
    }

    return rows;
  }

  private Map<TableName, Long> newest() {
    try (LakeTables tables = new LakeTables(lake)) {
      Snapshot newest = tables.load(TABLE).currentSnapshot();
      return newest == null ? Map.of() : Map.of(TABLE, newest.snapshotId());
    }
  }

  /** Somebody else may have written to it, too. */
  private static boolean isWhole(Map<String, Object> row) {
    return NEVER_NULL.stream().allMatch(column -> row.get(column) != null);
  }

  private static StoredShare share(Map<String, Object> row) {
    Object day = row.get("day");
    return new StoredShare(
        (String) row.get("table_set"),
        (String) row.get("line"),
        day == null ? null : LocalDate.parse(day.toString()),
        new BigDecimal(Objects.toString(row.get("left_side"))),
        new BigDecimal(Objects.toString(row.get("right_side"))),
        (String) row.get("files"),
        (String) row.get("snapshots"),
        (String) row.get("state"),
        ChronoUnit.MICROS.between(
            Instant.EPOCH, Instant.parse(Objects.toString(row.get("audited_ts")))));
  }

  private static RowData row(StoredShare share) {
    return GenericRowData.of(
        Columns.text(share.set),
        Columns.text(share.line),
        share.day == null ? null : (Integer) Math.toIntExact(share.day.toEpochDay()),
        DecimalData.fromBigDecimal(share.left, PRECISION, 0),
        DecimalData.fromBigDecimal(share.right, PRECISION, 0),
        Columns.text(share.files),
        Columns.text(share.snapshots),
        Columns.text(share.state),
        Columns.timestampMicros(share.auditedMicros));
  }
}
