package io.eventlake.event;

import org.apache.flink.types.RowKind;

/**
 * A session as it is written: counts and facts of its events, and whether this record inserts it,
 * retracts what was written before, or replaces that.
 */
public class Session {

  /** INSERT, UPDATE_BEFORE (retracts the revision before) or UPDATE_AFTER. */
  public RowKind rowKind;

  public String sessionId;

  /**
   * True when the id was made by the lake and not sent; null in a retraction, and in what release
   * 0.1.0 wrote.
   */
  public Boolean idDerived;

  public String userId;

  /** Event time of the first and last event, epoch milliseconds, UTC. */
  public long startMillis;

  public long endMillis;
  public int pageViews;
  public int interactions;
  public int clicks;
  public String firstPageUrl;
  public String lastPageUrl;
  public String variant;
  public String country;
  public boolean sawComparison;
  public String clickTarget;
  public long payoutCents;
  public long events;
  public boolean truncated;
  public int revision;
}
