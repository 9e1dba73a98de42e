package io.eventlake.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names of properties as numbers: known ones by their places, others of a record below zero. */
final class TapeNames {

  /** Of a value without a name. */
  static final int NONE = Integer.MIN_VALUE;

  /** Parsers hand out the same string for a name that they had before. */
  private static final int RECENT = 1 << 10;

  private final Map<String, Integer> places = new HashMap<>();
  private final String[] recent = new String[RECENT];
  private final int[] recentPlaces = new int[RECENT];
  private final String[] known;
  private final List<String> others = new ArrayList<>();

  TapeNames(List<String> names) {
    known = names.toArray(new String[0]);
    for (int i = 0; i < known.length; i++) {
      places.put(known[i], i);
    }
  }

  /** Forgets the names of a record. */
  void clear() {
    others.clear();
  }

  int place(String name) {
    int slot = (name.hashCode() ^ name.hashCode() >>> 10) & RECENT - 1;
    if (name.equals(recent[slot])) {
      return recentPlaces[slot];
    }

    Integer place = places.get(name);
    if (place != null) {
      recent[slot] = name;
      recentPlaces[slot] = place;
      return place;
    }

    others.add(name);
    return -others.size();
  }

  String text(int place) {
    return place >= 0 ? known[place] : others.get(-place - 1);
  }
}
