package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeTables;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run between the lock that it takes first and the port that it opens last. */
class RunStatusTest {

  @TempDir private Path directory;

  @Test
  void ofARunThatStarts() {
    LakeOptions lake = JobOptions.parseLake(Map.of("lake.warehouse", directory.toString()));
    try (LakeTables tables = new LakeTables(Lakes.of(lake))) {
      tables.apply();
    }

    StateDirectory state = StateDirectory.byDefault(lake, "clickstream");
    try (RunLock lock = RunLock.take(lake, "clickstream", state, Clock.systemUTC())) {
      assertThat(lock).isNotNull();
      assertThat(RunStatus.of(lake, null))
          .singleElement()
          .satisfies(
              run -> {
                assertThat(run.runs()).isTrue();
                assertThat(run.told()).isEmpty();
                assertThat(run.silence()).isEqualTo("It is starting, or has just ended");
              });
    }
  }
}
