package io.eventlake.operator.segment;

import io.eventlake.event.SegmentChange;
import io.eventlake.event.SegmentValidity;
import io.eventlake.operator.segment.Validities.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.types.RowKind;

/**
 * All items of one user, those that were removed included: they are history, and an older change of
 * them may still come. Read and written once for each change. The serialized form is {@link
 * UserItemsSerializer}'s.
 */
final class UserItems {

  List<TrackedItem> items = new ArrayList<>(2);

  /**
   * Takes in a change and hands out how it changes the user's validities: retractions first,
   * nothing for a validity that stays as it is.
   *
   * @return false when nothing new is known
   */
  boolean take(SegmentChange change, Consumer<SegmentValidity> output) {
    TrackedItem item = find(change.itemKey);
    String before = item.segmentKey;
    String after = change.segmentKey == null ? before : change.segmentKey;
    List<Validity> oldOnes = validities(before);
    List<Validity> otherOnes = after == null || after.equals(before) ? null : validities(after);
    if (!take(item, change)) {
      return false;
    }

    write(change, before, oldOnes, output);
    if (otherOnes != null) {
      write(change, after, otherOnes, output);
    }

    return true;
  }

  UserItems copy() {
    UserItems copy = new UserItems();
    copy.items = new ArrayList<>(items.size());
    items.forEach(item -> copy.items.add(item.copy()));
    return copy;
  }

  private TrackedItem find(String key) {
    for (TrackedItem item : items) {
      if (item.key.equals(key)) {
        return item;
      }
    }

    TrackedItem item = new TrackedItem();
    item.key = key;
    items.add(item);
    return item;
  }

  private static boolean take(TrackedItem item, SegmentChange change) {
    TrackedItem before = item.copy();
    if (!item.take(change)) {
      return false;
    }

    boolean same =
        item.segmentKey == null
            || (item.segmentKey.equals(before.segmentKey)
                && item.startMillis() == before.startMillis()
                && item.endMillis() == before.endMillis());
    if (!same) {
      boolean cut = item.removed && item.endMillis() < item.validToMillis;
      item.asOfMicros = cut ? item.changedMicros : change.changedMicros;
    }

    return true;
  }

  private List<Validity> validities(String segmentKey) {
    return segmentKey == null ? List.of() : Validities.of(items, segmentKey);
  }

  private void write(
      SegmentChange change, String segment, List<Validity> before, Consumer<SegmentValidity> out) {
    List<Validity> after = validities(segment);
    for (Validity old : before) {
      Validity now = startingAt(old.startMillis, after);
      if (now == null || now.endMillis != old.endMillis) {
        RowKind kind = now == null ? RowKind.DELETE : RowKind.UPDATE_BEFORE;
        out.accept(row(kind, change, segment, old));
      }
    }

    for (Validity now : after) {
      Validity old = startingAt(now.startMillis, before);
      if (old == null || now.endMillis != old.endMillis) {
        // It may be what is left without the item, whose change is then the newest.
        now.asOfMicros = Math.max(now.asOfMicros, change.changedMicros);
        RowKind kind = old == null ? RowKind.INSERT : RowKind.UPDATE_AFTER;
        out.accept(row(kind, change, segment, now));
      }
    }
  }

  private static Validity startingAt(long startMillis, List<Validity> validities) {
    for (Validity validity : validities) {
      if (validity.startMillis == startMillis) {
        return validity;
      }
    }

    return null;
  }

  private static SegmentValidity row(
      RowKind kind, SegmentChange change, String segment, Validity validity) {
    SegmentValidity row = new SegmentValidity();
    row.rowKind = kind;
    row.userIdHash = change.userIdHash;
    row.segmentKey = segment;
    row.asOfMicros = validity.asOfMicros;
    row.validFromMillis = validity.startMillis;
    row.validToMillis = validity.endMillis;
    return row;
  }
}
