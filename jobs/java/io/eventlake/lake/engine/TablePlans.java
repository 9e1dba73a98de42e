package io.eventlake.lake.engine;

import io.eventlake.lake.athena.RowCondition;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Plans of tables; one is kept for as long as its snapshot is read, and the same is asked of it.
 */
final class TablePlans {

  private final FileCache cache;
  private final FileChecks checks;
  private final Map<String, PlannedTable> plans = new HashMap<>();

  TablePlans(FileCache cache, FileChecks checks) {
    this.cache = cache;
    this.checks = checks;
  }

  /**
   * The plans of a statement, by the tables' names in DuckDB.
   *
   * @param asked which rows of each table must be there
   */
  Map<String, PlannedTable> of(Map<String, TableVersion> tables, Map<String, RowCondition> asked) {
    Map<String, PlannedTable> planned = new LinkedHashMap<>();
    tables.forEach(
        (name, version) -> {
          if (asked.containsKey(name)) {
            planned.put(name, plan(name, version, asked.get(name)));
          }
        });
    return planned;
  }

  /** Forgets all, such as after a file of one was removed. */
  void forget() {
    plans.clear();
  }

  private PlannedTable plan(String name, TableVersion version, RowCondition asked) {
    PlannedTable plan = plans.get(name);
    if (plan == null || !version.isPlanned(plan, asked)) {
      plan = version.plan(asked, cache, checks);
      plans.put(name, plan);
    }

    return plan;
  }
}
