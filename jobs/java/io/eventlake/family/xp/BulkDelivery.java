package io.eventlake.family.xp;

/** A delivery of all results that there are. */
public final class BulkDelivery {

  public final long number;

  /** The newest {@code dateLastModified} in it, microseconds since the epoch, UTC. */
  public final long newest;

  /**
   * Whether what it lacks is told by versions that are absent, and what stays as it was by none.
   */
  public final boolean tellsAbsence;

  public BulkDelivery(long number, long newest, boolean tellsAbsence) {
    this.number = number;
    this.newest = newest;
    this.tellsAbsence = tellsAbsence;
  }
}
