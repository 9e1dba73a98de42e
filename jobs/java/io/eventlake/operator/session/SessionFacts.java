package io.eventlake.operator.session;

import io.eventlake.table.rows.SilverColumns;
import java.io.Serializable;

/** What a session takes from an event: the columns of every family, and the family's own tally. */
public final class SessionFacts implements Serializable {

  private static final long serialVersionUID = 1L;

  public final SilverColumns columns;
  public final SessionTally tally;

  /** What the tally says of itself, at hand for each event. */
  final int sums;

  final int texts;

  /** A bit for each text that is the last event's. */
  private final long lastTexts;

  public SessionFacts(SilverColumns columns, SessionTally tally) {
    this.columns = columns;
    this.tally = tally;
    this.sums = tally.sums();
    this.texts = tally.texts();
    if (texts >= Long.SIZE) {
      throw new IllegalArgumentException("a tally has " + texts + " texts, more than 63");
    }

    long last = 0;
    for (int text = 0; text < texts; text++) {
      last |= tally.ofLast(text) ? 1L << text : 0;
    }

    this.lastTexts = last;
  }

  /** Whether the text of the last event counts, not that of the first. */
  boolean ofLast(int text) {
    return (lastTexts >>> text & 1) != 0;
  }

  /** Whether the family has sessions. */
  public boolean hasSessions() {
    return sums + texts + tally.flags() > 0;
  }
}
