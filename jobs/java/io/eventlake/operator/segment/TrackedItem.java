package io.eventlake.operator.segment;

import io.eventlake.event.SegmentChange;

/**
 * What is known of one item of the segment table, whatever the order in which its changes came: the
 * newest decides, of two at the same time the one that came later.
 *
 * <p>A removed item is history and stays known. It ended with its removal, unless it had ended
 * before: a table cleans up what is over.
 */
final class TrackedItem {

  /** The sort key. */
  String key;

  /** Time of the newest change, epoch microseconds. */
  long changedMicros = Long.MIN_VALUE;

  /** Whether the newest change was its removal. */
  boolean removed;

  /** What the item says; null where only its removal is known. */
  String segmentKey;

  long validFromMillis;

  /** {@link Long#MAX_VALUE} while it lasts. */
  long validToMillis;

  /** Time of the change that is the newest to say so, epoch microseconds. */
  long saidMicros = Long.MIN_VALUE;

  /** Time of the change that made the interval what it is, epoch microseconds. */
  long asOfMicros = Long.MIN_VALUE;

  /**
   * Takes in a change of the item.
   *
   * @return false when it is older than what is known
   */
  boolean take(SegmentChange change) {
    if (change.changedMicros >= changedMicros) {
      changedMicros = change.changedMicros;
      removed = change.removed;
    } else if (!removed || change.segmentKey == null || change.changedMicros < saidMicros) {
      return false;
    }

    if (change.segmentKey != null) {
      segmentKey = change.segmentKey;
      validFromMillis = change.validFromMillis;
      validToMillis = change.validToMillis;
      saidMicros = change.changedMicros;
    }

    return true;
  }

  /** Start of the membership, epoch milliseconds, within what a table can hold. */
  long startMillis() {
    return Math.max(validFromMillis, Validities.EARLIEST_MILLIS);
  }

  /** End of the membership, epoch milliseconds; {@link Long#MAX_VALUE} while it lasts. */
  long endMillis() {
    long end = validToMillis;
    if (removed) {
      end = Math.min(end, Math.floorDiv(changedMicros, 1_000L));
    }

    return end > Validities.LATEST_MILLIS ? Long.MAX_VALUE : end;
  }

  /** Whether it is a membership at any time that a table can hold. */
  boolean isEverActive() {
    return segmentKey != null
        && startMillis() <= Validities.LATEST_MILLIS
        && startMillis() < endMillis();
  }

  TrackedItem copy() {
    TrackedItem copy = new TrackedItem();
    copy.key = key;
    copy.changedMicros = changedMicros;
    copy.removed = removed;
    copy.segmentKey = segmentKey;
    copy.validFromMillis = validFromMillis;
    copy.validToMillis = validToMillis;
    copy.saidMicros = saidMicros;
    copy.asOfMicros = asOfMicros;
    return copy;
  }
}
