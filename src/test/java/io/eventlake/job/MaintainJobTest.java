package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeReader;
import io.eventlake.testing.LakeWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command {@code maintain} does, as a job of the catalog. */
class MaintainJobTest {

  private static final LocalDate DAY = LocalDate.parse("2026-01-31");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-02-03T04:05:06Z"), ZoneOffset.UTC);

  @TempDir private Path warehouse;

  private final List<String> told = new ArrayList<>();

  @Test
  void filesOfDaysThatAreOverAreFew() {
    try (LakeTables lake = lake()) {
      fill(lake);

      BatchResult result = run(Map.of());

      assertThat(result.verdict()).isEqualTo("DONE");
      assertThat(files(lake)).isEqualTo(1);
      assertThat(LakeReader.rows(lake.load(TableName.SILVER_EVENTS)))
          .extracting(row -> row.get("event_id"))
          .containsExactlyInAnyOrder("a", "b", "c");
      assertThat(told).anyMatch(line -> line.matches("silver.events +1 files, 3 before; .*"));
    }
  }

  @Test
  void daysFromTheOneThatIsNamedStay() {
    try (LakeTables lake = lake()) {
      fill(lake);

      run(Map.of("maintain.before", DAY.toString()));

      assertThat(files(lake)).isEqualTo(3);
    }
  }

  /** It stays as it is, and the job has failed; the others are maintained. */
  @Test
  void aDamagedTableIsToldAndTheOthersGoOn() throws IOException {
    try (LakeTables lake = lake()) {
      fill(lake);
      LakeWriter.append(lake.load(TableName.LATE_EVENTS), List.of(Map.of("event_id", "late")));
      DataFile file =
          lake.load(TableName.LATE_EVENTS)
              .currentSnapshot()
              .addedDataFiles(lake.load(TableName.LATE_EVENTS).io())
              .iterator()
              .next();
      Files.delete(Path.of(file.location()));

      assertThatThrownBy(() -> run(Map.of()))
          .isInstanceOf(LakeException.class)
          .hasMessageStartingWith("Not all is done: ")
          .hasMessageContaining("ops.late_events");
      assertThat(files(lake)).isEqualTo(1);
    }
  }

  @Test
  void aSizeThatIsNoneIsRefused() {
    assertThatThrownBy(() -> run(Map.of("maintain.file-size", "10 kb", "maintain.keep", "5")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("maintain.file-size = '10 kb' is less than 1 mb")
        .hasMessageContaining("maintain.keep = '5' ");
  }

  private BatchResult run(Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("job.name", "maintain");
    properties.put("lake.warehouse", warehouse.toString());
    JobOptions options = JobCatalog.options().parse(properties);
    return ((BatchJob) JobCatalog.find("maintain")).run(options, CLOCK, told::add);
  }

  private LakeTables lake() {
    LakeTables lake =
        new LakeTables(
            Lakes.of(JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()))));
    lake.apply();
    return lake;
  }

  private static void fill(LakeTables lake) {
    Table events = lake.load(TableName.SILVER_EVENTS);
    List.of("a", "b", "c")
        .forEach(id -> LakeWriter.append(events, List.of(Map.of("event_id", id, "event_dt", DAY))));
  }

  private static long files(LakeTables lake) {
    return Long.parseLong(
        lake.load(TableName.SILVER_EVENTS).currentSnapshot().summary().get("total-data-files"));
  }
}
