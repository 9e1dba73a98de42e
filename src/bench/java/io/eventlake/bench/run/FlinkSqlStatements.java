package io.eventlake.bench.run;

import io.eventlake.table.TableName;
import java.nio.file.Path;
import java.util.List;

/**
 * The statements of {@link FlinkSql}, as one who knows Flink SQL would write them.
 *
 * <p>Where its rows are not the job's, each time to its own advantage:
 *
 * <ul>
 *   <li>No dead letters. A line that is no JSON would fail the job, so parse errors are ignored:
 *       the line is dropped, and a property of another type becomes null and its event stays. Of
 *       generated events a third of the job's dead letters stay so, 0.4 % more rows: nested too
 *       deep, a time or a type wrong, a property twice, half a surrogate pair.
 *   <li>{@code ts} is null where it has another offset than Z, which the format does not read.
 *   <li>No {@code sequence_number} (the connector knows no line numbers) and no {@code unmapped}.
 *   <li>An arrival that cannot be, far in the past or future, is taken as sent.
 *   <li>Objects and lists are taken as sent: no empty text in a list becomes null.
 * </ul>
 */
final class FlinkSqlStatements {

  /** What the contract asks for, as far as a filter can tell. */
  static final String VALID =
      """
      (event_type IN ('page_view', 'chart_interaction', 'affiliate_click')
        AND (schema_version IS NULL OR schema_version LIKE '1.%.%')
        AND (event_id IS NULL OR CHAR_LENGTH(event_id) = 36)
        AND (privacy.analytics IS NOT NULL OR `user`.consent.analytics IS NOT NULL)
        AND (event_type <> 'chart_interaction' OR chart IS NOT NULL)
        AND (event_type <> 'affiliate_click' OR affiliate IS NOT NULL)
        AND COALESCE(affiliate.payout_cents, 0) >= 0
        AND COALESCE(chart.action, 'sort')
          IN ('toggle', 'sort', 'filter', 'compare_expand', 'compare_collapse'))
      """;

  /** The stricter of two consents counts. */
  static final String CONSENT =
      "(COALESCE(privacy.analytics, TRUE) AND COALESCE(`user`.consent.analytics, TRUE))";

  /** The first of each id. */
  static final String DISTINCT_EVENTS =
      """
      CREATE TEMPORARY VIEW distinct_events AS
      SELECT *
      FROM (
        SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY read_time) AS occurrence
        FROM flat_events)
      WHERE occurrence = 1
      """;

  static final String BRONZE =
      """
      INSERT INTO lake.bronze.events (
        schema_version, event_type, event_id, ts, ingest_ts, source, privacy, `user`, `session`,
        ctx, chart, affiliate, metadata, ingest_dt, `hour`, arrival_ts, shard_id,
        sub_sequence_number, event_index, event_count, clock_skewed)
      SELECT
        schema_version, event_type, id, client_ts, ingest_ts, source,
        ROW(TRUE, COALESCE(privacy.ads AND `user`.consent.ads, privacy.ads, `user`.consent.ads),
          privacy.source_ip_anonymized),
        ROW(`user`.user_id_hash, `user`.geo_country),
        `session`, ctx, chart, affiliate, metadata,
        CAST(arrival_ts AS DATE), DATE_FORMAT(arrival_ts, 'HH'), arrival_ts, `file`, 0, 0, 1,
        clock_skewed
      FROM valid_events
      """;

  static final String SILVER =
      """
      INSERT INTO lake.silver.events (
        event_id, event_type, ts, ingest_ts, session_id, user_id_hash, geo_country, page_url,
        referrer, locale, user_agent, ab_variant, chart_action, chart_control_id,
        chart_control_value, product_ids, affiliate_link_id, affiliate_target, payout_cents, source,
        schema_version, source_ip_anonymized, event_dt, event_hour, arrival_ts, clock_skewed)
      SELECT
        id, event_type, client_ts, ingest_ts, session_id, user_id_hash, geo_country, page_url,
        referrer, locale, user_agent, ab_variant, chart_action, chart_control_id,
        chart_control_value, product_ids, affiliate_link_id, affiliate_target, payout_cents, source,
        schema_version, source_ip_anonymized, event_dt, event_hour, arrival_ts, clock_skewed
      FROM distinct_events
      """;

  private FlinkSqlStatements() {}

