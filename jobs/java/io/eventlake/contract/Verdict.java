package io.eventlake.contract;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.operator.decode.EventDecoder;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.RowData;

/** What a decoder says of one event, in the words of the dead letter that it would be. */
public final class Verdict {

  /** Columns of {@code bronze.dead_letters}. */
  private static final int POINTER = 2;

  private static final int MESSAGE = 3;

  private final RejectReason reason;
  private final String pointer;
  private final String sentence;
  private final boolean withheld;

  private Verdict(RejectReason reason, String pointer, String sentence, boolean withheld) {
    this.reason = reason;
    this.pointer = pointer;
    this.sentence = sentence;
    this.withheld = withheld;
  }

  /** The verdicts of a family's decoder on the events of a record, at least one. */
  public static List<Verdict> of(EventDecoder decoder, RawRecord record) {
    Verdicts verdicts = new Verdicts();
    decoder.decode(record, verdicts);
    return verdicts.all;
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

  private static final class Verdicts implements DecodeOutput {

    private final List<Verdict> all = new ArrayList<>(1);

    @Override
    public void accepted(EventEnvelope event, String eventType, RowData bronze) {
      all.add(new Verdict(null, "", "", false));
    }

    @Override
    public void kept(String eventType, long arrivalMillis, RowData bronze) {
      all.add(new Verdict(null, "", "", false));
    }

    @Override
    public void withoutConsent(String eventType, long arrivalMillis) {
      all.add(new Verdict(null, "", "", true));
    }

    @Override
    public void rejected(RejectReason why, long arrivalMillis, RowData deadLetter) {
      String pointer = deadLetter.getString(POINTER).toString();
      all.add(new Verdict(why, pointer, deadLetter.getString(MESSAGE).toString(), false));
    }
  }
}
