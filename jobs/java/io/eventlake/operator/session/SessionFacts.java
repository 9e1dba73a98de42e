package io.eventlake.operator.session;

import io.eventlake.table.rows.SilverColumns;
import java.io.Serializable;

/** What a session takes from an event: the columns of every family, and the family's own tally. */
public final class SessionFacts implements Serializable {

  private static final long serialVersionUID = 1L;

  public final SilverColumns columns;
  public final SessionTally tally;

  public SessionFacts(SilverColumns columns, SessionTally tally) {
    this.columns = columns;
    this.tally = tally;
  }

  /** Whether the family has sessions. */
  boolean hasSessions() {
    return tally.sums() + tally.flags() + tally.texts() > 0;
  }
}
