package io.eventlake.lake.rebuild;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/** Partitions of {@code bronze.dead_letters}: days of arrival, and reasons on each. */
public final class LetterPartitions {

  private final Map<LocalDate, Set<String>> reasons = new TreeMap<>();

  public void add(LocalDate arrivalDay, String reason) {
    reasons.computeIfAbsent(arrivalDay, day -> new TreeSet<>()).add(reason);
  }

  /** The rows of the partitions, for a scan. */
  Expression filter() {
    Expression all = Expressions.alwaysFalse();
    for (Map.Entry<LocalDate, Set<String>> day : reasons.entrySet()) {
      all =
          Expressions.or(
              all,
              Expressions.and(
                  Expressions.equal("ingest_dt", (int) day.getKey().toEpochDay()),
                  Expressions.in("reason", day.getValue())));
    }

    return all;
  }

  /** The rows of the partitions, as a condition of SQL. */
  public String condition() {
    return reasons.entrySet().stream()
        .map(
            day ->
                day.getValue().stream()
                    .map(reason -> "'" + reason.replace("'", "''") + "'")
                    .collect(
                        Collectors.joining(
                            ", ",
                            "(ingest_dt = DATE '" + day.getKey() + "' AND reason IN (",
                            "))")))
        .collect(Collectors.joining(" OR ", "(", ")"));
  }
}
