package io.eventlake.bench.spark;

import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Sums distinct events up by session and merges the sums into the sessions. */
final class SessionMerge {

  private static final String SUMS =
      """
      SELECT session_id, min(user_id_hash) AS user_id_hash,
        min(event_ts) AS session_start_ts, max(event_ts) AS session_end_ts,
        count_if(event_type = 'page_view') AS pageviews,
        count_if(event_type = 'chart_interaction') AS chart_interactions,
        count_if(event_type = 'affiliate_click') AS affiliate_clicks,
        min_by(page_url, event_ts) FILTER (WHERE page_url IS NOT NULL) AS first_page_url,
        max_by(page_url, event_ts) FILTER (WHERE page_url IS NOT NULL) AS last_page_url,
        min_by(ab_variant, event_ts) FILTER (WHERE ab_variant IS NOT NULL) AS ab_variant,
        min_by(geo_country, event_ts) FILTER (WHERE geo_country IS NOT NULL) AS geo_country,
        to_date(min(event_ts)) AS event_dt, count(*) AS events
      FROM distinct_events WHERE session_id IS NOT NULL GROUP BY session_id
      """;

  private static final String MERGE =
      """
      MERGE INTO lake.silver.sessions t USING session_sums s ON t.session_id = s.session_id
      WHEN MATCHED THEN UPDATE SET
        user_id_hash = coalesce(t.user_id_hash, s.user_id_hash),
        session_start_ts = least(t.session_start_ts, s.session_start_ts),
        session_end_ts = greatest(t.session_end_ts, s.session_end_ts),
        pageviews = t.pageviews + s.pageviews,
        chart_interactions = t.chart_interactions + s.chart_interactions,
        affiliate_clicks = t.affiliate_clicks + s.affiliate_clicks,
        first_page_url = IF(s.session_start_ts < t.session_start_ts,
          coalesce(s.first_page_url, t.first_page_url),
          coalesce(t.first_page_url, s.first_page_url)),
        last_page_url = IF(s.session_end_ts > t.session_end_ts,
          coalesce(s.last_page_url, t.last_page_url),
          coalesce(t.last_page_url, s.last_page_url)),
        ab_variant = coalesce(t.ab_variant, s.ab_variant),
        geo_country = coalesce(t.geo_country, s.geo_country),
        event_dt = least(t.event_dt, s.event_dt),
        events = t.events + s.events
      WHEN NOT MATCHED THEN INSERT *
      """;

  private SessionMerge() {}

  /**
   * @param distinct rows of silver that no session counts yet
   */
  static void merge(Dataset<Row> distinct) {
    SparkSession spark = distinct.sparkSession();
    distinct
        .withColumn("event_ts", expr(EventRows.EVENT_TIME))
        .createOrReplaceTempView("distinct_events");
    spark.sql(SUMS).createOrReplaceTempView("session_sums");
    spark.sql(MERGE);
  }
}
