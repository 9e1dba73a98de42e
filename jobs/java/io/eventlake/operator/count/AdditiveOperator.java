package io.eventlake.operator.count;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;

/**
 * Adds inputs up and emits the sums before each checkpoint's barrier: exactly-once without state,
 * since what was not emitted belongs to the next checkpoint and is read again after a failure.
 *
 * @param <IN> the input
 */
public final class AdditiveOperator<IN> extends AbstractStreamOperator<RowData>
    implements OneInputStreamOperator<IN, RowData>, BoundedOneInput {

  private static final long serialVersionUID = 1L;

  /** Most keys held; beyond it the sums are emitted early, as two rows may share a key. */
  private static final int MAX_KEYS = 50_000;

  private final Additive<IN> additive;

  private transient Map<Grain, long[]> sums;
  private transient Grain grain;

  public AdditiveOperator(Additive<IN> additive) {
    this.additive = additive;
    this.chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void open() throws Exception {
    super.open();
    sums = new LinkedHashMap<>();
    grain = new Grain();
  }

  @Override
  public void processElement(StreamRecord<IN> element) {
    IN input = element.getValue();
    additive.grain(input, grain);
    long[] values = sums.get(grain);
    if (values == null) {
      if (sums.size() == MAX_KEYS) {
        emit();
      }

      values = new long[additive.sums()];
      sums.put(grain.copy(), values);
    }

    if (!additive.add(input, values)) {
      emit(grain, values);
      Arrays.fill(values, 0);
      additive.add(input, values);
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    emit();
  }

  @Override
  public void endInput() {
    emit();
  }

  private void emit() {
    for (Map.Entry<Grain, long[]> entry : sums.entrySet()) {
      emit(entry.getKey(), entry.getValue());
    }

    sums.clear();
  }

  private void emit(Grain ofRow, long[] values) {
    output.collect(new StreamRecord<>(additive.row(ofRow, values)));
  }
}
