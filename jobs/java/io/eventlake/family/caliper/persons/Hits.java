package io.eventlake.family.caliper.persons;

import java.util.Arrays;
import java.util.List;

/** Where in an item something stands that may be of a person; asked for in reading order. */
final class Hits {

  private int[] places = new int[64];
  private int size;
  private boolean everywhere;
  private int next;

  /**
   * Finds all places, in capital or small letters.
   *
   * @param base position of the text's first character
   * @param needles folded; null where it may be anywhere
   */
  void find(String text, int base, List<String> needles) {
    size = 0;
    next = 0;
    everywhere = needles == null;
    if (everywhere) {
      return;
    }

    String folded = Folded.of(text);
    for (String needle : needles) {
      for (int at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + 1)) {
        if (size == places.length) {
          places = Arrays.copyOf(places, size * 2);
        }

        places[size++] = base + at;
      }
    }

    Arrays.sort(places, 0, size);
  }

  /** True when one begins from a position on, before another; both only grow. */
  boolean isWithin(int from, int to) {
    while (next < size && places[next] < from) {
      next++;
    }

    return everywhere || next < size && places[next] < to;
  }
}
