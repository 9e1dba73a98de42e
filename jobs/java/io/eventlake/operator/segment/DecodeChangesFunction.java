package io.eventlake.operator.segment;

import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.event.SegmentChange;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes changes of change records. A malformed one changes nothing: it is counted by its reason,
 * and its identity goes to the log, never its content.
 */
public final class DecodeChangesFunction extends ProcessFunction<RawRecord, SegmentChange> {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(DecodeChangesFunction.class);

  private final ChangeDecoder decoder;

  private transient Output output;

  public DecodeChangesFunction(ChangeDecoder decoder) {
    this.decoder = decoder;
  }

  @Override
  public void open(OpenContext context) {
    output = new Output(new ChangeMetrics(getRuntimeContext().getMetricGroup()));
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<SegmentChange> out) {
    output.record = record;
    output.changes = out;
    decoder.decode(record, output);
  }

  /** Passes on what the decoder made of the record at hand. */
  private static final class Output implements ChangeOutput {

    private final ChangeMetrics metrics;
    private final LeftOutItems leftOut = new LeftOutItems(LOG);

    private RawRecord record;
    private Collector<SegmentChange> changes;

    private Output(ChangeMetrics metrics) {
      this.metrics = metrics;
    }

    @Override
    public void changed(SegmentChange change) {
      metrics.changed();
      changes.collect(change);
    }

    @Override
    public void ofAnotherTable() {
      metrics.ofAnotherTable();
    }

    @Override
    public void rejected(RejectReason reason) {
      metrics.rejected(reason);
      leftOut.tell(
          "A change of the segment table was left out: {} (shard {}, sequence number {}, {})",
          reason,
          record.shardId,
          record.sequenceNumber,
          record.subSequenceNumber);
    }
  }
}
