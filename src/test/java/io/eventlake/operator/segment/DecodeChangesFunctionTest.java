package io.eventlake.operator.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.event.SegmentChange;
import io.eventlake.testing.RecordedMetrics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;

/** What becomes of change records, and what of them is told. */
class DecodeChangesFunctionTest {

  private static final String SECRET = "someone@example.com";

  /** Takes the payload for the answer. */
  private static final ChangeDecoder DECODER =
      (record, output) -> {
        String payload = new String(record.payload, UTF_8);
        if (payload.equals("change")) {
          output.changed(new SegmentChange());
        } else if (payload.equals("other")) {
          output.ofAnotherTable();
        } else {
          output.rejected(RejectReason.MALFORMED_JSON);
        }
      };

  @Test
  void aMalformedRecordIsToldOnceByItsIdentityAndNeverByItsContent() throws Exception {
    List<String> lines = told(List.of("change", SECRET, "other", "change"));

    assertThat(lines)
        .containsExactly(
            "WARN A change of the segment table was left out: MALFORMED_JSON (shard shard-7,"
                + " sequence number 4711, 2)");
  }

  @Test
  void ofManyOnlySomeAreTold() throws Exception {
    List<String> lines = told(Collections.nCopies(1_000, SECRET));

    assertThat(lines)
        .hasSize(LeftOutItems.MOST + 1)
        .last()
        .isEqualTo(
            "WARN More items were left out: metric malformedSegmentChanges has their number");
  }

  /** What the log has of the changes. */
  private static List<String> told(List<String> payloads) throws Exception {
    List<String> lines = new ArrayList<>();
    AbstractAppender appender =
        new AbstractAppender("test", null, null, true, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
          }
        };
    Logger logger = (Logger) LogManager.getLogger(DecodeChangesFunction.class);
    Level level = logger.getLevel();
    appender.start();
    logger.addAppender(appender);
    logger.setLevel(Level.WARN);
    try (OneInputStreamOperatorTestHarness<RawRecord, SegmentChange> harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new DecodeChangesFunction(DECODER)))) {
      harness.open();
      for (String payload : payloads) {
        harness.processElement(
            new RawRecord(payload.getBytes(UTF_8), "shard-7", "4711", 2, 0, true), 0);
      }

      assertThat(harness.extractOutputValues()).hasSize(Collections.frequency(payloads, "change"));
    } finally {
      logger.removeAppender(appender);
      logger.setLevel(level);
    }

    return lines;
  }

  @Test
  void everythingIsCounted() {
    RecordedMetrics recorded = new RecordedMetrics();
    ChangeMetrics metrics = new ChangeMetrics(recorded.operator());

    metrics.changed();
    metrics.changed();
    metrics.ofAnotherTable();
    metrics.rejected(RejectReason.TOO_DEEP);

    assertThat(recorded.counted())
        .containsOnly(
            Map.entry("segmentChanges", 2L),
            Map.entry("segmentChangesOfOtherTables", 1L),
            Map.entry("malformedSegmentChanges", 1L),
            Map.entry("malformedSegmentChanges{reason=TOO_DEEP}", 1L));
  }
}
