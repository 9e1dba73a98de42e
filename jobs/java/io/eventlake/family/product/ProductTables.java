package io.eventlake.family.product;

import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;

/** The tables of product metrics. */
public final class ProductTables {

  public static final TableName ACTIVITY = TableName.of("silver", "product_activity");
  public static final TableName DAILY = TableName.of("gold", "product_daily");
  public static final TableName DAILY_USERS = TableName.of("gold", "product_daily_users");
  public static final TableName EXPORTS = TableName.of("ops", "metric_exports");
  public static final TableName VALUES = TableName.of("ops", "metric_values");

  /** The ledger. */
  public static final TableName RUNS = TableName.TRANSFORM_RUNS;

  private ProductTables() {}

  /** All of them. */
  public static TableSet set() {
    return TableSet.of("product");
  }
}
