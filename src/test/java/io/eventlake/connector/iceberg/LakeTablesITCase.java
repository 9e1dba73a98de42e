package io.eventlake.connector.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.table.TableName;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables are created, evolved and checked in a local lake. */
class LakeTablesITCase {

  @TempDir Path directory;

  @Test
  void createsEveryTableOnce() {
    try (LakeTables tables = new LakeTables(options())) {
      assertThat(tables.apply()).hasSize(TableName.all().size());
      assertThat(tables.apply()).isEmpty();
      tables.verify(TableName.all());

      assertThat(tables.load(TableName.SESSIONS).location())
          .isEqualTo(directory + "/lake/silver/sessions");
    }
  }

  private LakeOptions options() {
    return JobOptions.parseLake(Map.of("lake.warehouse", directory + "/lake"));
  }
}
