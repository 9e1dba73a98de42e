package io.eventlake.lake.marts;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.publish.MadeOf;
import io.eventlake.table.TableName;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What changed in the tables that marts are made of, since the run before. */
final class SourceState {

  private static final Comparator<TableName> BY_NAME = Comparator.comparing(TableName::toString);

  private final Map<TableName, Long> before;
  private final Map<TableName, Long> now;

  /** Empty where any day may have. */
  private final Map<TableName, Optional<SortedSet<LocalDate>>> changed = new TreeMap<>(BY_NAME);

  /**
   * Looks.
   *
   * @param before up to which the run before read; empty for a run that makes all anew
   * @param now up to which this one reads
   */
  SourceState(
      LakeTables lake,
      Collection<Mart> marts,
      Map<TableName, Long> before,
      Map<TableName, Long> now) {
    this.before = new HashMap<>(before);
    this.now = now;
    marts.stream()
        .flatMap(mart -> mart.sources.stream())
        .forEach(
            source ->
                changed.computeIfAbsent(
                    source,
                    any -> ChangedDays.between(lake.load(source), from(source), to(source))));
  }

  /** Null where nothing was read. */
  Long from(TableName source) {
    return before.get(source);
  }

  /** Null where the table has no snapshot. */
  Long to(TableName source) {
    return now.get(source);
  }

  /** Whether no source has another snapshot than before. */
  boolean isAsBefore() {
    return changed.keySet().stream().allMatch(source -> Objects.equals(from(source), to(source)));
  }

  /** Whether all rows are made anew, since it cannot be told which may have changed. */
  boolean isOfAll(Mart mart) {
    return mart.sources.stream().anyMatch(source -> changed.get(source).isEmpty());
  }

  /** Whether no row can have changed. */
  boolean isOfNone(Mart mart) {
    return !isOfAll(mart) && days(mart).isEmpty();
  }

  /** The days on which any source of a mart changed, unless all are made anew. */
  private SortedSet<LocalDate> days(Mart mart) {
    SortedSet<LocalDate> days = new TreeSet<>();
    mart.sources.forEach(source -> changed.get(source).ifPresent(days::addAll));
    return days;
  }

  /** A condition on the rows of sources: those of the days. */
  String condition(Mart mart) {
    return "event_dt IN (" + MartChange.literals(days(mart)) + ")";
  }

  /**
   * The keys of a mart whose rows may have changed, as a query: of rows as they are on the days,
   * and as they were, which may have gone.
   */
  String keys(Mart mart) {
    if (isOfAll(mart)) {
      return mart.keys.stream()
          .map(keys -> keys.of(null, null))
          .collect(Collectors.joining(" UNION "));
    }

    String days = condition(mart);
    return mart.keys.stream()
        .map(
            keys ->
                keys.of(days, null)
                    + (from(keys.source) == null
                        ? ""
                        : " UNION " + keys.of(days, from(keys.source))))
        .collect(Collectors.joining(" UNION "));
  }

  /** For the summaries of what is published. */
  MadeOf madeOf(LakeTables lake) {
    MadeOf made = MadeOf.nothing();
    for (TableName source : changed.keySet()) {
      Long from = from(source);
      Long to = to(source);
      if (from != null && to != null) {
        made.with(lake.set(), source, from, to);
      } else if (to != null) {
        made.with(lake.set(), source, to);
      }
    }

    return made;
  }

  /** A line for people for each source. */
  Map<TableName, String> told() {
    Map<TableName, String> told = new TreeMap<>(BY_NAME);
    changed.forEach((source, days) -> told.put(source, told(source, days)));
    return told;
  }

  private String told(TableName source, Optional<SortedSet<LocalDate>> days) {
    if (Objects.equals(from(source), to(source))) {
      return "as before";
    }

    if (days.isEmpty()) {
      return "all days";
    }

    SortedSet<LocalDate> found = days.get();
    return found.isEmpty()
        ? "no day changed"
        : found.size() + " days changed, " + found.first() + " to " + found.last();
  }
}
