package io.eventlake.serve.webhooks;

import java.time.LocalDate;
import java.util.TreeSet;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * What a snapshot has that replaced files, as a rebuild of days does: most of their events were
 * there before, and those that were not are new.
 */
final class ReplacedDays {

  private static final String DAY = "event_dt";

  private final Snapshot snapshot;
  private final TreeSet<LocalDate> days;

  private ReplacedDays(Snapshot snapshot, TreeSet<LocalDate> days) {
    this.snapshot = snapshot;
    this.days = days;
  }

  /**
   * Looks at the files that it added.
   *
   * @throws BrokenLineException where the snapshot before has expired
   */
  static ReplacedDays of(Table table, Snapshot snapshot) {
    Long parent = snapshot.parentId();
    if (parent != null && table.snapshot(parent) == null) {
      throw new BrokenLineException(
          "Snapshot "
              + snapshot.snapshotId()
              + " replaced files of snapshot "
              + parent
              + ", which has expired, so this webhook does not know which of its events are new.",
          String.valueOf(snapshot.snapshotId()));
    }

    TreeSet<LocalDate> days = new TreeSet<>();
    for (DataFile file : snapshot.addedDataFiles(table.io())) {
      days.add(day(table.specs().get(file.specId()), file));
    }

    return new ReplacedDays(snapshot, days);
  }

  private static LocalDate day(PartitionSpec spec, DataFile file) {
    for (int i = 0; i < spec.fields().size(); i++) {
      if (spec.fields().get(i).name().equals(DAY)) {
        Integer day = file.partition().get(i, Integer.class);
        return LocalDate.ofEpochDay(day);
      }
    }

    throw new IllegalStateException("Events are partitioned by " + DAY + ", not by " + spec);
  }

  boolean isNone() {
    return days.isEmpty();
  }

  /** The events that the snapshot before did not have. */
  String query(String columns, String condition) {
    String within = "event_dt BETWEEN DATE '" + days.first() + "' AND DATE '" + days.last() + "'";
    String now =
        "SELECT "
            + columns
            + ", ts FROM silver.events FOR VERSION AS OF "
            + snapshot.snapshotId()
            + " WHERE "
            + within
            + " AND "
            + condition;
    return snapshot.parentId() == null
        ? now
        : "SELECT * FROM ("
            + now
            + ") AS n WHERE NOT EXISTS (SELECT 1 FROM silver.events FOR VERSION AS OF "
            + snapshot.parentId()
            + " AS b WHERE b."
            + within
            + " AND b.event_id = n.event_id"
            + " AND COALESCE(b.session_id, '') = COALESCE(n.session_id, '')"
            + " AND COALESCE(b.user_id_hash, '') = COALESCE(n.user_id_hash, ''))";
  }
}
