package io.eventlake.testing;

import io.eventlake.family.web.generate.RowSums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Rows of a table, to be compared with what is expected whatever their order. */
public final class Rows {

  private final List<Map<String, Object>> rows;

  private Rows(List<Map<String, Object>> rows) {
    this.rows = rows;
  }

  public static Rows of(List<Map<String, Object>> rows) {
    return new Rows(rows);
  }

  /** The rows with these columns only. */
  public Rows only(String... columns) {
    return changed(row -> row.keySet().retainAll(Arrays.asList(columns)));
  }

  /** The rows without these columns. */
  public Rows without(String... columns) {
    return changed(row -> row.keySet().removeAll(Arrays.asList(columns)));
  }

  /** One row for each combination of the keys, for tables whose rows are additive. */
  public Rows sum(List<String> keys, List<String> numbers) {
    return new Rows(RowSums.by(rows, keys, numbers));
  }

  public List<Map<String, Object>> toList() {
    return rows;
  }

  /**
   * Fails with the rows that are missing and those that are too many. Compares the columns that the
   * expected rows have; see {@link RowDifference} for what counts as equal.
   */
  public void assertSame(List<Map<String, Object>> expected) {
    Set<String> columns = new TreeSet<>();
    expected.forEach(row -> columns.addAll(row.keySet()));
    Rows actual = expected.isEmpty() ? this : only(columns.toArray(new String[0]));
    RowDifference difference = RowDifference.between(expected, actual.rows);
    if (!difference.isEmpty()) {
      throw new AssertionError(difference.toString());
    }
  }

  private Rows changed(Consumer<Map<String, Object>> change) {
    List<Map<String, Object>> copies = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      Map<String, Object> copy = new LinkedHashMap<>(row);
      change.accept(copy);
      copies.add(copy);
    }
    return new Rows(copies);
  }
}
