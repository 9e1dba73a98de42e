package io.eventlake.operator.decode;

import io.eventlake.event.EdgeNumbers;
import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.operator.count.CountedRecord;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;

/**
 * Hands records to a family's decoder: valid events go on, their bronze rows, dead letters and the
 * counts of all go to the side outputs of {@link DecodeTags}.
 */
public final class DecodeFunction extends ProcessFunction<RawRecord, EventEnvelope> {

  private static final long serialVersionUID = 1L;

  private final EventDecoder decoder;
  private final DecodeTags tags;

  private transient Outputs outputs;

  public DecodeFunction(EventDecoder decoder, DecodeTags tags) {
    this.decoder = decoder;
    this.tags = tags;
  }

  @Override
  public void open(OpenContext openContext) {
    outputs = new Outputs(new DecodeMetrics(getRuntimeContext().getMetricGroup()));
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<EventEnvelope> out) {
    outputs.begin(record, context, out);
    if (record.holdsNumbersOnly()) {
      outputs.numbersOnly(record);
    } else {
      decoder.decode(record, outputs);
      outputs.handedOver(record);
    }
  }

  /** Passes on what the decoder made of the record at hand, event by event. */
  private final class Outputs implements DecodeOutput {

    private final DecodeMetrics metrics;

    /** One for all: Flink copies it wherever objects are not used again. */
    private final CountedRecord counted = new CountedRecord();

    private Context context;
    private Collector<EventEnvelope> events;

    /** Of the record: of its first event, so that a minute's counts are of the same records. */
    private long arrivalMillis;

    /** How many events the record had so far. */
    private int read;

    private Outputs(DecodeMetrics metrics) {
      this.metrics = metrics;
    }

    private void begin(RawRecord record, Context newContext, Collector<EventEnvelope> out) {
      context = newContext;
      events = out;
      arrivalMillis = record.arrivalMillis;
      read = 0;
    }

    @Override
    public void accepted(EventEnvelope event, String eventType, RowData bronze) {
      metrics.bronze.inc();
      count(event.arrivalMillis, CountedRecord.BRONZE, null, eventType);
      context.output(tags.bronze, bronze);
      events.collect(event);
    }

    @Override
    public void kept(String eventType, long ofItem, RowData bronze) {
      metrics.bronze.inc();
      count(ofItem, CountedRecord.BRONZE, null, eventType);
      context.output(tags.bronze, bronze);
    }

    @Override
    public void withoutConsent(String eventType, long arrivalMillis) {
      metrics.noConsent.inc();
      count(arrivalMillis, CountedRecord.NO_CONSENT, null, eventType);
    }

    @Override
    public void rejected(RejectReason reason, long arrivalMillis, RowData deadLetter) {
      metrics.deadLetters.inc();
      metrics.reason(reason).inc();
      count(arrivalMillis, CountedRecord.DEAD_LETTER, reason.name(), null);
      context.output(tags.deadLetters, deadLetter);
    }

    /** With the outcome goes the read, by the same arrival minute: so the two always balance. */
    private void count(long ofEvent, String outcome, String reason, String eventType) {
      metrics.read.inc();
      count(ofEvent, CountedRecord.READ, 1);
      if (read == 0) {
        arrivalMillis = ofEvent;
      } else {
        count(ofEvent, CountedRecord.FURTHER, 1);
      }

      read++;
      context.output(DecodeTags.COUNTS, counted.set(ofEvent, outcome, reason, eventType));
    }

    /** By what the source says, whether or not they ever come here. */
    private void handedOver(RawRecord record) {
      if (record.handedOver == 0) {
        return;
      }

      count(arrivalMillis, CountedRecord.HANDED_OVER, record.handedOver);
      int aggregated = record.handedOver - (record.subSequenceNumber == 0 ? 1 : 0);
      if (aggregated > 0) {
        count(arrivalMillis, CountedRecord.AGGREGATED, aggregated);
      }
      if (record.edge != null) {
        numbers(record);
      }
    }

    private void numbersOnly(RawRecord record) {
      count(arrivalMillis, CountedRecord.EDGE_ALONE, 1);
      numbers(record);
    }

    /** Numbers of more or fewer records than came are not believed to have come. */
    private void numbers(RawRecord record) {
      List<EdgeNumbers> all = EdgeNumbers.parse(record.edge);
      long told = all.stream().mapToLong(EdgeNumbers::count).sum();
      for (EdgeNumbers numbers : all) {
        context.output(
            DecodeTags.COUNTS,
            counted.set(arrivalMillis, told == record.handedOver ? numbers : numbers.before()));
      }
    }

    private void count(long arrived, String outcome, long records) {
      context.output(DecodeTags.COUNTS, counted.set(arrived, outcome, records));
    }
  }
}
