package io.eventlake.lake.status;

import io.eventlake.connector.iceberg.FamilyCommands;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.JobHistory;
import io.eventlake.table.TableName;
import java.time.Instant;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.transforms.Transforms;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.SnapshotUtil;

/** What helps where a file of a table is damaged; to be read behind what is the matter. */
final class Remedies {

  private static final String BACKUP = ": bring it back from a backup, under the same name";

  private Remedies() {}

  /**
   * Only an older state of the whole lake can do without it.
   *
   * @param sequence number of the commit that brought the file; null where it is not known
   */
  static String ofManifest(LakeTables lake, Table table, Long sequence) {
    return BACKUP + before(lake, table, sequence);
  }

  /**
   * The same for a file of rows or deletes.
   *
   * @param file the damaged one among those of the task
   */
  static String ofRows(
      LakeTables lake, TableName name, Table table, FileScanTask task, ContentFile<?> file) {
    String day = isMadeAnew(lake, name) ? day(task) : null;
    if (day == null) {
      return ofManifest(lake, table, file.fileSequenceNumber());
    }

    if (hasNothingToJoin(lake)) {
      return BACKUP
          + ", or make its day, "
          + day
          + ", anew by a rebuild with rebuild.segments=lookup and the options of segments that the job"
          + " has; one is shown by: "
          + lake.command("run", "--help");
    }

    return BACKUP
        + ", or make its day anew with: "
        + FamilyCommands.rebuild(lake, "rebuild.from=" + day, "rebuild.to=" + day);
  }

  /** What a rebuild makes day by day and does not read itself. */
  private static boolean isMadeAnew(LakeTables lake, TableName name) {
    return name.layer().equals("gold") && lake.set().byDay().contains(name);
  }

  /** True where what a rebuild reads of another set has never been written. */
  private static boolean hasNothingToJoin(LakeTables lake) {
    return lake.set().read().stream()
        .flatMap(set -> set.tables().stream())
        .anyMatch(name -> lake.load(name).currentSnapshot() == null);
  }

  /** Told as a plan: what is left behind by it has to be read again. */
  private static String before(LakeTables lake, Table table, Long sequence) {
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      if (sequence != null && snapshot.sequenceNumber() == sequence) {
        String job = job(table, snapshot.parentId());
        if (job != null) {
          return "; without one, go back with all tables to before the commit that brought it, and"
              + " read again from there, as planned by: "
              + lake.command(
                  "rewind",
                  "--at",
                  Instant.ofEpochMilli(snapshot.timestampMillis() - 1).toString(),
                  "--job",
                  job);
        }
      }
    }

    return "; no state from before it is kept, so without one its rows have to be read again";
  }

  /** The one that commits to the table, by the newest commit up to a snapshot; null for none. */
  private static String job(Table table, Long snapshotId) {
    if (snapshotId == null || table.snapshot(snapshotId) == null) {
      return null;
    }

    for (Snapshot snapshot : SnapshotUtil.ancestorsOf(snapshotId, table::snapshot)) {
      if (JobHistory.job(snapshot) != null) {
        return JobHistory.job(snapshot);
      }
    }

    return null;
  }

  /** The day whose partition it is, or null. */
  private static String day(FileScanTask task) {
    PartitionSpec spec = task.spec();
    for (int i = 0; i < spec.fields().size(); i++) {
      PartitionField field = spec.fields().get(i);
      Integer days =
          spec.schema().findType(field.sourceId()) instanceof Types.DateType
              ? task.file().partition().get(i, Integer.class)
              : null;
      if (days != null && field.transform().isIdentity()) {
        return Transforms.<Integer>identity().toHumanString(Types.DateType.get(), days);
      }
    }

    return null;
  }
}
