package io.eventlake.operator.rebuild;

import io.eventlake.event.EventEnvelope;
import io.eventlake.operator.count.CountedRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** By how much the lake's counts change when the events of a key are written anew. */
final class CountChanges {

  private final Consumer<CountedRecord> output;
  private final Map<UUID, List<Row>> before = new HashMap<>();

  /** Events whose first record was a dead letter. */
  private final Set<UUID> replayed = new HashSet<>(0);

  /** What is counted of a row of silver.events. */
  private static final class Row {
    private final long arrivalMillis;
    private final String eventType;

    /** Null for an event that counts in a session. */
    private final String outcome;

    private Row(EventEnvelope event, String outcome) {
      this.arrivalMillis = event.arrivalMillis;
      this.eventType = event.eventType;
      this.outcome = outcome;
    }

    private boolean isSame(Row other) {
      return arrivalMillis == other.arrivalMillis
          && eventType.equals(other.eventType)
          && Objects.equals(outcome, other.outcome);
    }
  }

  CountChanges(Consumer<CountedRecord> output) {
    this.output = output;
  }

  /** Takes a row as it is. */
  void addBefore(UUID id, EventEnvelope event, String outcome) {
    before.computeIfAbsent(id, unused -> new ArrayList<>(1)).add(new Row(event, outcome));
  }

  /** Whether there are no rows of the event but such. */
  boolean allWere(UUID id, String outcome) {
    List<Row> rows = before.get(id);
    return rows == null || rows.stream().allMatch(row -> outcome.equals(row.outcome));
  }

  /** Whether a row of the event counted in a session. */
  boolean wasInSession(UUID id) {
    return before.get(id).stream().anyMatch(row -> row.outcome == null);
  }

  /** The counts do not have it yet; here as a duplicate, of an event's first record put() does. */
  void addReplayed(UUID id, EventEnvelope event, boolean first) {
    if (first) {
      replayed.add(id);
    } else {
      count(new Row(event, null), CountedRecord.DUPLICATE, 1);
    }
  }

  /** Takes note of a row as it is written now. */
  void put(UUID id, EventEnvelope event, String outcome) {
    Row now = new Row(event, outcome);
    List<Row> rows = before.remove(id);
    boolean wasLetter = replayed.contains(id);
    if (!wasLetter && rows != null && rows.size() == 1 && rows.get(0).isSame(now)) {
      return;
    }

    count(now, 1);
    if (rows == null) {
      return;
    }

    // Each of the event's records is either its row or a duplicate.
    if (!wasLetter) {
      count(now, CountedRecord.DUPLICATE, -1);
    }

    for (Row row : rows) {
      count(row, -1);
      count(row, CountedRecord.DUPLICATE, 1);
    }
  }

  /**
   * Rows that were not written again: their event is a duplicate of one on a neighbouring day, or
   * bronze does not have it.
   *
   * @param seen whether an event has a record
   */
  void finish(Predicate<UUID> seen) {
    before.forEach(
        (id, rows) -> {
          for (Row row : rows) {
            count(row, -1);
            if (seen.test(id)) {
              count(row, CountedRecord.DUPLICATE, 1);
            }
          }
        });
  }

  private void count(Row row, int records) {
    count(row, CountedRecord.SILVER, records);
    if (row.outcome != null) {
      count(row, row.outcome, records);
    }
  }

  private void count(Row row, String outcome, int records) {
    output.accept(new CountedRecord(row.arrivalMillis, outcome, null, row.eventType, records));
  }
}
