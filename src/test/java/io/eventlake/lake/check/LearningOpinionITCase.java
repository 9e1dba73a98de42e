package io.eventlake.lake.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.sql.SecondOpinion;
import io.eventlake.testing.LearnedDays;
import io.eventlake.testing.TestCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flink's SQL says what the engine says, to every file about learning events. */
class LearningOpinionITCase {

  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-09-15T20:00:00Z"), ZoneOffset.UTC);

  private static final int SLOTS = 2;

  @TempDir private Path warehouse;

  @Test
  void flinkSaysTheSameToEveryFile() throws IOException {
    LakeCatalog lake = LearnedDays.lake().write(warehouse);
    Map<String, String> files = SecondOpinion.files(lake.set());
    assertThat(files).hasSizeGreaterThan(60);
    // What is within bytes is asked in words that Flink does not have.
    files.keySet().removeIf(file -> file.contains("dead-letters-by-emitter"));
    try (TestCluster flink = new TestCluster(SLOTS).asContext();
        LakeTables tables = new LakeTables(lake)) {
      assertThat(SecondOpinion.differences(lake, LakeCut.of(tables), NOW, files)).isEmpty();
    }
  }
}
