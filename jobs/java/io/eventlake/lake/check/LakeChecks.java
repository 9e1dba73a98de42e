package io.eventlake.lake.check;

import io.eventlake.config.LakeOptions;
import io.eventlake.config.SourceOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import io.eventlake.lake.rebuild.RebuildBranch;
import io.eventlake.lake.status.DamagedTables;
import io.eventlake.table.TableName;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The checks of the tables' data over one {@link LakeCut}, one batch job for each table. */
public final class LakeChecks {

  private final LakeCut cut;
  private final List<CheckResult> results = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();

  private LakeChecks(LakeCut cut) {
    this.cut = cut;
  }

  /**
   * Checks tables of the lake.
   *
   * @param clock the present, for what is fresh and what yesterday was
   * @throws io.eventlake.connector.iceberg.LakeException when a table is missing or out of reach
   * @throws io.eventlake.lake.rebuild.RebuildException while a rebuild is half published
   */
  public static LakeChecks run(LakeOptions options, List<TableName> tables, Clock clock) {
    return run(options, null, tables, clock, step -> {});
  }

  /**
   * As above, and compares the ledger with what the stream took by its own count.
   *
   * @param stream that the lake is made of; null for none
   * @param steps is told which table is at hand
   */
  public static LakeChecks run(
      LakeOptions options,
      SourceOptions stream,
      List<TableName> tables,
      Clock clock,
      Consumer<String> steps) {
    try (LakeTables lake = new LakeTables(options)) {
      RebuildBranch.requireNoneHalfPublished(lake);
      LakeCut cut = LakeCut.of(lake);
      LakeChecks checks = new LakeChecks(cut);
      try (LakeEngine engine = LakeEngine.over(options, cut.snapshots(), clock)) {
        for (TableName table : tables) {
          steps.accept("Checking " + table);
          checks.add(options, table, () -> run(engine, LakeCheck.of(table)));
          if (stream != null && table.equals(TableName.RECORD_COUNTS)) {
            StreamRecords records = new StreamRecords(stream, clock);
            checks.add(
                options,
                table,
                () ->
                    List.of(
                        records.check(HandedOver.of(engine, records.oldest()), cut.watermark())));
          }
        }
      }

      return checks;
    }
  }

  /** What came of each check, table by table. */
  public List<CheckResult> results() {
    return List.copyOf(results);
  }

  /** Why tables could not be checked, a sentence for each. */
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

  /** One table that is damaged does not keep the others from being checked. */
  private void add(LakeOptions options, TableName table, Supplier<List<CheckResult>> checked) {
    try {
      results.addAll(checked.get());
    } catch (RuntimeException e) { // all that Flink has for a job that failed
      RuntimeException told = DamagedTables.explained(options, TableName.all(), cut.snapshots(), e);
      if (told == e) {
        throw e;
      }

      unreadable.add(table + " was not checked. " + told.getMessage());
    }
  }

  private static List<CheckResult> run(LakeEngine engine, List<LakeCheck> checks) {
    return checks.stream().map(check -> run(engine, check)).collect(Collectors.toList());
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
