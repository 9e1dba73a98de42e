package io.eventlake.lake.marts;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.RowFiles;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.lake.publish.Publication;
import io.eventlake.lake.publish.TableChange;
import io.eventlake.lake.status.DamagedTables;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * One run over all marts of a set: reads what came to their sources since the run before, writes
 * the rows that differ, audits and publishes them as one.
 */
public final class MartRun {

  private final LakeTables lake;
  private final LakeTables own;
  private final Clock clock;
  private final Consumer<LakeCut> audit;
  private final Consumer<String> progress;
  private final List<Mart> marts;
  private final List<MartChange> changes = new ArrayList<>();
  private LakeCut cut;
  private SourceState sources;

  /**
   * @param lake what the marts are made of, reading the set of the marts
   * @param own the marts' set
   * @param clock tells when the run is
   * @param audit of the state that would be published; throws when it must not be
   * @param progress takes a line for people after each step
   */
  public MartRun(
      LakeTables lake,
      LakeTables own,
      Clock clock,
      Consumer<LakeCut> audit,
      Consumer<String> progress) {
    this.lake = lake;
    this.own = own;
    this.clock = clock;
    this.audit = audit;
    this.progress = progress;
    this.marts = Mart.all(lake.set(), own.set());
  }

  /**
   * Does it all for who holds the marts; repeated, it changes nothing more.
   *
   * @param full whether all rows are made anew
   * @return false where nothing was new, and nothing was changed
   * @throws io.eventlake.lake.publish.PublishException while a rebuild of the sources is half
   *     published; nothing is then, and neither when the audit refuses
   * @throws LakeException when a table cannot be read or written
   */
  public boolean run(LakeLease lease, boolean full) {
    List<TableChange> all = changes(full);
    if (all.isEmpty()) {
      return false;
    }

    publication().run(all, sources.madeOf(lake), staged -> audit.accept(cut.with(staged)), lease);
    return true;
  }

  /** What there is to publish; nothing where nothing is new. */
  List<TableChange> changes(boolean full) {
    Publication.requireNoneHalfPublished(lake);
    cut = LakeCut.of(lake).with(current());
    try (LakeEngine engine = LakeEngine.proving(lake.lake(), cut.snapshots(), clock)) {
      ReadUntil before = ReadUntil.of(engine);
      sources = new SourceState(lake, marts, full ? Map.of() : before.snapshots(), cut.snapshots());
      if (!full && before.time().isPresent() && sources.isAsBefore()) {
        progress.accept("Nothing new since the run of " + before.time().get() + ".");
        return List.of();
      }

      sources.told().forEach((source, days) -> progress.accept(source + ": " + days));
      marts.forEach(mart -> changes.add(change(engine, mart)));
      return changes(engine, time(before));
    } catch (LakeException e) {
      throw DamagedTables.explained(lake.lake(), lake.names(), cut.snapshots(), e);
    }
  }

  /** A new one, on a branch of its own. */
  Publication publication() {
    return Publication.create(own, "publish-" + own.set().name() + "-" + UUID.randomUUID());
  }

  SourceState sources() {
    return sources;
  }

  /** Rows that came to each mart, by name. */
  public Map<String, Long> added() {
    return changes.stream()
        .collect(Collectors.toMap(each -> each.mart.table.table(), MartChange::added));
  }

  /** Rows that went. */
  public Map<String, Long> removed() {
    return changes.stream()
        .collect(Collectors.toMap(each -> each.mart.table.table(), MartChange::removed));
  }

  /** As they are: nobody else writes them. */
  private Map<TableName, Long> current() {
    Map<TableName, Long> current = new HashMap<>();
    for (TableName name : own.set().tables()) {
      Snapshot snapshot = own.load(name).currentSnapshot();
      if (snapshot != null) {
        current.put(name, snapshot.snapshotId());
      }
    }

    return current;
  }

  /**
   * Later than any before, whatever the clock says: the newest is the one that the next goes by.
   */
  private Instant time(ReadUntil before) {
    Instant now = clock.instant();
    return before
        .time()
        .map(last -> last.plusMillis(1))
        .filter(next -> next.isAfter(now))
        .orElse(now);
  }

  private MartChange change(LakeEngine engine, Mart mart) {
    if (sources.isOfNone(mart)) {
      return MartChange.none(mart);
    }

    MartChange change = MartChange.of(engine, own, mart, sources.keys(mart), sources.isOfAll(mart));
    progress.accept(
        String.format(
            Locale.ROOT,
            "%s: %,d rows came, %,d went",
            mart.table,
            change.added(),
            change.removed()));
    return change;
  }

  private List<TableChange> changes(LakeEngine engine, Instant time) {
    List<TableChange> all =
        changes.stream()
            .filter(change -> !change.isEmpty())
            .map(MartChange::change)
            .collect(Collectors.toCollection(ArrayList::new));
    TableName ledger = own.set().ledger();
    Table runs = own.load(ledger);
    try {
      all.add(
          TableChange.append(
              ledger,
              cut.snapshots().get(ledger),
              Arrays.asList(
                  RowFiles.write(
                      runs, new MartRuns(engine, sources, time).rows(changes).iterator()))));
      return all;
    } catch (IOException e) {
      throw new LakeException(ledger + " cannot be written: " + e.getMessage(), e);
    }
  }
}
