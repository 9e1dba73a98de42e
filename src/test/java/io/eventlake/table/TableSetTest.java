package io.eventlake.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.job.Lakes;
import org.apache.flink.util.InstantiationUtil;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

/** The tables of a set are those of its folder, and each has a definition that reads. */
class TableSetTest {

  @Test
  void readsTheDefinitionOfEveryTable() {
    assertThat(Lakes.tables().definitions())
        .extracting(TableDefinition::name)
        .containsExactlyElementsOf(Lakes.tables().readable());
    assertThat(Lakes.tables().definitions())
        .allSatisfy(
            definition -> {
              assertThat(definition.description()).isNotBlank();
              assertThat(definition.properties())
                  .containsEntry("format-version", "2")
                  .containsEntry("write.format.default", "parquet")
                  .containsEntry("write.parquet.compression-codec", "zstd");
              assertThat(definition.schema().columns())
                  .allSatisfy(column -> assertThat(column.doc()).isNotBlank());
            });
  }

  @Test
  void readsNestedColumnsPartitionsAndOrder() {
    TableDefinition bronze = Lakes.tables().definition(TableName.BRONZE_EVENTS);

    assertThat(bronze.schema().findType("session.utm.campaign")).isEqualTo(Types.StringType.get());
    assertThat(bronze.schema().findType("ts")).isEqualTo(Types.TimestampType.withoutZone());
    assertThat(bronze.schema().findType("chart.product_ids.element"))
        .isEqualTo(Types.StringType.get());
    assertThat(bronze.partitionSpec().fields())
        .extracting(field -> field.name() + " " + field.transform())
        .containsExactly("event_type identity", "ingest_dt identity", "hour identity");
    assertThat(Lakes.tables().definition(TableName.LATE_EVENTS).partitionSpec().fields())
        .extracting(field -> field.name() + " " + field.transform())
        .containsExactly("arrival_ts_day day");
    assertThat(Lakes.tables().definition(TableName.SILVER_EVENTS).sortOrder().fields()).hasSize(2);
    assertThat(Lakes.tables().definition(TableName.SESSIONS).keyColumns())
        .containsExactly("session_id", "event_dt");
  }

  @Test
  void aFolderIsTheListAndAFamilyHasTheCommonTablesToo() {
    TableSet web = TableSet.of("web");

    assertThat(web.tables())
        .hasToString(
            "[bronze.events, bronze.dead_letters, silver.events, silver.sessions,"
                + " gold.fact_affiliate_clicks, gold.fact_funnel, gold.minute_activity,"
                + " ops.record_counts, ops.late_events]");
    assertThat(web.databasePrefix()).isEmpty();
    assertThat(web.ledger()).isEqualTo(TableName.RECORD_COUNTS);
    assertThat(TableSet.of("segments").tables()).hasToString("[silver.user_segments]");
  }

  @Test
  void aSetOfOneTableIsItsOwnLedger() {
    assertThat(TableSet.of("segments").ledger()).hasToString("silver.user_segments");
  }

  @Test
  void theStatementsSayWhatStandsBeforeTheLayers() {
    TableSet toy = TableSet.of("toy");

    assertThat(toy.databasePrefix()).isEqualTo("toy_");
    assertThat(toy.tables())
        .hasToString(
            "[bronze.events, bronze.dead_letters, silver.events, silver.sessions, gold.fact_runs,"
                + " gold.fact_toys, ops.record_counts, ops.late_events]");
    assertThat(toy.definition(TableName.RECORD_COUNTS).schema().asStruct())
        .isEqualTo(TableSet.of("web").definition(TableName.RECORD_COUNTS).schema().asStruct());
  }

  /** Bronze is partitioned by arrival, as are late events; the counts are not at all. */
  @Test
  void aRebuildWritesWhatIsPartitionedByTheEventsDayFirst() {
    assertThat(TableSet.of("web").byDay())
        .hasToString(
            "[silver.events, silver.sessions, gold.fact_affiliate_clicks, gold.fact_funnel,"
                + " gold.minute_activity]");
    assertThat(TableSet.of("toy").byDay())
        .hasToString("[silver.events, silver.sessions, gold.fact_runs, gold.fact_toys]");
    assertThat(TableSet.of("segments").byDay()).isEmpty();
  }

  @Test
  void setsThatAreReadTogetherKeepTheirOwn() throws Exception {
    TableSet segments = TableSet.of("segments");
    TableSet both = TableSet.of("web").reading(segments);
    TableName history = TableName.of("silver", "user_segments");

    assertThat(both.tables()).doesNotContain(history);
    assertThat(both.contains(history)).isFalse();
    assertThat(both.readable()).contains(history).hasSize(both.tables().size() + 1);
    assertThat(both.setOf(history)).isSameAs(segments);
    assertThat(both.setOf(TableName.SESSIONS)).isSameAs(both);
    assertThat(InstantiationUtil.clone(both)).isEqualTo(both);
  }

  @Test
  void setsWithTablesOfOneNameAreNotReadAsOne() {
    TableSet web = TableSet.of("web");

    assertThatThrownBy(() -> web.reading(TableSet.of("toy")))
        .hasMessage("The sets web with toy have tables of one name, and cannot be read as one");
  }

  @Test
  void aTableThatASetLacksIsRefused() {
    assertThatThrownBy(() -> TableSet.of("toy").table("gold", "fact_toy"))
        .hasMessageContaining("gold.fact_toy is no table of toy, which has [bronze.events");
    assertThat(TableSet.of("toy").table("gold", "fact_toys")).hasToString("gold.fact_toys");
  }

  @Test
  void aSetWithoutAFolderIsRefused() {
    assertThatThrownBy(() -> TableSet.of("toys"))
        .hasMessage(
            "iceberg-ddl/toys is not on the class path: the jar is not complete, or the name is"
                + " wrong");
  }

  /** Else two jobs would write one table. */
  @Test
  void noTwoSetsHaveATableOfOneDatabaseAndName() {
    assertThat(TableSet.all()).extracting(TableSet::name).contains("segments", "toy", "web");
    assertThat(TableSet.all())
        .flatExtracting(set -> set.tables().stream().map(t -> set.databasePrefix() + t).toList())
        .doesNotHaveDuplicates();
  }
}
