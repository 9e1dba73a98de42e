package io.eventlake.operator.session;

import org.apache.flink.streaming.api.graph.StreamConfig;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.StreamTask;
import org.apache.flink.table.data.RowData;

/** Sessionize as the job runs it, with an output that costs nothing: a harness keeps copies. */
final class CountedSessions extends SessionizeOperator {

  private static final long serialVersionUID = 1L;

  private transient CountingOutput output;

  CountedSessions() {
    super(SessionTraffic.BOUNDS, SessionTraffic.FACTS);
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
