package io.eventlake.family.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import org.junit.jupiter.api.Test;

/** The family's tables are one set, and what batch runs make of them is another. */
class SiteTablesTest {

  @Test
  void whatTheJobCommitsTogether() {
    TableSet site = TableSet.of("site");

    assertThat(site.databasePrefix()).isEqualTo("site_");
    assertThat(site.tables())
        .hasToString(
            "[bronze.events, bronze.dead_letters, silver.events, silver.sessions,"
                + " gold.fact_page_views, gold.fact_video_engagement, ops.record_counts,"
                + " ops.late_events]");
    assertThat(site.byDay())
        .hasToString(
            "[silver.events, silver.sessions, gold.fact_page_views, gold.fact_video_engagement]");
    assertThat(site.ledger()).isEqualTo(TableName.RECORD_COUNTS);
  }

  /** A table has one writer: the marts are no part of what a rebuild of the family writes. */
  @Test
  void whatBatchRunsMakeOfIt() {
    TableSet marts = TableSet.of("site-marts");

    assertThat(marts.databasePrefix()).isEqualTo("site_");
    assertThat(marts.tables())
        .hasToString(
            "[gold.agg_daily_metrics, gold.dim_content, gold.dim_users, ops.transform_runs]");
    assertThat(TableSet.of("site").reading(marts).readable()).hasSize(12);
  }

  /** What queries of others ask for by name. */
  @Test
  void columnsThatAreAgreedOn() {
    TableSet all = TableSet.of("site");

    assertThat(all.rowType(all.table("gold", "fact_video_engagement")).getFieldNames())
        .containsSubsequence(
            "session_id",
            "video_id",
            "plays",
            "pauses",
            "seeks",
            "errors",
            "played_seconds",
            "content_seconds",
            "unique_seconds",
            "furthest_position",
            "duration",
            "completion",
            "completed",
            "estimated");
    assertThat(all.rowType(all.table("gold", "fact_page_views")).getFieldNames())
        .containsSubsequence("session_id", "page_url", "seconds_on_page");
  }
}
