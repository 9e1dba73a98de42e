package io.eventlake.family.web.generate;

import io.eventlake.operator.segment.SegmentMembership;
import java.time.Instant;

/** One item of the segment table: that a user is in a segment for a time. */
public final class SegmentItem {

  private final String userIdHash;
  private final String segmentKey;
  private final Instant validFrom;
  private final Instant validTo;

  SegmentItem(String userIdHash, String segmentKey, Instant validFrom, Instant validTo) {
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

  SegmentMembership membership() {
    return new SegmentMembership(
        segmentKey,
        validFrom.toEpochMilli(),
        validTo == null ? Long.MAX_VALUE : validTo.toEpochMilli());
  }
}
