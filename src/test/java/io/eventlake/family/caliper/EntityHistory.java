package io.eventlake.family.caliper;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Drawn describes of a few entities and, by plain collections, what history they make. */
final class EntityHistory {

  private static final int MOST_DESCRIBES = 12;
  private static final int ENTITIES = 2;
  private static final int HOURS = 6;
  private static final List<String> NAMES = List.of("One", "Two", "Three");

  private final List<Describe> describes = new ArrayList<>();

  private EntityHistory() {}

  /** Hours of the day, all before the arrival; what was not told is -1. */
  private record Describe(String id, String name, int modified, int created, int sent) {

    int from() {
      return modified >= 0 ? modified : created >= 0 ? created : sent;
    }

    String json() {
      return String.format(
          "{\"id\":\"%s\",\"type\":\"Document\",\"name\":\"%s\"%s%s}",
          id, name, time("dateModified", modified), time("dateCreated", created));
    }

    private static String time(String property, int hour) {
      return hour < 0 ? "" : String.format(",\"%s\":\"%s.000Z\"", property, instant("T", hour));
    }
  }

  /**
   * Draws one.
   *
   * @param prefix of the ids of its entities
   */
  static EntityHistory drawn(Random random, String prefix) {
    EntityHistory history = new EntityHistory();
    Set<List<Object>> taken = new HashSet<>();
    int wanted = 1 + random.nextInt(MOST_DESCRIBES);
    for (int i = 0; i < wanted; i++) {
      String id = prefix + random.nextInt(ENTITIES);
      // When it was created is a part of what a describe says: one time for all of an entity.
      int created = id.endsWith("0") ? 1 : -1;
      Describe describe =
          new Describe(
              id,
              NAMES.get(random.nextInt(NAMES.size())),
              random.nextInt(3) == 0 ? -1 : random.nextInt(HOURS),
              created,
              random.nextInt(HOURS));
      // Of two that were sent together for one time the lake takes one, no matter which.
      if (taken.add(List.of(id, describe.from(), describe.sent))) {
        history.describes.add(describe);
      }
    }

    return history;
  }

  /** The describes in envelopes of any size, some of them several times. */
  List<String> envelopes(Random random) {
    List<Describe> all = new ArrayList<>(describes);
    for (Describe describe : describes) {
      if (random.nextInt(3) == 0) {
        all.add(describe);
      }
    }

    Collections.shuffle(all, random);
    Map<Integer, List<String>> together = new TreeMap<>();
    List<String> envelopes = new ArrayList<>();
    for (Describe describe : all) {
      if (random.nextBoolean()) {
        together.computeIfAbsent(describe.sent, none -> new ArrayList<>()).add(describe.json());
      } else {
        envelopes.add(EntitiesTest.sent(hour(describe.sent), describe.json()));
      }
    }

    together.forEach(
        (sent, items) ->
            envelopes.add(EntitiesTest.sent(hour(sent), items.toArray(String[]::new))));
    return envelopes;
  }

  /** The rows of the history: id, type, name, from, to, whether it lasts. */
  List<String> rows() {
    Map<String, SortedMap<Integer, Describe>> holding = new TreeMap<>();
    for (Describe describe : describes) {
      holding
          .computeIfAbsent(describe.id, none -> new TreeMap<>())
          .merge(describe.from(), describe, (one, two) -> one.sent > two.sent ? one : two);
    }

    List<String> rows = new ArrayList<>();
    for (SortedMap<Integer, Describe> ofOne : holding.values()) {
      List<Describe> versions = new ArrayList<>();
      for (Describe next : ofOne.values()) {
        if (versions.isEmpty() || !versions.get(versions.size() - 1).name.equals(next.name)) {
          versions.add(next);
        }
      }

      for (int i = 0; i < versions.size(); i++) {
        boolean last = i + 1 == versions.size();
        Describe version = versions.get(i);
        rows.add(
            String.format(
                "%s Document %s %s.000000 %s %s",
                version.id,
                version.name,
                instant(" ", version.from()),
                last ? "null" : instant(" ", versions.get(i + 1).from()) + ".000000",
                last));
      }
    }

    return rows;
  }

  private static String hour(int hour) {
    return "0" + hour + ":00";
  }

  private static String instant(String between, int hour) {
    return "2026-09-14" + between + hour(hour) + ":00";
  }
}
