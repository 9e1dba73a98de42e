package io.eventlake.lake.publish;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;

/**
 * What a batch run has made on its way into the lake: staged as one snapshot on a branch of each
 * table, then published to each table in one step, the ledger last.
 *
 * <p>Published commits name the branch in their summary. A publication that was interrupted is
 * finished from the branches, which go when it is done.
 */
public final class Publication {

  /** Of branches that are publications: nobody else may call one so. */
  private static final List<String> PREFIXES = List.of("rebuild-", "publish-");

  private final LakeTables lake;
  private final String name;

  private Publication(LakeTables lake, String name) {
    this.lake = lake;
    this.name = name;
  }

  /**
   * A new one.
   *
   * @param name of the branch, {@code publish-} and what is unique among all of the lake
   */
  public static Publication create(LakeTables lake, String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException(name + " begins with none of " + PREFIXES);
    }

    return new Publication(lake, name);
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
      Publication branch = new Publication(lake, name);
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
   * The same of the sets that are read with it, too.
   *
   * @param lease of all of them
   */
  public static List<String> finishAllInterrupted(LakeTables lake, LakeLease lease) {
    List<String> published = new ArrayList<>(finishInterrupted(lake, lease));
    for (TableSet other : lake.set().read()) {
      try (LakeTables tables = lake.beside(other)) {
        published.addAll(finishInterrupted(tables, lease));
      }
    }

    return published;
  }

  /**
   * Fails while the lake holds one part of a publication and not yet the other, of its set or of
   * one that is read with it.
   *
   * @throws PublishException naming it
   */
  public static void requireNoneHalfPublished(LakeTables lake) {
    requireNoneOfItsOwn(lake);
    for (TableSet other : lake.set().read()) {
      requireNone(lake, other);
    }
  }

  /** Of one table there are no halves. */
  private static void requireNone(LakeTables lake, TableSet other) {
    if (other.tables().size() > 1) {
      try (LakeTables tables = lake.beside(other)) {
        requireNoneOfItsOwn(tables);
      }
    }
  }

  private static void requireNoneOfItsOwn(LakeTables lake) {
    for (String name : branchesOf(lake.load(lake.set().ledger()))) {
      Publication branch = new Publication(lake, name);
      boolean inLedger = branch.of(lake.set().ledger()).isPublished();
      if (branch.isBegun() && !inLedger) {
        throw new PublishException(
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
   * @throws PublishException while one is half published; untold where no ledger can be read
   */
  public static LakeCut readableCut(LakeTables lake) {
    LakeCut cut = LakeCut.ofReadable(lake);
    if (cut.unreadable(List.of(lake.set().ledger())).isEmpty()) {
      requireNoneOfItsOwn(lake);
    }

    for (TableSet other : lake.set().read()) {
      if (cut.unreadable(List.of(other.ledger())).isEmpty()) {
        requireNone(lake, other);
      }
    }

    return cut;
  }

  /** The name of the branch in all tables. */
  public String name() {
    return name;
  }

  /**
   * All of it: stages the changes, has them audited and publishes them. After a failure before the
   * first table has them, no branch is left.
   *
   * @param audit of the staged snapshots; throws when they must not be published
   * @param lease tells that nobody else has the lake
   * @throws PublishException as {@link #publish}
   */
  public void run(
      Collection<TableChange> changes,
      MadeOf sources,
      Consumer<Map<TableName, Long>> audit,
      LakeLease lease) {
    try {
      audit.accept(stage(changes, sources));
      publish(lease);
    } catch (RuntimeException e) {
      dropUnlessBegun(e);
      throw e;
    }
  }

  /**
   * Puts the changes on the branch of each table; the ledger's, too, where they have none for it.
   * After a failure no branch is left.
   *
   * @param sources what they were made of
   * @return the staged snapshot of each table
   */
  public Map<TableName, Long> stage(Collection<TableChange> changes, MadeOf sources) {
    Map<TableName, Long> staged = new HashMap<>();
    try {
      for (TableChange change : withLedgerLast(changes)) {
        staged.put(change.table(), of(change.table()).stage(change, sources));
      }

      return staged;
    } catch (RuntimeException e) {
      dropUnlessBegun(e);
      throw e;
    }
  }

  /** What the ledger tells must be in the other tables, as with every commit. */
  private List<TableChange> withLedgerLast(Collection<TableChange> changes) {
    TableName ledger = lake.set().ledger();
    List<TableChange> ordered = new ArrayList<>();
    TableChange last = null;
    for (TableChange change : changes) {
      if (change.table().equals(ledger)) {
        last = change;
      } else {
        ordered.add(change);
      }
    }

    if (last == null) {
      Snapshot current = lake.load(ledger).currentSnapshot();
      last = TableChange.append(ledger, current == null ? null : current.snapshotId(), List.of());
    }

    ordered.add(last);
    return ordered;
  }

  private void dropUnlessBegun(RuntimeException failure) {
    try {
      if (!isBegun()) {
        drop();
      }
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Publishes what is staged, to every table that does not have it yet, and drops the branches.
   *
   * @param lease tells that nobody else has the lake
   * @throws PublishException when nothing is staged, or when files to replace are gone from a
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

  /** What it does to each table, for people: rows written, and rows in replaced files. */
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

  /** Publishes to one table, unless it has it already. */
  void publish(TableName tableName) {
    of(tableName).publish();
  }

  private StagedTable of(TableName tableName) {
    return new StagedTable(lake, tableName, name);
  }

  private static boolean isName(String branch) {
    return PREFIXES.stream().anyMatch(branch::startsWith);
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
              if (snapshot.isBranch() && isName(ref)) {
                names.add(ref);
              }
            });
    return names;
  }
}
