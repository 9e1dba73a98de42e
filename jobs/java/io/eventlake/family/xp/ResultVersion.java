package io.eventlake.family.xp;

import java.math.BigDecimal;

/** A result as one delivery has it; mutable until it is handed on. */
public final class ResultVersion {

  /** {@code sourcedId}. */
  public String id;

  /** Null where a deletion does not say. */
  public String student;

  /** Of the line item; null where a deletion does not say. */
  public String activity;

  public Integer attempt;
  public ResultState state = ResultState.ACTIVE;
  public boolean graded;
  public boolean banked;

  /** Null where it says none. */
  public BigDecimal xp;

  /** Microseconds since the epoch, UTC. */
  public long scored;

  /** Microseconds since the epoch, UTC. */
  public long modified;

  /** Number of the delivery: later ones have greater numbers. */
  public long delivery;

  /** Place within the delivery. */
  public long row;

  /** Whether it was rejected, and tells only that the delivery has the result. */
  public boolean rejected;
}
