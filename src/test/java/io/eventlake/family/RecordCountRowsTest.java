package io.eventlake.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.EdgeNumbers;
import io.eventlake.operator.count.AdditiveOperator;
import io.eventlake.operator.count.CountedRecord;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.Test;

/** Outcomes as rows: counts are summed, numbers of an edge are put together where they follow. */
class RecordCountRowsTest {

  private static final String EDGE = "2026-12-01 04:29 a";

  @Test
  void numbersThatFollowOrComeAgainAreOneRow() throws Exception {
    assertThat(
            rows(
                numbers(EDGE, 5, 3),
                numbers("2026-12-01 04:29 b", 8, 1),
                numbers(EDGE, 5, 3),
                numbers(EDGE, 8, 2),
                numbers(EDGE, 10, 0)))
        .containsExactly("edge 2026-12-01 04:29 a 5+5", "edge 2026-12-01 04:29 b 8+1");
  }

  @Test
  void numbersThatDoNotFollowAreRowsOfTheirOwn() throws Exception {
    assertThat(rows(numbers(EDGE, 5, 3), numbers(EDGE, 9, 1), numbers(EDGE, 2, 4)))
        .containsExactly(
            "edge 2026-12-01 04:29 a 5+3",
            "edge 2026-12-01 04:29 a 9+1",
            "edge 2026-12-01 04:29 a 2+4");
  }

  @Test
  void otherOutcomesAreOfNoEdge() throws Exception {
    CountedRecord read = new CountedRecord().set(1, CountedRecord.READ, 2);
    assertThat(rows(read, read)).containsExactly("read 4");
  }

  private static CountedRecord numbers(String producer, long first, int count) {
    return new CountedRecord().set(1, new EdgeNumbers(producer, first, count));
  }

  private static List<String> rows(CountedRecord... counted) throws Exception {
    try (OneInputStreamOperatorTestHarness<CountedRecord, RowData> harness =
        new OneInputStreamOperatorTestHarness<>(
            new AdditiveOperator<>(new RecordCountRows("web")))) {
      harness.open();
      for (CountedRecord each : counted) {
        harness.processElement(new StreamRecord<>(each));
      }

      harness.prepareSnapshotPreBarrier(1);
      return harness.extractOutputValues().stream().map(RecordCountRowsTest::told).toList();
    }
  }

  private static String told(RowData row) {
    assertThat(row.getArity()).isEqualTo(8);
    assertThat(row.isNullAt(4)).isTrue();
    String records = row.getString(2) + " ";
    return row.isNullAt(6)
        ? records + row.getLong(5)
        : records + row.getString(6) + " " + row.getLong(7) + "+" + row.getLong(5);
  }
}
