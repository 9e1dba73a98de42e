package io.eventlake.connector.oneroster;

import java.time.Instant;

/** What a fetch of one type did. */
public final class FetchedResults {

  public final ResultType type;

  /** From where on it asked; null for all. */
  public final Instant since;

  /** Pages that have results. */
  public final int pages;

  /** Those of them that are files now. */
  public final int landed;

  /** Rows of all pages, those that came twice, too. */
  public final long results;

  /** Results that say they were changed later than now; they come again until then. */
  public final long ahead;

  /** Null where none was seen yet. */
  public final Instant lastSeen;

  FetchedResults(ResultType type, Instant since, Counts counts, Instant lastSeen) {
    this.type = type;
    this.since = since;
    this.pages = counts.pages;
    this.landed = counts.landed;
    this.results = counts.results;
    this.ahead = counts.ahead;
    this.lastSeen = lastSeen;
  }

  /** Of pages. */
  static final class Counts {
    int pages;
    int landed;
    long results;
    long ahead;
  }
}
