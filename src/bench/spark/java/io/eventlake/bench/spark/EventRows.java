package io.eventlake.bench.spark;

/** An event's schema, what a valid one is, and how the rows of the tables are made of it. */
final class EventRows {

  /** Column for the text of a line that does not fit the schema. */
  static final String MISFIT = "misfit";

  static final String SCHEMA =
      """
      schema_version STRING, event_type STRING, event_id STRING, ts TIMESTAMP, ingest_ts BIGINT,
      source STRING,
      privacy STRUCT<analytics: BOOLEAN, ads: BOOLEAN, source_ip_anonymized: STRING>,
      user STRUCT<user_id_hash: STRING, geo_country: STRING,
        consent: STRUCT<analytics: BOOLEAN, ads: BOOLEAN>>,
      session STRUCT<session_id: STRING, utm: STRUCT<source: STRING, medium: STRING,
        campaign: STRING, term: STRING, content: STRING>>,
      ctx STRUCT<page_url: STRING, referrer: STRING, locale: STRING, user_agent: STRING,
        ab_variant: STRING>,
      chart STRUCT<product_ids: ARRAY<STRING>, action: STRING, control_id: STRING,
        control_value: STRING>,
      affiliate STRUCT<link_id: STRING, target: STRING, payout_cents: BIGINT>,
      metadata STRUCT<sdk_version: STRING, experiment_keys: ARRAY<STRING>, schema_hash: STRING>,
      misfit STRING
      """;

  /** What the schema cannot say; the stricter one of two consents counts. */
  static final String VALID =
      """
      misfit IS NULL AND ts IS NOT NULL
      AND event_type IN ('page_view', 'chart_interaction', 'affiliate_click')
      AND least(privacy.analytics, user.consent.analytics)
      AND (event_type <> 'chart_interaction' OR chart IS NOT NULL)
      AND (event_type <> 'affiliate_click' OR affiliate IS NOT NULL)
      AND (chart.action IS NULL
        OR chart.action IN ('toggle', 'sort', 'filter', 'compare_expand', 'compare_collapse'))
      AND (affiliate.payout_cents IS NULL OR affiliate.payout_cents >= 0)
      AND (schema_version IS NULL OR schema_version RLIKE '^1[.][0-9]+[.][0-9]+$')
      AND (event_id IS NULL OR event_id RLIKE
        '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$')
      """;

  static final String ARRIVAL =
      "coalesce(timestamp_millis(ingest_ts), _metadata.file_modification_time)";

  /** Columns of {@code bronze.events}, in its order, of an event with {@code arrival_ts}. */
  static final String[] BRONZE = {
    "schema_version",
    "event_type",
    """
    coalesce(lower(event_id), md5(concat_ws('|', session.session_id, event_type, ts,
      to_json(struct(ctx, chart, affiliate))))) AS event_id
    """,
    "ts",
    "ingest_ts",
    "source",
    "privacy",
    "named_struct('user_id_hash', user.user_id_hash, 'geo_country', user.geo_country) AS user",
    "session",
    "ctx",
    "chart",
    "affiliate",
    "metadata",
    "to_date(arrival_ts) AS ingest_dt",
    "date_format(arrival_ts, 'HH') AS hour",
    "arrival_ts",
    "ts > arrival_ts + INTERVAL 5 MINUTES AS clock_skewed"
  };

  /** By a clock that can be trusted, of a row of bronze. */
  static final String EVENT_TIME = "IF(clock_skewed, arrival_ts, ts)";

  /** Columns of {@code silver.events}, in its order, of a row of bronze with {@code event_ts}. */
  static final String[] SILVER = {
    "event_id",
    "event_type",
    "ts",
    "ingest_ts",
    "nullif(session.session_id, '') AS session_id",
    "nullif(user.user_id_hash, '') AS user_id_hash",
    "nullif(user.geo_country, '') AS geo_country",
    "nullif(ctx.page_url, '') AS page_url",
    "nullif(ctx.referrer, '') AS referrer",
    "nullif(ctx.locale, '') AS locale",
    "nullif(ctx.user_agent, '') AS user_agent",
    "nullif(ctx.ab_variant, '') AS ab_variant",
    "nullif(chart.action, '') AS chart_action",
    "nullif(chart.control_id, '') AS chart_control_id",
    "nullif(chart.control_value, '') AS chart_control_value",
    "chart.product_ids",
    "nullif(affiliate.link_id, '') AS affiliate_link_id",
    "nullif(affiliate.target, '') AS affiliate_target",
    "affiliate.payout_cents",
    "nullif(source, '') AS source",
    "nullif(schema_version, '') AS schema_version",
    "nullif(privacy.source_ip_anonymized, '') AS source_ip_anonymized",
    "to_date(event_ts) AS event_dt",
    "date_format(event_ts, 'HH') AS event_hour",
    "arrival_ts",
    "clock_skewed"
  };

  private EventRows() {}
}
