package io.eventlake.connector.iceberg.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How far a commit says that event time has passed in all of its tables. */
class CommittedWatermarkTest {

  private static WrittenFiles of(String table, long watermark) {
    return new WrittenFiles(table, "", 0, watermark, 1);
  }

  @Test
  void isThatOfTheSlowestWriterBehindItsAssignment() {
    assertThat(
            LakeCommitterOperator.watermark(
                List.of(
                    of("bronze.events", Long.MIN_VALUE),
                    of("ops.record_counts", Long.MIN_VALUE),
                    of("silver.events", 20),
                    of("silver.sessions", 10))))
        .isEqualTo(10);
  }

  /** Else the audit misses sessions that closed by the watermark and wait for their segments. */
  @Test
  void isNoneWhileSessionsThatClosedAreStillToBeWritten() {
    assertThat(
            LakeCommitterOperator.watermark(
                List.of(of("silver.events", 20), of("silver.sessions", Long.MIN_VALUE))))
        .isEqualTo(Long.MIN_VALUE);
  }
}
