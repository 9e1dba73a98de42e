package io.eventlake.bench.compare;

import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import java.util.List;

/**
 * Rows of one table that are to be found in the sums of another.
 *
 * @param what is in no sum, as the report calls it
 * @param rows a query for their number
 * @param summed a query for the number that the sums have
 */
record TableSum(String what, String rows, String summed) {

  static final List<TableSum> ALL =
      List.of(
          new TableSum(
              "silver events with a session key, in no session",
              "SELECT COUNT(*) FROM silver.events"
                  + " WHERE COALESCE(session_id, user_id_hash) IS NOT NULL",
              "SELECT SUM(events) FROM silver.sessions"),
          new TableSum(
              "sessions without a funnel row",
              "SELECT COUNT(*) FROM silver.sessions",
              "SELECT COUNT(*) FROM gold.fact_funnel"),
          new TableSum(
              "clicks of silver without a row",
              "SELECT COUNT(*) FROM silver.events WHERE event_type = 'affiliate_click'",
              "SELECT COUNT(*) FROM gold.fact_affiliate_clicks"),
          new TableSum(
              "silver events in no minute",
              "SELECT COUNT(*) FROM silver.events",
              "SELECT SUM(events) FROM gold.minute_activity"),
          new TableSum(
              "bronze events in no record count",
              "SELECT COUNT(*) FROM bronze.events",
              "SELECT SUM(records) FROM ops.record_counts WHERE outcome = 'bronze'"),
          new TableSum(
              "silver events in no record count",
              "SELECT COUNT(*) FROM silver.events",
              "SELECT SUM(records) FROM ops.record_counts WHERE outcome = 'silver'"));

  /** How many rows of a lake are in no sum. */
  long missing(LakeEngine lake) {
    return number(lake, rows) - number(lake, summed);
  }

  /** A sum over nothing is null. */
  private static long number(LakeEngine lake, String query) {
    try (QueryResult result = lake.run(query)) {
      Number number = (Number) result.next().get(0);
      return number == null ? 0 : number.longValue();
    }
  }
}
