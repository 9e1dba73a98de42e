package io.eventlake.operator.session;

import io.eventlake.event.EventEnvelope;
import org.apache.flink.table.data.StringData;

/** Adds nothing up. */
final class NoTally implements SessionTally {

  private static final long serialVersionUID = 1L;

  @Override
  public int sums() {
    return 0;
  }

  @Override
  public int flags() {
    return 0;
  }

  @Override
  public int texts() {
    return 0;
  }

  @Override
  public boolean ofLast(int text) {
    return false;
  }

  @Override
  public void add(EventEnvelope event, long[] sums) {
    // There are none.
  }

  @Override
  public int flags(EventEnvelope event, int known) {
    return known;
  }

  @Override
  public StringData text(int text, EventEnvelope event) {
    return null;
  }
}
