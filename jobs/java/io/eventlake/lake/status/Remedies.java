package io.eventlake.lake.status;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableName;
import java.util.Set;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.transforms.Transforms;
import org.apache.iceberg.types.Types;

/** What helps where a file of a table is damaged; to be read behind what is the matter. */
final class Remedies {

  private static final String BACKUP = ": bring it back from a backup, under the same name";

  /** What a rebuild makes anew day by day and does not read itself. */
  private static final Set<TableName> REBUILT =
      Set.of(TableName.FUNNEL, TableName.CLICKS, TableName.MINUTE_ACTIVITY);

  private Remedies() {}

  /** Only an older state of the whole lake can do without it. */
  static String ofManifest(LakeTables lake) {
    return BACKUP
        + "; without one, the checkpoints that the tables can go back to are told by: "
        + lake.command("rewind", "--help");
  }

  static String ofRows(LakeTables lake, TableName name, FileScanTask task) {
    String day = REBUILT.contains(name) ? day(task) : null;
    if (day == null) {
      return ofManifest(lake);
    }

    if (lake.load(TableName.USER_SEGMENTS).currentSnapshot() == null) {
      return BACKUP
          + ", or make its day, "
          + day
          + ", anew by a rebuild with rebuild.segments=lookup and the options of segments that the job"
          + " has; one is shown by: "
          + lake.command("run", "--help");
    }

    return BACKUP
        + ", or make its day anew with: "
        + lake.command(
            "run", "rebuild", "--set", "rebuild.from=" + day, "--set", "rebuild.to=" + day);
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
