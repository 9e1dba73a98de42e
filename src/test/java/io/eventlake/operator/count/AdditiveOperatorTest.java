package io.eventlake.operator.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sums are handed on once, with the checkpoint that their inputs belong to. */
class AdditiveOperatorTest {

  private static final int MAX_KEYS = 50_000;

  /** What a sum of the test's can hold. */
  private static final long MOST = 5;

  private OneInputStreamOperatorTestHarness<String, RowData> operator;

  /** Counts words. */
  private static final class Words implements Additive<String> {

    private static final long serialVersionUID = 1L;

    @Override
    public void grain(String word, Grain grain) {
      grain.set(0, word, null, null);
    }

    @Override
    public int sums() {
      return 1;
    }

    @Override
    public boolean add(String word, long[] sums) {
      if (sums[0] == MOST) {
        return false;
      }

      sums[0]++;
      return true;
    }

    @Override
    public RowData row(Grain grain, long[] sums) {
      return GenericRowData.of(StringData.fromString(grain.first()), sums[0]);
    }
  }

  @BeforeEach
  void open() throws Exception {
    start(null);
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void emitsTheSumsBeforeTheBarrierAndNotTwice() throws Exception {
    add("a", "b", "a");
    assertThat(emitted()).isEmpty();

    operator.prepareSnapshotPreBarrier(1);
    assertThat(emitted()).containsExactly("a 2", "b 1");

    operator.prepareSnapshotPreBarrier(2);
    assertThat(emitted()).isEmpty();
    add("a");
    operator.prepareSnapshotPreBarrier(3);
    assertThat(emitted()).containsExactly("a 1");
  }

  @Test
  void emitsTheRestAtTheEndOfTheInput() throws Exception {
    add("a", "a");

    operator.endInput();
    operator.prepareSnapshotPreBarrier(1);

    assertThat(emitted()).containsExactly("a 2");
  }

  @Test
  void emitsEarlyWhenThereAreTooManyKeys() throws Exception {
    for (int i = 0; i < MAX_KEYS; i++) {
      add("word" + i);
    }

    add("word0");
    assertThat(emitted()).isEmpty();
    add("one more");
    assertThat(emitted()).hasSize(MAX_KEYS).contains("word0 2", "word1 1");

    operator.prepareSnapshotPreBarrier(1);
    assertThat(emitted()).containsExactly("one more 1");
  }

  @Test
  void putsIntoAnotherRowWhatDoesNotFitASum() throws Exception {
    add("a", "b", "a", "a", "a", "a", "a", "a");
    assertThat(emitted()).containsExactly("a 5");

    operator.prepareSnapshotPreBarrier(1);
    assertThat(emitted()).containsExactly("a 2", "b 1");
  }

  /** What came after the checkpoint is read again by the source: kept, it would count twice. */
  @Test
  void keepsNothingAfterARestore() throws Exception {
    add("before");
    operator.prepareSnapshotPreBarrier(1);
    OperatorSubtaskState snapshot = operator.snapshot(1, 1);
    add("after");
    operator.close();

    start(snapshot);
    operator.prepareSnapshotPreBarrier(2);
    assertThat(emitted()).isEmpty();
  }

  private void start(OperatorSubtaskState snapshot) throws Exception {
    operator = new OneInputStreamOperatorTestHarness<>(new AdditiveOperator<>(new Words()));
    if (snapshot != null) {
      operator.initializeState(snapshot);
    }

    operator.open();
  }

  private void add(String... words) throws Exception {
    for (String word : words) {
      operator.processElement(word, 0);
    }
  }

  private List<String> emitted() {
    List<String> rows = new ArrayList<>();
    operator
        .extractOutputValues()
        .forEach(row -> rows.add(row.getString(0) + " " + row.getLong(1)));
    operator.getOutput().clear();
    return rows;
  }
}
