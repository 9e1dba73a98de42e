package io.eventlake.operator.rebuild;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RejectReason;
import io.eventlake.operator.count.CountedRecord;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.operator.decode.DecodeTags;
import io.eventlake.operator.decode.EventDecoder;
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
    outputs.context = context;
    outputs.reason = letters.reason(letter);
    outputs.replayed = false;
    if (letters.chosen(letter)) {
      decoder.decode(letters.record(letter), outputs);
    }

    out.collect(outputs.replayed ? letters.replayed(letter, replayedMillis) : letters.kept(letter));
  }

  /** Takes what the decoder made of the letter at hand. */
  private final class Outputs implements DecodeOutput {
    private Context context;
    private String reason;
    private boolean replayed;

    @Override
    public void accepted(EventEnvelope event, String eventType, RowData bronze) {
      if (!scope.contains(event.eventTimeMillis)) {
        return;
      }

      replayed = true;
      context.output(tags.bronze, bronze);
      count(event.arrivalMillis, CountedRecord.DEAD_LETTER, reason, null, -1);
      count(event.arrivalMillis, CountedRecord.BRONZE, null, eventType, 1);
    }

    /** Its payload says otherwise than when it was kept: nothing of it goes on. */
    @Override
    public void withoutConsent(String eventType, long arrivalMillis) {}

    @Override
    public void rejected(RejectReason stillWhy, long arrivalMillis, RowData deadLetter) {}

    private void count(
        long arrivalMillis, String outcome, String ofReason, String eventType, int records) {
      context.output(
          DecodeTags.COUNTS,
          new CountedRecord(arrivalMillis, outcome, ofReason, eventType, records));
    }
  }
}
