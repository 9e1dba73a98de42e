package io.eventlake.family.xp;

/** A delivery of all results that there are. */
public final class BulkDelivery {

  public final long number;

  /** The newest {@code dateLastModified} in it, microseconds since the epoch, UTC. */
  public final long newest;

  public BulkDelivery(long number, long newest) {
    this.number = number;
    this.newest = newest;
  }
}
