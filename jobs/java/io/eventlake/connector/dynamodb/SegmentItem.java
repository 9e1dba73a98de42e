package io.eventlake.connector.dynamodb;

import java.time.Instant;

/** That a user is in a segment, as an item of the segment table. */
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

  String userIdHash() {
    return userIdHash;
  }

  String segmentKey() {
    return segmentKey;
  }

  Instant validFrom() {
    return validFrom;
  }

  Instant validTo() {
    return validTo;
  }
}
