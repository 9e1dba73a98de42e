package io.eventlake.family.contract;

import io.eventlake.family.JudgedEvent;
import io.eventlake.json.JsonText;

/**
 * Several events that were sent as one text, taken apart: the elements of an array, or of the array
 * {@code events} of an object.
 */
public final class EventBatch {

  private static final Batches BATCHES = Batches.ofArrays().under("events");

  private final Batch batch;

  private EventBatch(Batch batch) {
    this.batch = batch;
  }

  /** Null for what is one event, or no JSON at all: whoever judges it as one event says. */
  public static EventBatch of(byte[] sent) {
    JsonText text = new JsonText();
    Batch batch = text.decode(sent) ? Batch.of(text, BATCHES) : null;
    return batch == null ? null : new EventBatch(batch);
  }

  /** Why it is none, although it has the form; null where it holds events. */
  public JudgedEvent fault() {
    Rejection fault = batch.fault();
    return fault == null ? null : ContractJudge.rejected(fault);
  }

  public int count() {
    return batch.count();
  }

  /** The bytes of an event. */
  public byte[] event(int index) {
    return batch.event(index).bytes();
  }

  /** A batch with that event alone, and what stood beside all of them. */
  public byte[] alone(int index) {
    return batch.alone(event(index), true);
  }
}
