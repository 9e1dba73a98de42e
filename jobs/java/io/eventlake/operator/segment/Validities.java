package io.eventlake.operator.segment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The times during which a user was in one segment: the union of the items of that segment, so that
 * at any instant it says the same as {@link SegmentMembership#activeAt} of any of them.
 */
final class Validities {

  /** 0001-01-01T00:00:00Z: no engine shows what is before. */
  static final long EARLIEST_MILLIS = -62_135_596_800_000L;

  /** 9999-12-31T23:59:59.999Z: what lasts longer lasts for ever. */
  static final long LATEST_MILLIS = 253_402_300_799_999L;

  private static final Comparator<TrackedItem> BY_START =
      Comparator.comparingLong(TrackedItem::startMillis)
          .thenComparingLong(TrackedItem::endMillis)
          .thenComparing(item -> item.key);

  private Validities() {}

  /** A time without a break. */
  static final class Validity {
    final long startMillis;
    long endMillis;
    long asOfMicros;

    private Validity(TrackedItem item) {
      startMillis = item.startMillis();
      endMillis = item.endMillis();
      asOfMicros = item.asOfMicros;
    }

    private void add(TrackedItem item) {
      endMillis = Math.max(endMillis, item.endMillis());
      asOfMicros = Math.max(asOfMicros, item.asOfMicros);
    }
  }

  /**
   * The validities of a segment by their start, none overlapping. Two that only touch stay two:
   * that a membership ended and another began is history.
   */
  static List<Validity> of(List<TrackedItem> items, String segmentKey) {
    List<TrackedItem> active = new ArrayList<>();
    for (TrackedItem item : items) {
      if (segmentKey.equals(item.segmentKey) && item.isEverActive()) {
        active.add(item);
      }
    }

    active.sort(BY_START);
    List<Validity> validities = new ArrayList<>();
    Validity last = null;
    for (TrackedItem item : active) {
      if (last != null && item.startMillis() < last.endMillis) {
        last.add(item);
      } else {
        last = new Validity(item);
        validities.add(last);
      }
    }

    return validities;
  }
}
