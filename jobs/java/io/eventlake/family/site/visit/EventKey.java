package io.eventlake.family.site.visit;

/** When an event was and which it is, as a session keeps them with a note. */
public final class EventKey {

  final long timeMillis;
  final long idHigh;
  final long idLow;

  /**
   * @param timeMillis event time as sessions trust it, epoch milliseconds
   * @param idHigh first half of the event's id, a UUID
   * @param idLow its second half
   */
  public EventKey(long timeMillis, long idHigh, long idLow) {
    this.timeMillis = timeMillis;
    this.idHigh = idHigh;
    this.idLow = idLow;
  }
}
