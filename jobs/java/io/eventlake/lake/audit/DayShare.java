package io.eventlake.lake.audit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a day adds to both sides of one equation. */
final class DayShare {

  final String line;
  final String equation;

  /** Null for what is of no day. */
  final LocalDate day;

  final BigDecimal left;
  final BigDecimal right;
  final long openAtMost;

  DayShare(
      String line,
      String equation,
      LocalDate day,
      BigDecimal left,
      BigDecimal right,
      long openAtMost) {
    this.line = line;
    this.equation = equation;
    this.day = day;
    this.left = left;
    this.right = right;
    this.openAtMost = openAtMost;
  }

  /** The same equation with nothing on both sides. */
  private DayShare asNothing(LocalDate of) {
    return new DayShare(line, equation, of, BigDecimal.ZERO, BigDecimal.ZERO, 0);
  }

  /**
   * Those of some days. What is of no day stays where it was not asked for, too, as nothing: each
   * line is there.
   */
  static List<DayShare> of(DayRanges days, Collection<DayShare> shares) {
    return shares.stream()
        .filter(share -> share.day == null || days.contains(share.day))
        .map(share -> days.contains(share.day) ? share : share.asNothing(share.day))
        .collect(Collectors.toList());
  }

  /** With a share of nothing for each equation that a day has none of. */
  static List<DayShare> complete(Collection<DayShare> shares) {
    Map<String, DayShare> equations = new TreeMap<>();
    shares.forEach(share -> equations.putIfAbsent(share.line, share));
    Map<LocalDate, Set<String>> days = new LinkedHashMap<>();
    shares.forEach(
        share -> days.computeIfAbsent(share.day, day -> new HashSet<>()).add(share.line));
    List<DayShare> all = new ArrayList<>(shares);
    days.forEach(
        (day, has) ->
            equations.values().stream()
                .filter(equation -> !has.contains(equation.line))
                .forEach(equation -> all.add(equation.asNothing(day))));
    return all;
  }

  /** How many days shares are of. */
  static long days(Collection<DayShare> shares) {
    return shares.stream().map(share -> share.day).filter(Objects::nonNull).distinct().count();
  }

  boolean balances() {
    return left.compareTo(right) == 0;
  }
}
