package io.eventlake.operator.rebuild;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RejectReason;
import io.eventlake.operator.count.CountedRecord;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.operator.decode.DecodeTags;
import io.eventlake.operator.decode.EventDecoder;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;

/**
 * Decodes dead letters again. Those that are events of the days now are marked, their bronze rows
 * and the changes of the lake's counts go to the side outputs of {@link DecodeTags}; all others
 * stay as they are.
 */
public final class ReplayFunction extends ProcessFunction<RowData, RowData> {

  private static final long serialVersionUID = 1L;

  private final EventDecoder decoder;
  private final LetterRows letters;
  private final RebuildScope scope;
  private final long replayedMillis;
  private final DecodeTags tags;

  private transient Outputs outputs;

  /**
   * @param replayedMillis what the marks say, epoch milliseconds
   */
  public ReplayFunction(
      EventDecoder decoder,
      LetterRows letters,
      RebuildScope scope,
      long replayedMillis,
      DecodeTags tags) {
    this.decoder = decoder;
    this.letters = letters;
    this.scope = scope;
    this.replayedMillis = replayedMillis;
    this.tags = tags;
  }

  @Override
  public void open(OpenContext context) {
    outputs = new Outputs();
  }

  @Override
  public void processElement(RowData letter, Context context, Collector<RowData> out) {
    outputs.begin();
    if (letters.chosen(letter)) {
      decoder.decode(letters.record(letter), outputs);
    }

    if (outputs.replayed()) {
      outputs.emit(context, letters.reason(letter));
      out.collect(letters.replayed(letter, replayedMillis));
    } else {
      out.collect(letters.kept(letter));
    }
  }

  /**
   * Takes what the decoder made of the letter at hand. A record of several events comes back whole
   * or not at all: half of it would be here and half a letter.
   */
  private final class Outputs implements DecodeOutput {
    private final List<RowData> bronze = new ArrayList<>();
    private final List<String> eventTypes = new ArrayList<>();
    private long arrivalMillis;
    private boolean stays;

    private void begin() {
      bronze.clear();
      eventTypes.clear();
      stays = false;
    }

    private boolean replayed() {
      return !stays && !bronze.isEmpty();
    }

    @Override
    public void accepted(EventEnvelope event, String eventType, RowData row) {
      stays |= !scope.contains(event.eventTimeMillis);
      arrivalMillis = event.arrivalMillis;
      bronze.add(row);
      eventTypes.add(eventType);
    }

    @Override
    public void kept(String eventType, long arrivedMillis, RowData row) {
      stays |= !scope.contains(arrivedMillis);
      arrivalMillis = arrivedMillis;
      bronze.add(row);
      eventTypes.add(eventType);
    }

    /** Its payload says otherwise than when it was kept: nothing of it goes on. */
    @Override
    public void withoutConsent(String eventType, long arrivedMillis) {
      stays = true;
    }

    @Override
    public void rejected(RejectReason stillWhy, long arrivedMillis, RowData deadLetter) {
      stays = true;
    }

    /** The letter was counted as one event; the arrival of all is the record's. */
    private void emit(Context context, String reason) {
      count(context, CountedRecord.DEAD_LETTER, reason, null, -1);
      int further = bronze.size() - 1;
      if (further > 0) {
        count(context, CountedRecord.READ, null, null, further);
        count(context, CountedRecord.FURTHER, null, null, further);
      }

      for (int i = 0; i < bronze.size(); i++) {
        context.output(tags.bronze, bronze.get(i));
        count(context, CountedRecord.BRONZE, null, eventTypes.get(i), 1);
      }
    }

    private void count(
        Context context, String outcome, String ofReason, String eventType, int records) {
      context.output(
          DecodeTags.COUNTS,
          new CountedRecord(arrivalMillis, outcome, ofReason, eventType, records));
    }
  }
}
