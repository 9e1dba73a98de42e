package io.eventlake.operator.session;

import io.eventlake.event.EventEnvelope;
import org.apache.flink.streaming.api.graph.StreamConfig;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.StreamTask;
import org.apache.flink.table.data.RowData;

/** Sessionize as the job runs it, with an output that costs nothing: a harness keeps copies. */
final class SessionizeOperator extends KeyedProcessOperator<String, EventEnvelope, RowData> {

  private static final long serialVersionUID = 1L;

  private transient CountingOutput output;

  SessionizeOperator() {
    super(new SessionizeFunction(SessionTraffic.BOUNDS, SessionTraffic.FACTS));
  }

  @Override
  public void setup(
      StreamTask<?, ?> task, StreamConfig config, Output<StreamRecord<RowData>> ofHarness) {
    output = new CountingOutput();
    super.setup(task, config, output);
  }

  /** Where everything goes. */
  CountingOutput output() {
    return output;
  }
}
