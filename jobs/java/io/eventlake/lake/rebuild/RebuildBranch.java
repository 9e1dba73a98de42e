package io.eventlake.lake.rebuild;

import io.eventlake.connector.iceberg.CheckedOperations;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.LakeFiles;
import io.eventlake.connector.iceberg.sink.WrittenFiles;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * A rebuild on its way into the lake: staged as one snapshot on a branch of each table, then
 * published to each table in one step, the ledger last.
 *
 * <p>Published commits say {@code eventlake.rebuild} in their summary. A publication that was
 * interrupted is finished from the branches, which go when it is done.
 */
public final class RebuildBranch {

  /** The rebuild, in a snapshot's summary. */
  static final String REBUILD = "eventlake.rebuild";

  private static final String PREFIX = "rebuild-";

  private final LakeTables lake;
  private final String name;

  private RebuildBranch(LakeTables lake, String name) {
    this.lake = lake;
    this.name = name;
  }

  /**
   * A new rebuild.
   *
   * @param id unique among all rebuilds of the lake
   */
  public static RebuildBranch create(LakeTables lake, String id) {
    return new RebuildBranch(lake, PREFIX + id);
  }

  /**
   * Finishes what an interrupted publication has left, and forgets what was never published.
   *
   * @param lease tells that nobody else is about it
   * @return names of the branches that were published
   */
  public static List<String> finishInterrupted(LakeTables lake, LakeLease lease) {
    lease.require();
    List<String> published = new ArrayList<>();
    for (String name : branches(lake)) {
      RebuildBranch branch = new RebuildBranch(lake, name);
      if (branch.isBegun()) {
        branch.publish(lease);
        published.add(name);
      } else {
        branch.drop();
      }
    }

    return published;
  }

  /**
   * Fails while the lake holds one part of a rebuild and not yet the other.
   *
   * @throws RebuildException naming the rebuild
   */
  public static void requireNoneHalfPublished(LakeTables lake) {
    for (String name : branchesOf(lake.load(TableName.RECORD_COUNTS))) {
      RebuildBranch branch = new RebuildBranch(lake, name);
      boolean inLedger = branch.isPublished(lake.load(TableName.RECORD_COUNTS));
      if (branch.isBegun() && !inLedger) {
        throw new RebuildException(
            "The "
                + name
                + " is just being published, or was interrupted. What was interrupted is finished by: "
                + lake.command("maintain"));
      }
    }
  }

  /** The name of the branch in all tables. */
  public String name() {
    return name;
  }

  /**
   * Puts the rebuilt files in place of the base's, on the branch.
   *
   * @param written the rebuilt files
   * @return the staged snapshot of each table
   */
  public Map<TableName, Long> stage(RebuildBase base, Collection<WrittenFiles> written) {
    Map<TableName, Long> staged = new HashMap<>();
    for (TableName tableName : base.tables()) {
      Table table = lake.load(tableName);
      if (base.snapshot(tableName) != null) {
        table.manageSnapshots().createBranch(name, base.snapshot(tableName)).commit();
      }

      OverwriteFiles overwrite =
          overwrite(table, base.replaced(tableName), LakeFiles.of(table, tableName, written));
      overwrite.toBranch(name).commit();
      table.refresh();
      staged.put(tableName, table.refs().get(name).snapshotId());
    }

    return staged;
  }

  /**
   * Publishes what is staged, to every table that does not have it yet, and drops the branches.
   *
   * @param lease tells that nobody else has the lake
   * @throws RebuildException when nothing is staged, or when files to replace are gone from a
   *     table, compacted for example
   */
  public void publish(LakeLease lease) {
    List<TableName> tables = tables();
    if (!isBegun()) {
      if (!tables.contains(TableName.RECORD_COUNTS)) {
        throw nothingStaged();
      }

      tables.forEach(this::verify);
    }

    lease.require();
    tables.forEach(this::publish);
    drop();
  }

  /** Forgets what is staged; what was published stays. */
  public void drop() {
    List<TableName> tables = tables();
    // The ledger's first: without it nothing is published any more.
    Collections.reverse(tables);
    for (TableName tableName : tables) {
      lake.load(tableName).manageSnapshots().removeBranch(name).commit();
    }
  }

  /** What the rebuild does to each table, for people: rows written, and rows in replaced files. */
  public List<String> changes() {
    List<String> changes = new ArrayList<>();
    for (TableName tableName : tables()) {
      Map<String, String> summary = staged(lake.load(tableName)).summary();
      changes.add(
          String.format(
              Locale.ROOT,
              "%-28s %,12d rows for %,d",
              tableName.toString(),
              Long.parseLong(summary.getOrDefault(SnapshotSummary.ADDED_RECORDS_PROP, "0")),
              Long.parseLong(summary.getOrDefault(SnapshotSummary.DELETED_RECORDS_PROP, "0"))));
    }

    return changes;
  }

