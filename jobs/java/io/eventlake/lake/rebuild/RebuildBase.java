package io.eventlake.lake.rebuild;

import io.eventlake.connector.iceberg.LakeFilters;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.LakeFiles;
import io.eventlake.connector.iceberg.sink.WrittenFiles;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.publish.MadeOf;
import io.eventlake.lake.publish.TableChange;
import io.eventlake.lake.status.DamageGuard;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.CloseableIterable;

/**
 * What a rebuild of some days begins from: one state of the whole lake, and the files in it that
 * the rebuilt ones replace. Files that a stream adds later are not among them and stay.
 */
public final class RebuildBase {

  private final LocalDate from;
  private final LocalDate to;
  private final LakeCut cut;
  private final Map<TableName, List<DataFile>> replaced = new LinkedHashMap<>();

  /** Days of arrival whose late events are written anew; null where there are none. */
  private LocalDate lateFrom;

  private LocalDate lateTo;

  private RebuildBase(LocalDate from, LocalDate to, LakeCut cut) {
    this.from = from;
    this.to = to;
    this.cut = cut;
  }

  /**
   * Looks at the lake as it is now.
   *
   * @param from first event day to rebuild, UTC
   * @param to last event day
   */
  public static RebuildBase of(LakeTables lake, LocalDate from, LocalDate to) {
    RebuildBase base = new RebuildBase(from, to, LakeCut.of(lake));
    for (TableName name : lake.set().byDay()) {
      base.replaced.put(name, base.files(lake, name, LakeFilters.eventDays(from, to)));
    }

    base.findLate(lake);
    base.replaced.put(lake.set().ledger(), List.of());
    return base;
  }

  public LocalDate from() {
    return from;
  }

  public LocalDate to() {
    return to;
  }

  /** The state of the lake. */
  public LakeCut cut() {
    return cut;
  }

  /**
   * Takes dead letters in that are replayed: all files of their partitions are written anew, and
   * bronze gets new ones.
   */
  public void replay(LakeTables lake, LetterPartitions letters) {
    replaced.put(TableName.DEAD_LETTERS, files(lake, TableName.DEAD_LETTERS, letters.filter()));
    replaced.put(TableName.BRONZE_EVENTS, List.of());
  }

  /** Id of the table's snapshot, or null where it had none. */
  public Long snapshot(TableName table) {
    return cut.snapshots().get(table);
  }

  /** The instant before which all event time has passed. */
  public Instant watermark() {
    return cut.watermark();
  }

  /** First arrival day whose late events are written anew; null where there are none. */
  public LocalDate lateFrom() {
    return lateFrom;
  }

  public LocalDate lateTo() {
    return lateTo;
  }

  /**
   * What the rebuild does to each table: the rebuilt files in place of those of the days.
   *
   * @param written the rebuilt files
   */
  public List<TableChange> changes(LakeTables lake, Collection<WrittenFiles> written) {
    List<TableChange> changes = new ArrayList<>();
    replaced.forEach(
        (table, files) ->
            changes.add(
                TableChange.replace(
                    table,
                    snapshot(table),
                    files,
                    LakeFiles.of(lake.load(table), table, written))));
    return changes;
  }

  /** The snapshots that it read. */
  public MadeOf sources(LakeTables lake) {
    MadeOf sources = MadeOf.nothing();
    cut.snapshots().forEach((table, snapshot) -> sources.with(lake.set(), table, snapshot));
    return sources;
  }

  /** The table's partitions are days of arrival, so whole ones are written anew. */
  private void findLate(LakeTables lake) {
    for (DataFile file : files(lake, TableName.LATE_EVENTS, LakeFilters.eventDays(from, to))) {
      LocalDate day = LocalDate.ofEpochDay(file.partition().get(0, Integer.class));
      lateFrom = lateFrom == null || day.isBefore(lateFrom) ? day : lateFrom;
      lateTo = lateTo == null || day.isAfter(lateTo) ? day : lateTo;
    }

    replaced.put(
        TableName.LATE_EVENTS,
        lateFrom == null
            ? List.of()
            : files(lake, TableName.LATE_EVENTS, LakeFilters.days("arrival_ts", lateFrom, lateTo)));
  }

  private List<DataFile> files(LakeTables lake, TableName name, Expression filter) {
    List<DataFile> files = new ArrayList<>();
    Long snapshot = snapshot(name);
    if (snapshot == null) {
      return files;
    }

    Table table = lake.load(name);
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshot).filter(filter).includeColumnStats().planFiles()) {
      tasks.forEach(task -> files.add(task.file()));
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be planned", e);
    } catch (RuntimeException e) { // of a manifest, a parser's
      throw new DamageGuard(lake, name).explained(e);
    }
  }
}
