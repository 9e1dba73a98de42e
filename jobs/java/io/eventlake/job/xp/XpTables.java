package io.eventlake.job.xp;

import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;

/** The tables of the set {@code xp}, by their names. */
public final class XpTables {

  static final TableName RESULTS = TableName.of("bronze", "assessment_results");
  static final TableName REJECTED = TableName.of("bronze", "rejected_results");
  static final TableName VERSIONS = TableName.of("silver", "assessment_results");
  static final TableName CLAIMS = TableName.of("silver", "xp_claims");
  static final TableName FACTS = TableName.of("gold", "fact_xp");
  static final TableName DAYS = TableName.of("gold", "agg_daily_xp");
  static final TableName DELIVERIES = TableName.of("ops", "result_deliveries");
  static final TableName RUNS = TableName.TRANSFORM_RUNS;

  private XpTables() {}

  public static TableSet set() {
    return TableSet.of("xp");
  }
}
