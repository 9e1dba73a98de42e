package io.eventlake.lake.audit;

/** How many days a line is the sum of: remembered ones, and ones that were computed. */
public final class AuditedDays {

  /** Of a line that was computed from all there is. */
  static final AuditedDays WHOLE = new AuditedDays(0, 0, true);

  private final long trusted;
  private final long computed;
  private final boolean whole;

  private AuditedDays(long trusted, long computed, boolean whole) {
    this.trusted = trusted;
    this.computed = computed;
    this.whole = whole;
  }

  static AuditedDays of(long trusted, long computed) {
    return new AuditedDays(trusted, computed, false);
  }

  /** Days of which nothing was read again. */
  public long trusted() {
    return trusted;
  }

  /** Days that were computed from their rows. */
  public long computed() {
    return computed;
  }

  /** True where no days were told apart: everything was read. */
  public boolean isWhole() {
    return whole;
  }

  /** True where days were told apart, and none had a row. */
  boolean isNone() {
    return !whole && trusted + computed == 0;
  }

  /** In words, for example {@code 30 trusted, 2 computed}. */
  @Override
  public String toString() {
    return whole ? "all computed" : trusted + " trusted, " + computed + " computed";
  }
}
