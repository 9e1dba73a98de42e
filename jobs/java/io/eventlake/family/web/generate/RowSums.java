package io.eventlake.family.web.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums additive rows, as the readers of an additive table do. */
public final class RowSums {

  private RowSums() {}

  /** One row for each combination of the keys with the sums of the numbers; a null counts as 0. */
  public static List<Map<String, Object>> by(
      Iterable<Map<String, Object>> rows, List<String> keys, List<String> numbers) {
    Map<List<Object>, Map<String, Object>> sums = new LinkedHashMap<>();
    for (Map<String, Object> row : rows) {
      List<Object> key = new ArrayList<>();
      keys.forEach(name -> key.add(row.get(name)));
      Map<String, Object> sum = sums.computeIfAbsent(key, k -> new LinkedHashMap<>());
      keys.forEach(name -> sum.put(name, row.get(name)));
      for (String name : numbers) {
        Number number = (Number) row.get(name);
        sum.merge(name, number == null ? 0L : number.longValue(), (a, b) -> (Long) a + (Long) b);
      }
    }
    return new ArrayList<>(sums.values());
  }
}
