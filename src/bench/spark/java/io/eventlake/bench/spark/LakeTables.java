package io.eventlake.bench.spark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The tables, with the columns and the Parquet settings of the product's. */
final class LakeTables {

  static final String BRONZE = "lake.bronze.events";
  static final String SILVER = "lake.silver.events";
  static final String SESSIONS = "lake.silver.sessions";

  private static final String CREATE_BRONZE =
      """
      CREATE TABLE lake.bronze.events (
        schema_version STRING, event_type STRING, event_id STRING, ts TIMESTAMP,
        ingest_ts BIGINT, source STRING,
        privacy STRUCT<analytics: BOOLEAN, ads: BOOLEAN, source_ip_anonymized: STRING>,
        user STRUCT<user_id_hash: STRING, geo_country: STRING>,
        session STRUCT<session_id: STRING, utm: STRUCT<source: STRING, medium: STRING,
          campaign: STRING, term: STRING, content: STRING>>,
        ctx STRUCT<page_url: STRING, referrer: STRING, locale: STRING, user_agent: STRING,
          ab_variant: STRING>,
        chart STRUCT<product_ids: ARRAY<STRING>, action: STRING, control_id: STRING,
          control_value: STRING>,
        affiliate STRUCT<link_id: STRING, target: STRING, payout_cents: BIGINT>,
        metadata STRUCT<sdk_version: STRING, experiment_keys: ARRAY<STRING>, schema_hash: STRING>,
        ingest_dt DATE, hour STRING, arrival_ts TIMESTAMP, clock_skewed BOOLEAN)
      USING iceberg PARTITIONED BY (event_type, ingest_dt, hour)
      """;

  private static final String CREATE_SILVER =
      """
      CREATE TABLE lake.silver.events (
        event_id STRING, event_type STRING, ts TIMESTAMP, ingest_ts BIGINT, session_id STRING,
        user_id_hash STRING, geo_country STRING, page_url STRING, referrer STRING,
        locale STRING, user_agent STRING, ab_variant STRING, chart_action STRING,
        chart_control_id STRING, chart_control_value STRING, product_ids ARRAY<STRING>,
        affiliate_link_id STRING, affiliate_target STRING, payout_cents BIGINT, source STRING,
        schema_version STRING, source_ip_anonymized STRING, event_dt DATE, event_hour STRING,
        arrival_ts TIMESTAMP, clock_skewed BOOLEAN)
      USING iceberg PARTITIONED BY (event_dt, event_type)
      """;

  private static final String CREATE_SESSIONS =
      """
      CREATE TABLE lake.silver.sessions (
        session_id STRING, user_id_hash STRING, session_start_ts TIMESTAMP,
        session_end_ts TIMESTAMP, pageviews BIGINT, chart_interactions BIGINT,
        affiliate_clicks BIGINT, first_page_url STRING, last_page_url STRING, ab_variant STRING,
        geo_country STRING, event_dt DATE, events BIGINT)
      USING iceberg PARTITIONED BY (event_dt)
      """;

  /** No shuffle before a write: a task has the files of all its partitions open at once. */
  private static final String PROPERTIES =
      """
      TBLPROPERTIES (
        'format-version' = '2',
        'write.parquet.compression-codec' = 'zstd',
        'write.parquet.compression-level' = '1',
        'write.distribution-mode' = 'none',
        'write.merge.distribution-mode' = 'none',
        'write.merge.mode' = 'merge-on-read',
        'write.spark.fanout.enabled' = 'true',
        'write.metadata.delete-after-commit.enabled' = 'true',
        'write.metadata.previous-versions-max' = '100')
      """;

  private LakeTables() {}

  static void create(SparkSession spark) {
    spark.sql("CREATE NAMESPACE lake.bronze");
    spark.sql("CREATE NAMESPACE lake.silver");
    for (String table : List.of(CREATE_BRONZE, CREATE_SILVER, CREATE_SESSIONS)) {
      spark.sql(table + PROPERTIES);
    }
  }

  /** Rows in each table, by the name that the product gives it. */
  static Map<String, Long> rows(SparkSession spark) {
    Map<String, Long> rows = new LinkedHashMap<>();
    for (String table : List.of(BRONZE, SILVER, SESSIONS)) {
      rows.put(table.substring("lake.".length()), spark.table(table).count());
    }

    return rows;
  }
}
