package io.eventlake.event;

/**
 * That an item of the segment table was written or removed (design: semantics, section 5).
 *
 * <p>A mutable bean because Flink serializes it as a POJO.
 */
public class SegmentChange {

  /** The item's partition key. */
  public String userIdHash;

  /** The item's sort key. */
  public String itemKey;

  /** When the table took the change, epoch microseconds. */
  public long changedMicros;

  /** True when the item was removed; what it said until then may be unknown. */
  public boolean removed;

  /** The segment that the item is of; null where it is unknown. */
  public String segmentKey;

  /** Start of the membership, inclusive, epoch milliseconds. */
  public long validFromMillis;

  /** End, exclusive, epoch milliseconds; {@link Long#MAX_VALUE} while it lasts. */
  public long validToMillis;

  public SegmentChange() {}
}