  /** Bronze and silver. */
  static FlinkSqlJob job() {
    return new FlinkSqlJob(
        false,
        events -> source(events, ""),
        List.of(
            validEvents("events WHERE " + VALID + " AND " + CONSENT),
            flatEvents(""),
            DISTINCT_EVENTS),
        List.of(BRONZE, SILVER),
        TableName.BRONZE_EVENTS,
        TableName.SILVER_EVENTS);
  }

  /**
   * The events that bronze keeps, with what all tables take of them.
   *
   * @param from where they come from, and on what condition
   */
  static String validEvents(String from) {
    return """
        CREATE TEMPORARY VIEW valid_events AS
        SELECT
          *,
          CASE WHEN event_id IS NOT NULL THEN LOWER(event_id)
            ELSE MD5(CONCAT_WS('|', `session`.session_id, event_type, CAST(ts AS STRING),
              ctx.page_url, affiliate.link_id, chart.control_id)) END AS id,
          CAST(ts AS TIMESTAMP(6)) AS client_ts,
          CAST(TO_TIMESTAMP_LTZ(ingest_ts, 3) AS TIMESTAMP(6)) AS arrival_ts,
          COALESCE(ts > TO_TIMESTAMP_LTZ(ingest_ts + 300000, 3), FALSE) AS clock_skewed
        FROM %s
        """
        .formatted(from);
  }

  /**
   * Rows of silver, flattened before the shuffle, where they are smaller.
   *
   * @param more columns beside them, each after a comma
   */
  static String flatEvents(String more) {
    return """
        CREATE TEMPORARY VIEW flat_events AS
        SELECT
          id, event_type, client_ts, ingest_ts, NULLIF(`session`.session_id, '') AS session_id,
          NULLIF(`user`.user_id_hash, '') AS user_id_hash,
          NULLIF(`user`.geo_country, '') AS geo_country, NULLIF(ctx.page_url, '') AS page_url,
          NULLIF(ctx.referrer, '') AS referrer, NULLIF(ctx.locale, '') AS locale,
          NULLIF(ctx.user_agent, '') AS user_agent, NULLIF(ctx.ab_variant, '') AS ab_variant,
          chart.action AS chart_action, NULLIF(chart.control_id, '') AS chart_control_id,
          NULLIF(chart.control_value, '') AS chart_control_value, chart.product_ids AS product_ids,
          NULLIF(affiliate.link_id, '') AS affiliate_link_id,
          NULLIF(affiliate.target, '') AS affiliate_target, affiliate.payout_cents AS payout_cents,
          NULLIF(source, '') AS source, schema_version,
          NULLIF(privacy.source_ip_anonymized, '') AS source_ip_anonymized,
          CAST(event_time AS DATE) AS event_dt, DATE_FORMAT(event_time, 'HH') AS event_hour,
          arrival_ts, clock_skewed, read_time%s
        FROM (
          SELECT *, CASE WHEN clock_skewed OR client_ts IS NULL THEN arrival_ts ELSE client_ts END
            AS event_time
          FROM valid_events)
        """
        .formatted(more);
  }

  /**
   * The events of a directory, in the shape of the contract.
   *
   * @param more columns and constraints beside it, each after a comma
   */
  static String source(Path events, String more) {
    return """
        CREATE TEMPORARY TABLE events (
          schema_version STRING,
          event_type STRING,
          event_id STRING,
          ts TIMESTAMP_LTZ(6),
          ingest_ts BIGINT,
          source STRING,
          privacy ROW<analytics BOOLEAN, ads BOOLEAN, source_ip_anonymized STRING>,
          `user` ROW<user_id_hash STRING, geo_country STRING,
            consent ROW<analytics BOOLEAN, ads BOOLEAN>>,
          `session` ROW<session_id STRING,
            utm ROW<source STRING, medium STRING, campaign STRING, term STRING, content STRING>>,
          ctx ROW<page_url STRING, referrer STRING, locale STRING, user_agent STRING,
            ab_variant STRING>,
          chart ROW<product_ids ARRAY<STRING>, action STRING, control_id STRING,
            control_value STRING>,
          affiliate ROW<link_id STRING, target STRING, payout_cents BIGINT>,
          metadata ROW<sdk_version STRING, experiment_keys ARRAY<STRING>, schema_hash STRING>,
          `file` STRING NOT NULL METADATA FROM 'file.path',
          read_time AS PROCTIME()%s
        ) WITH (
          'connector' = 'filesystem',
          'path' = '%s',
          'format' = 'json',
          'json.ignore-parse-errors' = 'true',
          'json.timestamp-format.standard' = 'ISO-8601'
        )
        """
        .formatted(more, events.toAbsolutePath().toUri());
  }
}
