package io.eventlake.family.xp;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Which event has, perhaps, the XP of a banked result among its own (R7). */
final class Banks {

  private static final long NEAR = 10L * 60_000_000;

  private final TreeMap<Long, Map<String, Earning>> events = new TreeMap<>();

  private Banks() {}

  /**
   * Gives each banked result to the earning whose event banked it.
   *
   * @param earnings of one student
   * @return by the result's id the event
   */
  static Map<String, XpEvent> find(Collection<Earning> earnings) {
    Banks banks = new Banks();
    for (Earning earning : earnings) {
      XpEvent event = earning.event();
      boolean isAward = earning.results.stream().anyMatch(result -> result.banked);
      if (event != null && !isAward) {
        banks.events.computeIfAbsent(event.time, time -> new HashMap<>()).put(event.id, earning);
      }
    }

    Map<String, XpEvent> found = new HashMap<>();
    for (Earning earning : earnings) {
      XpResult own = earning.result();
      if (own != null && own.banked && (own.graded || !own.isActive())) {
        Earning by = banks.nearest(own);
        if (by != null) {
          by.banked.add(own);
          found.put(own.id, by.event());
        }
      }
    }

    return found;
  }

  private Earning nearest(XpResult result) {
    return events.subMap(result.scored - NEAR, true, result.scored + NEAR, true).values().stream()
        .flatMap(atOnce -> atOnce.values().stream())
        .filter(earning -> !earning.activity.equals(result.activity))
        .min(
            Comparator.comparingLong(
                    (Earning earning) -> Math.abs(earning.event().time - result.scored))
                .thenComparing(Earning::event, XpEvent.BY_TIME))
        .orElse(null);
  }
}
