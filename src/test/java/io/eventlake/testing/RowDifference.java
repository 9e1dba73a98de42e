package io.eventlake.testing;

import io.eventlake.family.web.generate.ExpectedLake;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The rows that two lists do not have in common.
 *
 * <p>A struct of nulls equals null, an int equals the same long, an absent column equals null, and
 * {@link ExpectedLake#DERIVED_ID} within an expected text stands for any UUID.
 */
final class RowDifference {

  private static final int SHOWN = 10;
  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private final String counts;
  private final List<Map<String, Object>> missing;
  private final List<Map<String, Object>> extra;

  private RowDifference(
      String counts, List<Map<String, Object>> missing, List<Map<String, Object>> extra) {
    this.counts = counts;
    this.missing = missing;
    this.extra = extra;
  }

  static RowDifference between(
      List<Map<String, Object>> expected, List<Map<String, Object>> actual) {
    List<Map<String, Object>> wanted = normalized(expected);
    List<Map<String, Object>> found = normalized(actual);
    String counts = expected.size() + " rows expected, " + actual.size() + " found";
    RowDifference difference =
        new RowDifference(counts, subtract(wanted, found), subtract(found, wanted));
    difference.matchDerivedIds();
    return difference;
  }

  /** How many rows are expected and not found. */
  int missing() {
    return missing.size();
  }

  /** How many rows are found and not expected. */
  int extra() {
    return extra.size();
  }

  boolean isEmpty() {
    return missing.isEmpty() && extra.isEmpty();
  }

  /** Each missing row beside the column values in which its nearest extra row differs. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(counts);
    text.append("; missing ").append(missing.size()).append(", too many ").append(extra.size());
    List<Map<String, Object>> unexplained = new ArrayList<>(extra);
    missing.stream()
        .limit(SHOWN)
        .forEach(
            row -> {
              text.append("\n  missing ").append(row);
              unexplained.stream()
                  .min(Comparator.comparingInt(other -> differing(row, other).size()))
                  .ifPresent(nearest -> describe(text, row, nearest, unexplained));
            });
    unexplained.stream().limit(SHOWN).forEach(row -> text.append("\n  too many ").append(row));
    return text.toString();
  }

  private static void describe(
      StringBuilder text,
      Map<String, Object> row,
      Map<String, Object> nearest,
      List<Map<String, Object>> unexplained) {
    Set<String> columns = differing(row, nearest);
    if (columns.size() > row.size() / 2) {
      return;
    }

    unexplained.remove(nearest);
    for (String column : columns) {
      text.append("\n    ").append(column).append(": expected ").append(row.get(column));
      text.append(", found ").append(nearest.get(column));
    }
  }

  /** Takes out each missing row with a derived id that an extra row with a UUID there answers. */
  private void matchDerivedIds() {
    Map<Set<String>, Map<Map<String, Object>, Deque<Map<String, Object>>>> answers =
        new HashMap<>();
    Set<Map<String, Object>> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    missing.removeIf(
        row -> {
          Set<String> derived = derivedColumns(row);
          Deque<Map<String, Object>> fitting =
              answers
                  .computeIfAbsent(derived, this::extraByRest)
                  .getOrDefault(without(row, derived), new ArrayDeque<>());
          fitting.removeIf(taken::contains);
          boolean answered =
              !fitting.isEmpty()
                  && derived.stream().allMatch(c -> matches(row.get(c), fitting.peek().get(c)));
          if (answered) {
            taken.add(fitting.poll());
          }
          return answered;
        });
    extra.removeIf(taken::contains);
  }

  private Map<Map<String, Object>, Deque<Map<String, Object>>> extraByRest(Set<String> columns) {
    Map<Map<String, Object>, Deque<Map<String, Object>>> byRest = new HashMap<>();
    for (Map<String, Object> row : extra) {
      byRest.computeIfAbsent(without(row, columns), rest -> new ArrayDeque<>()).add(row);
    }
    return byRest;
  }

  private static Set<String> derivedColumns(Map<String, Object> row) {
    return row.keySet().stream()
        .filter(column -> row.get(column).toString().contains(ExpectedLake.DERIVED_ID))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean matches(Object expected, Object found) {
    return found != null
        && found.toString().startsWith(prefix(expected))
        && found.toString().substring(prefix(expected).length()).matches(UUID);
  }

  private static String prefix(Object derived) {
    return derived.toString().replace(ExpectedLake.DERIVED_ID, "");
  }

  private static Map<String, Object> without(Map<String, Object> row, Set<String> columns) {
    Map<String, Object> rest = new TreeMap<>(row);
    rest.keySet().removeAll(columns);
    return rest;
  }

  private static Set<String> differing(Map<String, Object> left, Map<String, Object> right) {
    Set<String> columns = new TreeSet<>(left.keySet());
    columns.addAll(right.keySet());
    columns.removeIf(column -> Objects.equals(left.get(column), right.get(column)));
    return columns;
  }

  /** As multisets: a row that stands twice here and once there is left once. */
  private static List<Map<String, Object>> subtract(
      List<Map<String, Object>> rows, List<Map<String, Object>> others) {
    Map<Map<String, Object>, Integer> left = new HashMap<>();
    others.forEach(row -> left.merge(row, 1, Integer::sum));
    List<Map<String, Object>> rest = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      if (left.merge(row, -1, Integer::sum) < 0) {
        rest.add(row);
      }
    }
    return rest;
  }

  private static List<Map<String, Object>> normalized(List<Map<String, Object>> rows) {
    return rows.stream().map(RowDifference::normalized).collect(Collectors.toList());
  }

  private static Map<String, Object> normalized(Map<?, ?> row) {
    Map<String, Object> normalized = new TreeMap<>();
    row.forEach(
        (column, value) -> {
          Object plain = plain(value);
          if (plain != null) {
            normalized.put((String) column, plain);
          }
        });
    return normalized;
  }

  private static Object plain(Object value) {
    if (value instanceof Map<?, ?> struct) {
      Map<String, Object> plain = normalized(struct);
      return plain.isEmpty() ? null : plain;
    }
    return value instanceof Integer number ? Long.valueOf(number) : value;
  }
}
