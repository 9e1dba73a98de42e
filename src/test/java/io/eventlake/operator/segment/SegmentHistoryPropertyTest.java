package io.eventlake.operator.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.SegmentChange;
import io.eventlake.event.SegmentValidity;
import io.eventlake.testing.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The table says at every instant what the items say, as the lookup of the stream reads them:
 * whatever items, changes, their order, duplicates and restarts.
 */
class SegmentHistoryPropertyTest {

  private static final int CASES = 400;
  private static final int LAST_INSTANT = 60;
  private static final String[] SEGMENTS = {"vip", "new", "deal_hunter"};

  private final Random random = new Random(Seed.of(SegmentHistoryPropertyTest.class, 20_261_124));

  /** What a table of items says, and its changes in their true order. */
  private static final class Items {
    private final Map<String, SegmentChange> present = new HashMap<>();
    private final Map<String, SegmentMembership> history = new HashMap<>();
    private final List<SegmentChange> changes = new ArrayList<>();
  }

  @Test
  void tableAndItemsSayTheSame() throws Exception {
    for (int i = 0; i < CASES; i++) {
      Items items = items();
      List<SegmentChange> arrivals = new ArrayList<>(items.changes);
      for (SegmentChange change : items.changes) {
        if (random.nextInt(4) == 0) {
          arrivals.add(change);
        }
      }

      Collections.shuffle(arrivals, random);
      assertSame(i, items, arrivals);
    }
  }

  private void assertSame(int number, Items items, List<SegmentChange> arrivals) throws Exception {
    SegmentHistoryHarness history = SegmentHistoryHarness.fresh();
    try {
      for (SegmentChange change : arrivals) {
        history.process(change);
        if (random.nextInt(60) == 0) {
          history = history.restored();
        }
      }

      List<SegmentValidity> rows = history.rows();
      for (long instant = -1; instant <= LAST_INSTANT; instant++) {
        long at = instant;
        assertThat(active(rows, at)).as("case %s at %s", number, at).isEqualTo(active(items, at));
      }

      assertNoOverlap(rows);
    } finally {
      history.close();
    }
  }

  /** Random writes and removals, each at a time of its own. */
  private Items items() {
    Items items = new Items();
    long now = 0;
    for (int left = 1 + random.nextInt(25); left > 0; left--) {
      now += 1 + random.nextInt(3);
      String key = "item" + random.nextInt(5);
      SegmentChange last = items.present.get(key);
      if (last != null && random.nextInt(3) == 0) {
        remove(items, last, now);
      } else {
        write(items, key, now);
      }
    }

    return items;
  }

  private void write(Items items, String key, long now) {
    long from = random.nextInt(40);
    Long to = random.nextInt(3) == 0 ? null : Long.valueOf(from + random.nextInt(20) - 2);
    SegmentChange change =
        SegmentHistoryHarness.written(
            key, SEGMENTS[random.nextInt(SEGMENTS.length)], from, to, now);
    items.present.put(key, change);
    items.history.remove(key);
    items.changes.add(change);
  }

  /** A removed item stays as history, ended with its removal at the latest. */
  private void remove(Items items, SegmentChange last, long now) {
    items.present.remove(last.itemKey);
    items.history.put(
        last.itemKey,
        new SegmentMembership(
            last.segmentKey, last.validFromMillis, Math.min(last.validToMillis, now)));
    items.changes.add(
        random.nextBoolean()
            ? SegmentHistoryHarness.removed(last, now)
            : SegmentHistoryHarness.removed(last.itemKey, now));
  }

  private static Set<String> active(List<SegmentValidity> rows, long instant) {
    Set<String> active = new TreeSet<>();
    for (SegmentValidity row : rows) {
      if (row.validFromMillis <= instant && instant < row.validToMillis) {
        active.add(row.segmentKey);
      }
    }

    return active;
  }

  /** As the lookup of the stream finds them. */
  private static Set<String> active(Items items, long instant) {
    List<SegmentMembership> all = new ArrayList<>(items.history.values());
    items
        .present
        .values()
        .forEach(
            item ->
                all.add(
                    new SegmentMembership(
                        item.segmentKey, item.validFromMillis, item.validToMillis)));
    Set<String> active = new TreeSet<>();
    for (SegmentMembership membership : all) {
      if (membership.activeAt(instant)) {
        active.add(membership.segmentKey());
      }
    }

    return active;
  }

  private static void assertNoOverlap(List<SegmentValidity> rows) {
    for (SegmentValidity one : rows) {
      assertThat(one.validFromMillis).isLessThan(one.validToMillis);
      for (SegmentValidity other : rows) {
        if (one != other && one.segmentKey.equals(other.segmentKey)) {
          assertThat(
                  one.validToMillis <= other.validFromMillis
                      || other.validToMillis <= one.validFromMillis)
              .isTrue();
        }
      }
    }
  }
}
