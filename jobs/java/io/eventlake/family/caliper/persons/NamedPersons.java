package io.eventlake.family.caliper.persons;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The persons that are named in an item: their ids as sent, sorted, and their names. */
public final class NamedPersons {

  /** A shorter name stands in other words. */
  private static final int MIN_NAME = 3;

  private final SortedSet<String> ids = new TreeSet<>();
  private final List<String> names = new ArrayList<>();

  void addId(String id) {
    ids.add(id);
  }

  void addName(String name) {
    if (name.length() >= MIN_NAME) {
      names.add(name);
    }
  }

  /** Their ids as sent, sorted. */
  public Collection<String> ids() {
    return ids;
  }

  /** Their names as sent; the longest first, since a short one may stand in it. */
  List<String> names() {
    if (names.size() > 1) {
      names.sort((one, other) -> other.length() - one.length());
    }

    return names;
  }
}
