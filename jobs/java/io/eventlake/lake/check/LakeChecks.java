package io.eventlake.lake.check;

import io.eventlake.config.SourceOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import io.eventlake.lake.publish.Publication;
import io.eventlake.lake.status.DamagedTables;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The checks of the tables' data over one {@link LakeCut}, one statement for each. */
public final class LakeChecks {

  private final LakeCatalog lake;
  private final List<CheckResult> results = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();
  private LakeCut cut;

  private LakeChecks(LakeCatalog lake, LakeCut cut) {
    this.lake = lake;
    this.cut = cut;
  }

  /**
   * Checks tables of the lake.
   *
   * @param clock the present, for what is fresh and what yesterday was
   * @throws io.eventlake.connector.iceberg.LakeException when a table is missing, the lake is out
   *     of reach, or nothing of it can be read
   * @throws io.eventlake.lake.publish.PublishException while a rebuild is half published
   */
  public static LakeChecks run(LakeCatalog lake, List<TableName> tables, Clock clock) {
    return run(lake, null, tables, clock, step -> {});
  }

  /**
   * As above, and compares the ledger with what the stream took by its own count.
   *
   * @param stream that the lake is made of; null for none
   * @param steps is told which table is at hand
   */
  public static LakeChecks run(
      LakeCatalog lake,
      SourceOptions stream,
      List<TableName> tables,
      Clock clock,
      Consumer<String> steps) {
    try (LakeTables opened = new LakeTables(lake)) {
      LakeCut cut = Publication.readableCut(opened);
      LakeChecks checks = new LakeChecks(lake, cut);
      try (LakeEngine engine = LakeEngine.proving(lake, cut.snapshots(), clock)) {
        for (TableName table : tables) {
          steps.accept("Checking " + table);
          checks.addAll(engine, table, LakeCheck.of(table, lake.set()));
          if (stream != null && checks.canCompare(table)) {
            StreamRecords records = new StreamRecords(stream, clock);
            checks.results.add(
                records.check(HandedOver.of(engine, records.oldest()), cut.watermark()));
          }
        }
      }

      if (checks.results.isEmpty() && checks.unreadable.isEmpty()) {
        checks.unreadable.add(notWritten(tables, lake.set()));
      }

      return checks;
    }
  }

  private static String notWritten(List<TableName> tables, TableSet set) {
    return "No check is written for "
        + tables.stream().map(TableName::toString).collect(Collectors.joining(", "))
        + ": they belong into sql/checks/"
        + set.name()
        + "/LAYER/TABLE/checks.sql.";
  }

  /** What came of each check, table by table. */
  public List<CheckResult> results() {
    return List.copyOf(results);
  }

  /** Why checks could not be made, a sentence for each table or check. */
  public List<String> unreadable() {
    return List.copyOf(unreadable);
  }

  /** Which state of the lake was checked, in words. */
  public String state() {
    return cut.description();
  }

  /** True when all was checked and nothing failed; there may be warnings. */
  public boolean passed() {
    return unreadable.isEmpty() && results.stream().allMatch(CheckResult::passed);
  }

  /** The checks of a table, but for those that read others which cannot be read. */
  private void addAll(LakeEngine engine, TableName table, List<LakeCheck> checks) {
    for (LakeCheck check : checks) {
      if (cut.unreadable(check.tables(lake.set())).isEmpty()) {
        add(engine, check);
      }

      Optional<String> why = cut.unreadable(Set.of(table));
      if (why.isPresent()) {
        unreadable.add(table + " was not checked. " + why.get());
        return;
      }

      cut.unreadable(check.tables(lake.set()))
          .ifPresent(other -> unreadable.add(notMade(check) + other));
    }
  }

  /** Where a table turns out to be damaged, the cut is without it from here on. */
  private void add(LakeEngine engine, LakeCheck check) {
    try {
      results.add(run(engine, check));
    } catch (LakeException e) {
      cut = DamagedTables.without(lake, cut, check.tables(lake.set()), e);
    }
  }

  private boolean canCompare(TableName table) {
    return table.equals(TableName.RECORD_COUNTS) && cut.unreadable(Set.of(table)).isEmpty();
  }

  private static String notMade(LakeCheck check) {
    return "The check " + check.name() + " of " + check.table() + " was not made. ";
  }

  /** How many rows a check finds, and the first of them in the order of their texts. */
  private static CheckResult run(LakeEngine engine, LakeCheck check) {
    long offending = 0;
    String sample = null;
    try (QueryResult rows = engine.run(check.query())) {
      for (List<Object> row = rows.next(); row != null; row = rows.next()) {
        String text = text(rows.columns(), row);
        sample = sample == null || text.compareTo(sample) < 0 ? text : sample;
        offending++;
      }
    }

    return CheckResult.of(check, offending, sample);
  }

  private static String text(List<String> columns, List<Object> row) {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> columns.get(i) + "=" + row.get(i))
        .collect(Collectors.joining(", "));
  }
}
