package io.eventlake.event;

import org.apache.flink.types.RowKind;

/**
 * A time during which a user was in a segment without a break, as a change of the table of them.
 *
 * <p>A mutable bean because Flink serializes it as a POJO.
 */
public class SegmentValidity {

  public RowKind rowKind;
  public String userIdHash;
  public String segmentKey;

  /** Time of the newest change that made it what it is, epoch microseconds. */
  public long asOfMicros;

  /** Start, inclusive, epoch milliseconds. */
  public long validFromMillis;

  /** End, exclusive, epoch milliseconds; {@link Long#MAX_VALUE} while it lasts. */
  public long validToMillis;

  public SegmentValidity() {}
}