  /** The tables that have the branch, the ledger last. */
  private List<TableName> tables() {
    List<TableName> tables = new ArrayList<>();
    for (TableName tableName : TableName.all()) {
      if (branchesOf(lake.load(tableName)).contains(name)) {
        tables.add(tableName);
      }
    }

    if (tables.remove(TableName.RECORD_COUNTS)) {
      tables.add(TableName.RECORD_COUNTS);
    }

    return tables;
  }

  private boolean isBegun() {
    return tables().stream().anyMatch(table -> isPublished(lake.load(table)));
  }

  private boolean isPublished(Table table) {
    return isPublished(((HasTableOperations) table).operations().current());
  }

  private boolean isPublished(TableMetadata table) {
    if (table.currentSnapshot() == null) {
      return false;
    }

    for (Snapshot snapshot :
        SnapshotUtil.ancestorsOf(table.currentSnapshot().snapshotId(), table::snapshot)) {
      if (name.equals(snapshot.summary().get(REBUILD))) {
        return true;
      }
    }

    return false;
  }

  /** Before anything is published, since a part of a rebuild is of no use. */
  private void verify(TableName tableName) {
    Table table = lake.load(tableName);
    Set<String> gone = new HashSet<>();
    staged(table).removedDataFiles(table.io()).forEach(file -> gone.add(file.location()));
    if (gone.isEmpty()) {
      return;
    }

    try (CloseableIterable<FileScanTask> live = table.newScan().planFiles()) {
      live.forEach(task -> gone.remove(task.file().location()));
    } catch (IOException e) {
      throw new UncheckedIOException(tableName + " can not be planned", e);
    }

    if (!gone.isEmpty()) {
      throw refused(tableName, gone.size() + " of the files to replace are no longer there");
    }
  }

  /** Publishes to one table, unless it has the rebuild already. */
  void publish(TableName tableName) {
    Table table = lake.load(tableName);
    if (isPublished(table)) {
      return;
    }

    try {
      replacement(fenced(table)).commit();
    } catch (AlreadyPublishedException e) {
      return;
    } catch (ValidationException e) {
      throw refused(tableName, e.getMessage());
    } catch (CommitStateUnknownException e) {
      table.refresh();
      if (!isPublished(table)) {
        throw e;
      }
    }
  }

  /** Looks for the branch and the rebuild once more in the metadata that the commit replaces. */
  private Table fenced(Table table) {
    return new BaseTable(
        new CheckedOperations(
            ((HasTableOperations) table).operations(), this::requireStagedAndUnpublished),
        table.name());
  }

  private void requireStagedAndUnpublished(TableMetadata table) {
    if (isPublished(table)) {
      throw new AlreadyPublishedException();
    }

    if (!table.refs().containsKey(name)) {
      throw nothingStaged();
    }
  }

  private RebuildException nothingStaged() {
    return new RebuildException(
        "Nothing is staged on the branch "
            + name
            + " any more: another rebuild has taken it away. Run it again");
  }

  /** By somebody else, since this one looked. */
  private static final class AlreadyPublishedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static RebuildException refused(TableName table, String why) {
    return new RebuildException(
        table
            + " has changed in the days of the rebuild while it ran: "
            + why
            + ". Run it again, and not beside a compaction of these days");
  }

  /** The branch's change as one of the table; rows that came since the base stay. */
  private OverwriteFiles replacement(Table table) {
    Snapshot staged = staged(table);
    List<DataFile> removed = new ArrayList<>();
    staged.removedDataFiles(table.io()).forEach(removed::add);
    List<DataFile> added = new ArrayList<>();
    staged.addedDataFiles(table.io()).forEach(added::add);
    OverwriteFiles overwrite = overwrite(table, removed, added).validateNoConflictingDeletes();
    if (staged.parentId() != null) {
      overwrite.validateFromSnapshot(staged.parentId());
    }

    // Tells expiry that the table took the staged snapshot's files over.
    overwrite.set(SnapshotSummary.SOURCE_SNAPSHOT_ID_PROP, Long.toString(staged.snapshotId()));
    return overwrite;
  }

  private Snapshot staged(Table table) {
    SnapshotRef branch = table.refs().get(name);
    if (branch == null) {
      throw nothingStaged();
    }

    return table.snapshot(branch.snapshotId());
  }

  private OverwriteFiles overwrite(Table table, List<DataFile> removed, List<DataFile> added) {
    OverwriteFiles overwrite = table.newOverwrite();
    removed.forEach(overwrite::deleteFile);
    added.forEach(overwrite::addFile);
    return overwrite.set(REBUILD, name);
  }

  private static TreeSet<String> branches(LakeTables lake) {
    TreeSet<String> names = new TreeSet<>();
    TableName.all().forEach(table -> names.addAll(branchesOf(lake.load(table))));
    return names;
  }

  private static List<String> branchesOf(Table table) {
    List<String> names = new ArrayList<>();
    table
        .refs()
        .forEach(
            (ref, snapshot) -> {
              if (snapshot.isBranch() && ref.startsWith(PREFIX)) {
                names.add(ref);
              }
            });
    return names;
  }
}
