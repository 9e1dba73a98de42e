package io.eventlake.connector.iceberg;

import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.util.Tasks;

/** Tags of a table that jobs go on committing to. */
public final class TableTags {

  private static final int ATTEMPTS = 10;

  private TableTags() {}

  /**
   * Puts a tag where it is to be; nothing is committed where it is there already. Tried again when
   * somebody else has committed in between, which Iceberg does not do for tags.
   *
   * @param snapshot null for no tag
   * @throws CommitFailedException when others were faster each time
   */
  public static void set(Table table, String tag, Long snapshot) {
    Tasks.foreach(table)
        .retry(ATTEMPTS)
        .onlyRetryOn(CommitFailedException.class)
        .run(
            each -> {
              each.refresh();
              SnapshotRef ref = each.refs().get(tag);
              if (snapshot == null && ref != null) {
                each.manageSnapshots().removeTag(tag).commit();
              } else if (snapshot != null && ref == null) {
                each.manageSnapshots().createTag(tag, snapshot).commit();
              } else if (snapshot != null && ref.snapshotId() != snapshot) {
                each.manageSnapshots().replaceTag(tag, snapshot).commit();
              }
            });
  }

  /** Where a tag is, or null. */
  public static Long get(Table table, String tag) {
    SnapshotRef ref = table.refs().get(tag);
    return ref == null || !ref.isTag() ? null : ref.snapshotId();
  }
}
