package io.eventlake.lake.maintain;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.status.DamageGuard;
import io.eventlake.table.TableName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Type;

/** Keeps a table's files large and its snapshots few; a job may go on writing to it. */
public final class Maintenance {

  private final Table table;
  private final DamageGuard guard;
  private final long targetBytes;

  /**
   * @param targetBytes size of the files that a compaction makes
   * @throws io.eventlake.connector.iceberg.LakeException when the table does not exist
   */
  public Maintenance(LakeTables lake, TableName name, long targetBytes) {
    this.table = lake.load(name);
    this.guard = new DamageGuard(lake, name);
    this.targetBytes = targetBytes;
  }

  /** Data and delete files of the current snapshot. */
  public long files() {
    return total(SnapshotSummary.TOTAL_DATA_FILES_PROP)
        + total(SnapshotSummary.TOTAL_DELETE_FILES_PROP);
  }

  /** Their size. */
  public long bytes() {
    return total(SnapshotSummary.TOTAL_FILE_SIZE_PROP);
  }

  /** Manifests of the current snapshot, which whoever plans a query may have to open. */
  public int manifests() {
    Snapshot snapshot = table.currentSnapshot();
    return snapshot == null ? 0 : told(() -> snapshot.allManifests(table.io()).size());
  }

  /** What there is to do now, without doing it. */
  public MaintenancePlan plan(LocalDate compactBefore, Instant expireBefore) {
    return told(
        () -> {
          Set<String> compacted =
              new Compaction(table, guard, daysBefore(compactBefore), targetBytes).planned();
          return new MaintenancePlan(
              compacted.size(),
              new UnmetDeletes(table).find(compacted).size(),
              new ManifestRewrite(table).planned(),
              new Expiry(table).planned(expireBefore));
        });
  }

  /**
   * Compacts the days before that one; all of a table that has no days.
   *
   * @return how many files were read
   * @throws io.eventlake.connector.iceberg.LakeException when one is damaged; what was compacted
   *     before it stays so
   */
  public int compact(LocalDate before) {
    Compaction compaction = new Compaction(table, guard, daysBefore(before), targetBytes);
    return told(
        () -> {
          compaction.run();
          table.refresh();
          return compaction.filesRead();
        });
  }

  /**
   * Takes delete files out of the table that no file meets, as all of a compacted day.
   *
   * @return how many
   */
  public int dropDeletes() {
    return told(() -> new UnmetDeletes(table).drop());
  }

  /**
   * Makes few manifests of many, where that pays: where at least five go.
   *
   * @return how many were replaced
   */
  public int rewriteManifests() {
    return told(
        () -> {
          int replaced = new ManifestRewrite(table).run();
          table.refresh();
          return replaced;
        });
  }

  /**
   * Expires snapshots from before that time but for those that a restore needs.
   *
   * @return how many went
   */
  public int expire(Instant before) {
    return told(() -> new Expiry(table).run(before));
  }

  /** A step; what fails in the words of a manifest's parser is told by table and file. */
  private <T> T told(Supplier<T> step) {
    try {
      return step.get();
    } catch (RuntimeException e) {
      throw guard.explained(e);
    }
  }

  private Expression daysBefore(LocalDate day) {
    PartitionSpec spec = table.spec();
    for (PartitionField field : spec.fields()) {
      Type source = table.schema().findType(field.sourceId());
      String column = table.schema().findColumnName(field.sourceId());
      if (source.typeId() == Type.TypeID.DATE) {
        return Expressions.lessThan(column, (int) day.toEpochDay());
      }

      if (source.typeId() == Type.TypeID.TIMESTAMP) {
        return Expressions.lessThan(column, day + "T00:00:00");
      }
    }

    return Expressions.alwaysTrue();
  }

  private long total(String property) {
    Snapshot snapshot = table.currentSnapshot();
    return snapshot == null ? 0 : Long.parseLong(snapshot.summary().getOrDefault(property, "0"));
  }
}
