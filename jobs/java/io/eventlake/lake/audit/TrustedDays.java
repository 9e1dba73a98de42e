package io.eventlake.lake.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is remembered of one line's days, as far as it is still true: of a day that is closed, that
 * balanced, and whose files and equations are the same as then.
 */
final class TrustedDays {

  private final BalanceEquations equations;
  private final LineFiles files;
  private final Map<LocalDate, Map<String, StoredShare>> days = new HashMap<>();

  /**
   * @param stored of all lines
   * @param closed the days that nothing need be computed of, were they remembered
   */
  TrustedDays(
      BalanceEquations equations,
      LineFiles files,
      Collection<StoredShare> stored,
      ClosedDays closed) {
    this.equations = equations;
    this.files = files;
    for (StoredShare share : stored) {
      if (equations.lines().contains(share.line)) {
        days.computeIfAbsent(share.day, any -> new HashMap<>()).put(share.line, share);
      }
    }

    days.keySet().removeIf(day -> day != null && !closed.contains(day));
    days.entrySet().removeIf(day -> !isTrue(day.getKey(), day.getValue()));
  }

  /** True where the line is not of days, and all of it is remembered. */
  boolean isAll() {
    return days.containsKey(null);
  }

  /** How many days, or parts of the lake that are of none. */
  int size() {
    return days.size();
  }

  /** The days, where the line is of days. */
  Set<LocalDate> split() {
    Set<LocalDate> split = new HashSet<>(days.keySet());
    split.remove(null);
    return split;
  }

  /**
   * What the days add to the equations.
   *
   * @param others shares of all equations, for what they say
   */
  List<DayShare> shares(Collection<DayShare> others) {
    Map<String, String> says =
        others.stream()
            .collect(Collectors.toMap(share -> share.line, share -> share.equation, (a, b) -> a));
    List<DayShare> shares = new ArrayList<>();
    days.values()
        .forEach(day -> day.forEach((line, share) -> shares.add(share.share(says.get(line)))));
    return shares;
  }

  private boolean isTrue(LocalDate day, Map<String, StoredShare> shares) {
    return (day == null) == equations.days().isEmpty()
        && shares.keySet().equals(equations.lines())
        && shares.values().stream()
            .allMatch(
                share ->
                    (equations.days().isEmpty()
                            || equations.isWhole(share.line)
                            || share.balances())
                        && share.files.equals(
                            files.fingerprint(day, share.line, share.left, share.right)));
  }
}
