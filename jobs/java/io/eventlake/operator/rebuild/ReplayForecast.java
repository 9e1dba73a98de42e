package io.eventlake.operator.rebuild;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.operator.decode.EventDecoder;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;

/** What the decoder of today makes of each dead letter, one count of one letter. */
public final class ReplayForecast implements FlatMapFunction<RowData, LetterOutlook> {

  private static final long serialVersionUID = 1L;

  private final EventDecoder decoder;
  private final LetterRows letters;

  public ReplayForecast(EventDecoder decoder, LetterRows letters) {
    this.decoder = decoder;
    this.letters = letters;
  }

  @Override
  public void flatMap(RowData letter, Collector<LetterOutlook> out) {
    RawRecord record = letters.record(letter);
    LetterOutlook outlook = new LetterOutlook();
    outlook.reason = letters.reason(letter);
    outlook.arrivalDay = day(record.arrivalMillis);
    outlook.letters = 1;
    if (letters.chosen(letter)) {
      decoder.decode(record, new Outlook(outlook));
    } else {
      outlook.outcome = LetterOutlook.WITHHELD;
    }

    out.collect(outlook);
  }

  private static int day(long millis) {
    return (int) Math.floorDiv(millis, TimeUnit.DAYS.toMillis(1));
  }

  /** Writes down what the decoder says. */
  private static final class Outlook implements DecodeOutput {
    private final LetterOutlook outlook;

    private Outlook(LetterOutlook outlook) {
      this.outlook = outlook;
    }

    @Override
    public void accepted(EventEnvelope event, String eventType, RowData bronze) {
      outlook.outcome = LetterOutlook.EVENT;
      outlook.eventDay = day(event.eventTimeMillis);
    }

    @Override
    public void withoutConsent(String eventType, long arrivalMillis) {
      outlook.outcome = LetterOutlook.WITHHELD;
    }

    @Override
    public void rejected(RejectReason reason, long arrivalMillis, RowData deadLetter) {
      outlook.outcome = reason.name();
    }
  }
}
