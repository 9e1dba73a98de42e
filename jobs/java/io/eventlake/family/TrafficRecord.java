package io.eventlake.family;

/** A generated record, and when it comes. */
public final class TrafficRecord {

  public final byte[] json;

  /** Epoch milliseconds; records are given in this order. */
  public final long dueMillis;

  public TrafficRecord(byte[] json, long dueMillis) {
    this.json = json;
    this.dueMillis = dueMillis;
  }
}
