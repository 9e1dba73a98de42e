package io.eventlake.lake.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One holder of a lake at a time, whatever becomes of it. */
class LakeLeaseTest {

  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

  @TempDir private Path warehouse;

  private LakeTables lake;

  @BeforeEach
  void open() {
    lake =
        new LakeTables(
            Lakes.of(JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()))));
    lake.apply();
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void theSecondIsToldWhoTheFirstIsAndUntilWhen() {
    LakeLease first = take("a rebuild of 2026-11-01", NOW);

    assertThatThrownBy(() -> take("a maintain", NOW.plusSeconds(60)))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("The lake is held by a rebuild of 2026-11-01 (process ")
        .hasMessageContaining("nothing was changed")
        .hasMessageContaining("the hold ends at 2026-11-30T10:05:00Z");

    first.close();
    take("a maintain", NOW.plusSeconds(60)).close();
    assertThat(ledger().properties()).doesNotContainKey("eventlake.lease.token");
  }

  @Test
  void aHolderThatNobodyHearsOfLosesItAndFindsOut() {
    LakeLease slow = take("a rebuild", NOW);
    LakeLease next = take("a maintain", NOW.plus(LakeLease.TERM));

    assertThatThrownBy(slow::require)
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("the lake was given to a maintain (process ");
    slow.close();

    assertThatCode(next::require).doesNotThrowAnyException();
  }

  @Test
  void whatIsRenewedIsKept() {
    LakeLease first = take("a rebuild", NOW);
    take(LeaseHolder.in(ledger().properties()), NOW.plus(LakeLease.TERM)).require();

    assertThatThrownBy(() -> take("a maintain", NOW.plus(LakeLease.TERM)))
        .isInstanceOf(LakeException.class);
    first.close();
  }

  @Test
  void aProcessOfThisMachineThatIsGoneHoldsNothing() {
    LeaseHolder here = LeaseHolder.ofThisProcess("a rebuild", UUID.randomUUID());
    String machine = here.properties(NOW).get("eventlake.lease.machine");
    long process = ProcessHandle.current().pid();
    // The number of a process is given again: the start tells two apart.
    take(LeaseHolder.of("a rebuild", UUID.randomUUID(), machine, process, 1), NOW);

    take("a maintain", NOW).close();
  }

  @Test
  void aProcessOfAnotherMachineIsWaitedFor() {
    take(LeaseHolder.of("a rebuild", UUID.randomUUID(), "another", Long.MAX_VALUE, 1), NOW);

    assertThatThrownBy(() -> take("a maintain", NOW)).isInstanceOf(LakeException.class);
    take("a maintain", NOW.plus(LakeLease.TERM)).close();
  }

  @Test
  void theStreamsCommitsGoOnBesideIt() {
    LakeLease lease = take("a rebuild", NOW);
    Table ledger = ledger();
    ledger.updateProperties().set("other", "kept").commit();

    lease.require();
    lease.close();

    assertThat(ledger().properties()).containsEntry("other", "kept");
  }

  private LakeLease take(String purpose, Instant now) {
    return take(LeaseHolder.ofThisProcess(purpose, UUID.randomUUID()), now);
  }

  private LakeLease take(LeaseHolder holder, Instant now) {
    return LakeLease.take(lake, Clock.fixed(now, ZoneOffset.UTC), holder);
  }

  private Table ledger() {
    return lake.load(TableName.RECORD_COUNTS);
  }
}
