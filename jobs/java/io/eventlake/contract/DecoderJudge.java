package io.eventlake.contract;

import io.eventlake.event.RawRecord;
import io.eventlake.family.ItemVerdict;
import io.eventlake.family.RecordJudge;
import io.eventlake.operator.decode.EventDecoder;
import java.util.List;
import java.util.function.Consumer;

/**
 * Judges records by a family's decoder; an event that is only counted, for want of consent, is
 * good.
 */
public final class DecoderJudge implements RecordJudge {

  private final EventDecoder decoder;

  public DecoderJudge(EventDecoder decoder) {
    this.decoder = decoder;
  }

  @Override
  public void judge(byte[] record, Consumer<ItemVerdict> verdicts) {
    for (Verdict verdict : Verdict.of(decoder, new RawRecord(record, "", "1", 0, 0, false))) {
      verdicts.accept(
          verdict.reason() == null
              ? ItemVerdict.good(List.of())
              : ItemVerdict.bad(verdict.reason(), verdict.pointer(), verdict.sentence()));
    }
  }
}
