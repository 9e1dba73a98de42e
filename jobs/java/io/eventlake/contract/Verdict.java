package io.eventlake.contract;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.operator.decode.EventDecoder;
import org.apache.flink.table.data.RowData;

/** What a decoder says of one record, in the words of the dead letter that it would be. */
public final class Verdict implements DecodeOutput {

  /** Columns of {@code bronze.dead_letters}. */
  private static final int POINTER = 2;

  private static final int MESSAGE = 3;

  private RejectReason reason;
  private String pointer = "";
  private String sentence = "";
  private boolean withheld;

  private Verdict() {}

  /** The verdict of a family's decoder. */
  public static Verdict of(EventDecoder decoder, RawRecord record) {
    Verdict verdict = new Verdict();
    decoder.decode(record, verdict);
    return verdict;
  }

  /** Null for an event that keeps the contract. */
  public RejectReason reason() {
    return reason;
  }

  /** JSON pointer of what is wrong; empty for the whole record. */
  public String pointer() {
    return pointer;
  }

  /** What is wrong, for the producer's developer; it quotes nothing of the record. */
  public String sentence() {
    return sentence;
  }

  /** True for an event that keeps the contract and is only counted, for want of consent. */
  public boolean withheld() {
    return withheld;
  }

  @Override
  public void accepted(EventEnvelope event, String eventType, RowData bronze) {
    // What there is to say is said already.
  }

  @Override
  public void withoutConsent(String eventType, long arrivalMillis) {
    withheld = true;
  }

  @Override
  public void rejected(RejectReason why, long arrivalMillis, RowData deadLetter) {
    reason = why;
    pointer = deadLetter.getString(POINTER).toString();
    sentence = deadLetter.getString(MESSAGE).toString();
  }
}
