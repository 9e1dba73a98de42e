package io.eventlake.family.xp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The earnings of one student and activity: which claims are of the same one (R3 to R5). */
final class EventPlaces {

  private static final long HOUR = 3_600_000_000L;

  /** How far an event may be from the result of its attempt, which it does not name (R4). */
  private static final long NEAR = HOUR;

  /** Within which the same XP are the same ones (R5). */
  private static final long REPEATED = 60_000_000L;

  private final String activity;
  private final Map<Integer, Earning> byAttempt = new HashMap<>();
  private final List<Earning> all = new ArrayList<>();

  private EventPlaces(String activity) {
    this.activity = activity;
  }

  /**
   * All earnings of an activity.
   *
   * @param events each id once
   * @param results with XP, each id once
   */
  static List<Earning> of(
      String activity, Collection<XpEvent> events, Collection<XpResult> results) {
    EventPlaces places = new EventPlaces(activity);
    results.forEach(result -> places.earning(result.attempt).results.add(result));
    List<XpEvent> unplaced = new ArrayList<>();
    for (XpEvent event : events) {
      if (event.attempt == null) {
        unplaced.add(event);
      } else {
        places.earning(event.attempt).events.add(event);
      }
    }

    unplaced.sort(XpEvent.BY_TIME);
    places.match(unplaced);
    places.repeat(unplaced);
    return places.all;
  }

  private Earning earning(Integer attempt) {
    return byAttempt.computeIfAbsent(attempt, this::open);
  }

  private Earning open(Integer attempt) {
    Earning earning = new Earning(activity, attempt);
    all.add(earning);
    return earning;
  }

  /** An event without attempt, and an earning that it may be of. */
  private static final class Pair {

    static final Comparator<Pair> NEAREST =
        Comparator.comparingLong((Pair pair) -> pair.distance)
            .thenComparing(pair -> pair.event, XpEvent.BY_TIME)
            .thenComparing(
                pair -> pair.earning.attempt,
                Comparator.nullsFirst(Comparator.<Integer>naturalOrder()));

    final XpEvent event;
    final Earning earning;
    final long distance;

    Pair(XpEvent event, Earning earning) {
      this.event = event;
      this.earning = earning;
      this.distance =
          earning.results.stream()
              .mapToLong(result -> Math.abs(result.scored - event.time))
              .min()
              .orElse(Long.MAX_VALUE);
    }

    boolean isOfAttempt() {
      return earning.attempt != null;
    }

    boolean isPossible() {
      return isOfAttempt() ? distance <= NEAR : distance < Long.MAX_VALUE;
    }
  }

  /** The nearest first, one to one; of content without attempts all. */
  private void match(List<XpEvent> unplaced) {
    List<Earning> free = new ArrayList<>(all);
    free.removeIf(earning -> earning.attempt != null && !earning.events.isEmpty());
    List<Pair> pairs = new ArrayList<>();
    for (XpEvent event : unplaced) {
      for (Earning earning : free) {
        Pair pair = new Pair(event, earning);
        if (pair.isPossible()) {
          pairs.add(pair);
        }
      }
    }

    pairs.sort(Pair.NEAREST);
    Set<XpEvent> placed = new HashSet<>();
    for (Pair pair : pairs) {
      boolean isTaken = pair.isOfAttempt() && !pair.earning.events.isEmpty();
      if (!isTaken && placed.add(pair.event)) {
        pair.earning.events.add(pair.event);
      }
    }

    unplaced.removeAll(placed);
  }

  /** Those that no result tells of: again what another says, or an earning of its own. */
  private void repeat(List<XpEvent> unplaced) {
    Map<XpEvent, Earning> standing = new HashMap<>();
    all.forEach(earning -> earning.events.forEach(event -> standing.put(event, earning)));
    for (XpEvent event : unplaced) {
      XpEvent same =
          standing.keySet().stream()
              .filter(
                  other ->
                      other.xp.compareTo(event.xp) == 0
                          && Math.abs(other.time - event.time) <= REPEATED)
              .min(
                  Comparator.comparingLong((XpEvent other) -> Math.abs(other.time - event.time))
                      .thenComparing(XpEvent.BY_TIME))
              .orElse(null);
      if (same == null) {
        Earning own = open(null);
        own.events.add(event);
        standing.put(event, own);
      } else {
        standing.get(same).events.add(event);
      }
    }
  }
}
