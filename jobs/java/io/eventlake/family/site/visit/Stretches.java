package io.eventlake.family.site.visit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Stretches of a video that were played, in any order, some of them more than once. */
final class Stretches {

  private final List<long[]> stretches = new ArrayList<>();

  /**
   * @param from microseconds from the start, inclusive
   * @param to exclusive
   */
  void add(long from, long to) {
    if (to > from) {
      stretches.add(new long[] {from, to});
    }
  }

  /** Length of their union, microseconds: each place once. */
  long union() {
    stretches.sort(Comparator.comparingLong(stretch -> stretch[0]));
    long union = 0;
    long covered = Long.MIN_VALUE;
    for (long[] stretch : stretches) {
      if (stretch[1] > covered) {
        union += stretch[1] - Math.max(stretch[0], covered);
        covered = stretch[1];
      }
    }

    return union;
  }
}
