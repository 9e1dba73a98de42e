package io.eventlake.connector.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.HasTableOperations;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata that a parser stumbles over is told in one line, with its file. */
class DamagedMetadataTest {

  @TempDir private Path warehouse;

  /** No letter of UTF-8, no name of JSON, another letter; Iceberg would try again for 90 s. */
  @ParameterizedTest
  @ValueSource(ints = {7, 1, 4})
  @Timeout(60)
  void aFlippedBit(int bit) throws Exception {
    LakeOptions options = JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()));
    Path file;
    try (LakeTables lake = new LakeTables(Lakes.of(options))) {
      lake.apply();
      file =
          Path.of(
              ((HasTableOperations) lake.load(TableName.SESSIONS))
                  .operations()
                  .current()
                  .metadataFileLocation());
    }

    byte[] bytes = Files.readAllBytes(file);
    bytes[0] ^= (byte) (1 << bit);
    Files.write(file, bytes);

    try (LakeTables lake = new LakeTables(Lakes.of(options))) {
      assertThat(lake.exists(TableName.SESSIONS)).isTrue();
      assertThatThrownBy(() -> lake.load(TableName.SESSIONS))
          .isInstanceOf(LakeException.class)
          .message()
          .startsWith("silver.sessions: its metadata cannot be read (" + file + ": ")
          .contains("): bring the file back from a backup")
          .doesNotContain("Source:")
          .hasLineCount(1);
    }
  }
}
