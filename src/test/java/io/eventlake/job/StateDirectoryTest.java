package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state directory is one job's of one lake, which it knows by the ledger of the job's tables. */
class StateDirectoryTest {

  @TempDir private Path directory;

  private LakeOptions options;
  private StateDirectory state;

  @BeforeEach
  void write() throws IOException {
    options = JobOptions.parseLake(Map.of("lake.warehouse", directory.resolve("lake").toString()));
    try (LakeTables tables = new LakeTables(Lakes.of(options))) {
      tables.apply();
    }

    state = StateDirectory.at(Files.createDirectory(directory.resolve("state")));
  }

  @Test
  void ofTheSegmentsItNamesTheirOwnTable() throws IOException {
    state.begin(options, SegmentsJob.NAME);

    try (LakeTables segments = new LakeTables(Lakes.of(options, SegmentsJob.NAME))) {
      assertThat(Files.readString(state.path().resolve("owner.properties")))
          .contains("lake=" + segments.uuid(segments.set().ledger()));
    }
  }

  /** Releases before 0.2 named the lake of every job by the counts. */
  @Test
  void anOlderReleasesOfTheSegmentsIsKnownStill() throws IOException {
    try (LakeTables tables = new LakeTables(Lakes.of(options))) {
      owner(SegmentsJob.NAME, tables.uuid(TableName.RECORD_COUNTS));
    }

    assertThatCode(() -> state.begin(options, SegmentsJob.NAME)).doesNotThrowAnyException();
  }

  @Test
  void anotherLakesIsRefused() throws IOException {
    owner(SegmentsJob.NAME, UUID.randomUUID().toString());

    assertThatThrownBy(() -> state.begin(options, SegmentsJob.NAME))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("holds the state of this job for another lake");
  }

  private void owner(String job, String lake) throws IOException {
    Files.writeString(
        state.path().resolve("owner.properties"), "job=" + job + "\nlake=" + lake + "\n");
  }
}
