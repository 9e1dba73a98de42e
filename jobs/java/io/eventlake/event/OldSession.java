package io.eventlake.event;

import org.apache.flink.types.RowKind;

/**
 * What a session was when it still knew one family only. Sessions on their way from one step to the
 * next stand under these names in savepoints up to state format 2, which must restore: Flink sets
 * the fields, {@link #upgrade} moves them where they are now, and nothing else uses them.
 */
public abstract class OldSession {

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

  /** Makes a session of an old savepoint one of today; leaves all others as they are. */
  public static void upgrade(Session session) {
    if (session.sums == null && session.rowKind != RowKind.UPDATE_BEFORE) {
      OldSession old = session;
      session.sums = new long[] {old.pageViews, old.interactions, old.clicks, old.payoutCents};
      session.flags = old.sawComparison ? 1 : 0;
      session.texts =
          new String[] {
            old.firstPageUrl, old.lastPageUrl, old.variant, old.country, old.clickTarget
          };
    }
  }
}
