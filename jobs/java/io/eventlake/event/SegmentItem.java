package io.eventlake.event;

import java.time.Instant;

/** That a user is in a segment for a time, as an item of the segment table. */
public final class SegmentItem {

  private final String userIdHash;
  private final String segmentKey;
  private final Instant validFrom;
  private final Instant validTo;

  /**
   * @param validFrom start, inclusive
   * @param validTo end, exclusive; null while it lasts
   */
  public SegmentItem(String userIdHash, String segmentKey, Instant validFrom, Instant validTo) {
    this.userIdHash = userIdHash;
    this.segmentKey = segmentKey;
    this.validFrom = validFrom;
    this.validTo = validTo;
  }

  public String userIdHash() {
    return userIdHash;
  }

  public String segmentKey() {
    return segmentKey;
  }

  /** Start of the membership, inclusive. */
  public Instant validFrom() {
    return validFrom;
  }

  /** End of the membership, exclusive; null while it lasts. */
  public Instant validTo() {
    return validTo;
  }
}
