package io.eventlake.connector.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Where the files of a table are. */
class LakeCatalogTest {

  @Test
  void oneWarehouseHoldsAllTables() {
    LakeCatalog lake = lake(Map.of("lake.warehouse", "s3://processed/lake/"));

    assertThat(lake.location(TableName.BRONZE_EVENTS))
        .isEqualTo("s3://processed/lake/bronze/events");
    assertThat(lake.location(TableName.RECORD_COUNTS))
        .isEqualTo("s3://processed/lake/ops/record_counts");
  }

  @Test
  void bronzeMayHaveABucketOfItsOwn() {
    LakeCatalog lake =
        lake(
            Map.of(
                "lake.warehouse", "s3://processed/lake",
                "lake.bronze-warehouse", "s3://source/lake/",
                "lake.database-prefix", "prod_"));

    assertThat(lake.location(TableName.DEAD_LETTERS))
        .isEqualTo("s3://source/lake/prod_bronze/dead_letters");
    assertThat(lake.location(TableName.SILVER_EVENTS))
        .isEqualTo("s3://processed/lake/prod_silver/events");
  }

  private static LakeCatalog lake(Map<String, String> lake) {
    Map<String, String> properties = new TreeMap<>(lake);
    properties.put("job.name", "clickstream");
    properties.put("source.stream", "events");
    properties.put("lake.catalog", "glue");
    return Lakes.of(JobOptions.parse(properties).lake);
  }
}
