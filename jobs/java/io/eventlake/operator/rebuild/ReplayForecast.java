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

  /** Events of one record that lie further apart are not rebuilt together. */
  private static final int MOST_DAYS = 31;

  private final EventDecoder decoder;
  private final LetterRows letters;

  public ReplayForecast(EventDecoder decoder, LetterRows letters) {
    this.decoder = decoder;
    this.letters = letters;
  }

  @Override
  public void flatMap(RowData letter, Collector<LetterOutlook> out) {
    RawRecord record = letters.record(letter);
    Outlook outlook = new Outlook();
    if (letters.chosen(letter)) {
      decoder.decode(record, outlook);
    }

    String reason = letters.reason(letter);
    int arrivalDay = day(record.arrivalMillis);
    out.collect(new LetterOutlook(arrivalDay, reason, outlook.outcome(), outlook.firstDay(), 1));
    // All its days are rebuilt together: the record comes back whole.
    for (int day = outlook.firstDay() + 1; day <= outlook.lastDay(); day++) {
      out.collect(new LetterOutlook(arrivalDay, reason, outlook.outcome(), day, 0));
    }
  }

  private static int day(long millis) {
    return (int) Math.floorDiv(millis, TimeUnit.DAYS.toMillis(1));
  }

  /** Writes down what the decoder says of the record's events. */
  private static final class Outlook implements DecodeOutput {
    private String stays;
    private int first = Integer.MAX_VALUE;
    private int last = Integer.MIN_VALUE;

    /** What stands against any of the events, else that they are some now. */
    private String outcome() {
      if (stays != null) {
        return stays;
      }
      if (first > last) {
        return LetterOutlook.WITHHELD;
      }

      return (long) last - first < MOST_DAYS ? LetterOutlook.EVENT : LetterOutlook.SPREAD;
    }

    private boolean isEvent() {
      return outcome().equals(LetterOutlook.EVENT);
    }

    private int firstDay() {
      return isEvent() ? first : 0;
    }

    private int lastDay() {
      return isEvent() ? last : 0;
    }

    @Override
    public void accepted(EventEnvelope event, String eventType, RowData bronze) {
      first = Math.min(first, day(event.eventTimeMillis));
      last = Math.max(last, day(event.eventTimeMillis));
    }

    @Override
    public void kept(String eventType, long arrivalMillis, RowData bronze) {
      first = Math.min(first, day(arrivalMillis));
      last = Math.max(last, day(arrivalMillis));
    }

    @Override
    public void withoutConsent(String eventType, long arrivalMillis) {
      stays = stays == null ? LetterOutlook.WITHHELD : stays;
    }

    @Override
    public void rejected(RejectReason reason, long arrivalMillis, RowData deadLetter) {
      stays = stays == null ? reason.name() : stays;
    }
  }
}
