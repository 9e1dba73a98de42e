package io.eventlake.lake.rebuild;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.LakeFiles;
import io.eventlake.connector.iceberg.sink.WrittenFiles;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.table.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;

/**
 * A rebuild on its way into the lake: staged as one snapshot on a branch of each table, then
 * published to each table in one step, the ledger last.
 *
 * <p>Published commits say {@code eventlake.rebuild} in their summary. A publication that was
 * interrupted is finished from the branches, which go when it is done.
 */
public final class RebuildBranch {

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
    for (String name : branchesOf(lake.load(lake.set().ledger()))) {
      RebuildBranch branch = new RebuildBranch(lake, name);
      boolean inLedger = branch.of(lake.set().ledger()).isPublished();
      if (branch.isBegun() && !inLedger) {
        throw new RebuildException(
            "The "
                + name
                + " is just being published, or was interrupted. What was interrupted is finished by: "
                + lake.command("maintain"));
      }
    }
  }

  /**
   * The newest state of the tables that can be read, for who only reads.
   *
   * @throws RebuildException while a rebuild is half published; untold where no ledger can be read
   */
  public static LakeCut readableCut(LakeTables lake) {
    LakeCut cut = LakeCut.ofReadable(lake);
    if (cut.unreadable(List.of(lake.set().ledger())).isEmpty()) {
      requireNoneHalfPublished(lake);
    }

    return cut;
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
      List<DataFile> added = LakeFiles.of(lake.load(tableName), tableName, written);
      staged.put(
          tableName,
          of(tableName).stage(base.snapshot(tableName), base.replaced(tableName), added));
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
      if (!tables.contains(lake.set().ledger())) {
        throw StagedTable.nothingStaged(name);
      }

      tables.forEach(tableName -> of(tableName).verify());
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
      of(tableName).drop();
    }
  }

  /** What the rebuild does to each table, for people: rows written, and rows in replaced files. */
  public List<String> changes() {
    List<String> changes = new ArrayList<>();
    for (TableName tableName : tables()) {
      Map<String, String> summary = of(tableName).summary();
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
    for (TableName tableName : lake.set().tables()) {
      if (of(tableName).hasBranch()) {
        tables.add(tableName);
      }
    }

    if (tables.remove(lake.set().ledger())) {
      tables.add(lake.set().ledger());
    }

    return tables;
  }

  private boolean isBegun() {
    return tables().stream().anyMatch(table -> of(table).isPublished());
  }

  /** Publishes to one table, unless it has the rebuild already. */
  void publish(TableName tableName) {
    of(tableName).publish();
  }

  private StagedTable of(TableName tableName) {
    return new StagedTable(lake, tableName, name);
  }

  private static TreeSet<String> branches(LakeTables lake) {
    TreeSet<String> names = new TreeSet<>();
    lake.set().tables().forEach(table -> names.addAll(branchesOf(lake.load(table))));
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
