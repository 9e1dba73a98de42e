package io.eventlake.operator.segment;

/** That a user is in a segment from {@code validFrom} until before {@code validTo}. */
public final class SegmentMembership {

  private final String segmentKey;
  private final long validFromMillis;
  private final long validToMillis;

  /**
   * @param validFromMillis start, inclusive, epoch milliseconds
   * @param validToMillis end, exclusive, epoch milliseconds; {@link Long#MAX_VALUE} while it lasts
   */
  public SegmentMembership(String segmentKey, long validFromMillis, long validToMillis) {
    this.segmentKey = segmentKey;
    this.validFromMillis = validFromMillis;
    this.validToMillis = validToMillis;
  }

  public String segmentKey() {
    return segmentKey;
  }

  public boolean activeAt(long instantMillis) {
    return validFromMillis <= instantMillis && instantMillis < validToMillis;
  }
}
