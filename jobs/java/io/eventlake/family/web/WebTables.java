package io.eventlake.family.web;

import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;

/** The tables that only this family has. */
public final class WebTables {

  public static final TableName FUNNEL = TableName.of("gold", "fact_funnel");
  public static final TableName CLICKS = TableName.of("gold", "fact_affiliate_clicks");
  public static final TableName MINUTE_ACTIVITY = TableName.of("gold", "minute_activity");

  private WebTables() {}

  /** All tables of the family. */
  public static TableSet set() {
    return TableSet.of("web");
  }
}
