package io.eventlake.lake.check;

import io.eventlake.config.LakeOptions;
import io.eventlake.config.SourceOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.rebuild.RebuildBranch;
import io.eventlake.lake.sql.LakeSql;
import io.eventlake.lake.status.DamagedTables;
import io.eventlake.table.TableName;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.types.Row;
import org.apache.flink.util.CollectionUtil;

/** The checks of the tables' data over one {@link LakeCut}, one batch job for each table. */
public final class LakeChecks {

  private final LakeOptions options;
  private final List<CheckResult> results = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();
  private LakeCut cut;

  private LakeChecks(LakeOptions options, LakeCut cut) {
    this.options = options;
    this.cut = cut;
  }

  /**
   * Checks tables of the lake.
   *
   * @param clock the present, for what is fresh and what yesterday was
   * @throws io.eventlake.connector.iceberg.LakeException when a table is missing, the lake is out
   *     of reach, or nothing of it can be read
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
      LakeCut cut = RebuildBranch.readableCut(lake);
      LakeChecks checks = new LakeChecks(options, cut);
      try (LakeSql sql = LakeSql.over(options, cut.snapshots(), clock)) {
        for (TableName table : tables) {
          steps.accept("Checking " + table);
          checks.addAll(sql, table, LakeCheck.of(table));
          if (stream != null && checks.canCompare(table)) {
            StreamRecords records = new StreamRecords(stream, clock);
            checks.results.add(
                records.check(HandedOver.of(sql, records.oldest()), cut.watermark()));
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

  /** The checks of a table in one job, but for those that read others which can not be read. */
  private void addAll(LakeSql sql, TableName table, List<LakeCheck> checks) {
    Optional<String> why = cut.unreadable(Set.of(table));
    if (why.isPresent()) {
      unreadable.add(table + " was not checked. " + why.get());
      return;
    }

    List<LakeCheck> readable = readable(checks);
    try {
      results.addAll(run(sql, readable));
    } catch (RuntimeException e) { // all that Flink has for a job that failed
      Set<TableName> tables = new LinkedHashSet<>();
      readable.forEach(check -> tables.addAll(check.tables()));
      cut = DamagedTables.without(options, cut, tables, e);
      addAll(sql, table, readable);
    }
  }

  private boolean canCompare(TableName table) {
    return table.equals(TableName.RECORD_COUNTS) && cut.unreadable(Set.of(table)).isEmpty();
  }

  /** Those that need no table that can not be read; the others are told. */
  private List<LakeCheck> readable(List<LakeCheck> checks) {
    List<LakeCheck> readable = new ArrayList<>();
    for (LakeCheck check : checks) {
      cut.unreadable(check.tables())
          .ifPresentOrElse(why -> unreadable.add(notMade(check) + why), () -> readable.add(check));
    }

    return readable;
  }

  private static String notMade(LakeCheck check) {
    return "The check " + check.name() + " of " + check.table() + " was not made. ";
  }

  private static List<CheckResult> run(LakeSql sql, List<LakeCheck> checks) {
    if (checks.isEmpty()) {
      return List.of();
    }

    String query =
        checks.stream()
            .map(check -> count(check, sql.columns(check.query())))
            .collect(Collectors.joining("\nUNION ALL\n"));
    Map<String, Row> found = new HashMap<>();
    for (Row row : CollectionUtil.iteratorToList(sql.run(query).collect())) {
      found.put(row.getFieldAs("check_name"), row);
    }

    return checks.stream()
        .map(check -> result(check, found.get(check.name())))
        .collect(Collectors.toList());
  }

  /** One row for a check: its name, how many rows it finds, and the first of them as a text. */
  private static String count(LakeCheck check, List<String> columns) {
    String sample =
        columns.stream()
            .map(c -> "'" + c + "=', COALESCE(CAST(`" + c + "` AS VARCHAR), 'null')")
            .collect(Collectors.joining(", ', ', ", "CONCAT(", ")"));
    return "SELECT '"
        + check.name()
        + "' AS check_name, COUNT(*) AS offending, MIN("
        + sample
        + ") AS sample FROM (\n"
        + check.query()
        + ")";
  }

  private static CheckResult result(LakeCheck check, Row row) {
    return CheckResult.of(check, row.getFieldAs("offending"), row.getFieldAs("sample"));
  }
}
