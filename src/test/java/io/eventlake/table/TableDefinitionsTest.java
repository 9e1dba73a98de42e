package io.eventlake.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

/** Every table of the lake has a definition that reads. */
class TableDefinitionsTest {

  @Test
  void readsTheDefinitionOfEveryTable() {
    assertThat(TableDefinitions.all())
        .extracting(TableDefinition::name)
        .containsExactlyElementsOf(TableName.all());
    assertThat(TableDefinitions.all())
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
    TableDefinition bronze = TableDefinitions.of(TableName.BRONZE_EVENTS);

    assertThat(bronze.schema().findType("session.utm.campaign")).isEqualTo(Types.StringType.get());
    assertThat(bronze.schema().findType("ts")).isEqualTo(Types.TimestampType.withoutZone());
    assertThat(bronze.schema().findType("chart.product_ids.element"))
        .isEqualTo(Types.StringType.get());
    assertThat(bronze.partitionSpec().fields())
        .extracting(field -> field.name() + " " + field.transform())
        .containsExactly("event_type identity", "ingest_dt identity", "hour identity");
    assertThat(TableDefinitions.of(TableName.LATE_EVENTS).partitionSpec().fields())
        .extracting(field -> field.name() + " " + field.transform())
        .containsExactly("arrival_ts_day day");
    assertThat(TableDefinitions.of(TableName.SILVER_EVENTS).sortOrder().fields()).hasSize(2);
    assertThat(TableDefinitions.of(TableName.SESSIONS).keyColumns())
        .containsExactly("session_id", "event_dt");
  }
}
