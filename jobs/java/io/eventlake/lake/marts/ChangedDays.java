package io.eventlake.lake.marts;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * On which event days rows of a table came, went or were corrected between two of its snapshots, by
 * the partitions of files. Neither has to come of the other: after a rewind both ways to where they
 * part count. Compactions change no rows.
 */
public final class ChangedDays {

  private static final String EVENT_DAY = "event_dt";

  private final Table table;
  private final SortedSet<LocalDate> days = new TreeSet<>();

  private ChangedDays(Table table) {
    this.table = table;
  }

  /**
   * The days.
   *
   * @param from null where nothing was read before
   * @param to null where the table has no snapshot
   * @return empty where it cannot be told, because what lies between has expired for example: any
   *     day may be
   */
  public static Optional<SortedSet<LocalDate>> between(
      LakeTables lake, TableName name, Long from, Long to) {
    return between(lake.load(name), from, to);
  }

  /**
   * The same.
   *
   * @param from null where nothing was read before
   * @param to null where the table has no snapshot
   * @return empty where it cannot be told, because what lies between has expired for example: any
   *     day may be
   */
  static Optional<SortedSet<LocalDate>> between(Table table, Long from, Long to) {
    ChangedDays changed = new ChangedDays(table);
    if (from == null) {
      return to == null ? Optional.of(changed.days) : Optional.empty();
    }

    Optional<List<Snapshot>> snapshots = changed.snapshots(from, to);
    boolean isKnown =
        snapshots.isPresent() && snapshots.get().stream().allMatch(changed::canBeTold);
    return isKnown ? Optional.of(changed.days) : Optional.empty();
  }

  /** Those of one of the two lines alone. */
  private Optional<List<Snapshot>> snapshots(Long from, Long to) {
    Map<Long, Snapshot> before = new HashMap<>();
    boolean isWhole = true;
    for (Long id = from; id != null; id = before.get(id).parentId()) {
      Snapshot snapshot = table.snapshot(id);
      if (snapshot == null) {
        isWhole = false;
        break;
      }

      before.put(id, snapshot);
    }

    List<Snapshot> all = new ArrayList<>();
    Long id = to;
    while (id != null && !before.containsKey(id)) {
      Snapshot snapshot = table.snapshot(id);
      if (snapshot == null) {
        return Optional.empty();
      }

      all.add(snapshot);
      id = snapshot.parentId();
    }

    if (id == null && !isWhole || !before.containsKey(from)) {
      return Optional.empty();
    }

    for (Long left = from; left != null && !left.equals(id); left = before.get(left).parentId()) {
      all.add(before.get(left));
    }

    return Optional.of(all);
  }

  private boolean canBeTold(Snapshot snapshot) {
    return snapshot.operation().equals(DataOperations.REPLACE)
        || canBeTold(snapshot.addedDataFiles(table.io()))
            && canBeTold(snapshot.removedDataFiles(table.io()))
            && canBeTold(snapshot.addedDeleteFiles(table.io()))
            && canBeTold(snapshot.removedDeleteFiles(table.io()));
  }

  private boolean canBeTold(Iterable<? extends ContentFile<?>> files) {
    for (ContentFile<?> file : files) {
      Integer day = day(file);
      if (day == null) {
        return false;
      }

      days.add(LocalDate.ofEpochDay(day));
    }

    return true;
  }

  /** Null for a file of many days. */
  private Integer day(ContentFile<?> file) {
    PartitionSpec spec = table.specs().get(file.specId());
    for (int i = 0; i < spec.fields().size(); i++) {
      PartitionField field = spec.fields().get(i);
      if (field.transform().isIdentity()
          && EVENT_DAY.equals(spec.schema().findColumnName(field.sourceId()))) {
        return file.partition().get(i, Integer.class);
      }
    }

    return null;
  }
}
