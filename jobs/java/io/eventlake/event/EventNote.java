package io.eventlake.event;

/**
 * What a session keeps of one of its events: when that was, which it is, and the family's bytes.
 */
public class EventNote {

  /** Event time as sessions trust it, epoch milliseconds, UTC. */
  public long timeMillis;

  /** The event id, a UUID, as two longs. */
  public long idHigh;

  public long idLow;

  /** As the family's tally wrote it. */
  public byte[] note;

  public EventNote() {}

  public EventNote(long timeMillis, long idHigh, long idLow, byte[] note) {
    this.timeMillis = timeMillis;
    this.idHigh = idHigh;
    this.idLow = idLow;
    this.note = note;
  }
}
