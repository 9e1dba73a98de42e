package io.eventlake.family.caliper.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What the lake must make of generated envelopes: the oracle of the tests, in plain collections, by
 * the design and not by the jobs' code. Rows have the columns that it knows, by name.
 */
public final class ExpectedLearning {

  private final List<Map<String, Object>> bronze = new ArrayList<>();
  private final List<Map<String, Object>> deadLetters = new ArrayList<>();
  private final Map<List<Object>, Told> silver = new LinkedHashMap<>();
  private final Set<Object> described = new HashSet<>();
  private final UnaryOperator<Object> shown;
  private final boolean withPlaces;

  /** Whether the lake has items as they were sent. */
  private final boolean asSent;

  private long records;
  private long kept;
  private final Map<String, Long> letters = new TreeMap<>();

  private ExpectedLearning(UnaryOperator<Object> shown, boolean withPlaces, boolean asSent) {
    this.shown = shown;
    this.withPlaces = withPlaces;
    this.asSent = asSent;
  }

  /** Of a lake that keeps persons as they are sent. */
  public static ExpectedLearning keeping() {
    return new ExpectedLearning(value -> value, true, true);
  }

  /**
   * Of a lake with pseudonyms.
   *
   * @param pseudonym of the id of a person
   */
  public static ExpectedLearning with(UnaryOperator<String> pseudonym) {
    return new ExpectedLearning(
        value ->
            value instanceof String && ((String) value).startsWith(Student.PEOPLE)
                ? pseudonym.apply((String) value)
                : value,
        true,
        false);
  }

  /** For counts alone: rows of bronze and dead letters, of which there are many, are not kept. */
  static ExpectedLearning counting() {
    return new ExpectedLearning(value -> value, false, false);
  }

  /**
   * Adds a record in the order of arrival.
   *
   * @param shardId its shard or file
   * @param sequenceNumber its number there, or line
   */
  public void add(CaliperRecord record, String shardId, String sequenceNumber) {
    records++;
    if (record.broken != null) {
      letter(
          place(shardId, sequenceNumber, null, null),
          record.broken.reason.name(),
          record.broken.pointer);
      return;
    }

    int count = record.items.size();
    for (int i = 0; i < count; i++) {
      LearningItem item = record.items.get(i);
      Map<String, Object> row = place(shardId, sequenceNumber, i, count);
      if (item.flaw != null) {
        letter(row, item.flaw.reason.name(), "/data/" + i + item.flaw.pointer);
        continue;
      }

      keep(row, record, item);
      if (item.told.event) {
        silver.putIfAbsent(identity(item.told), item.told);
      } else {
        described.add(item.json());
      }
    }
  }

  private void letter(Map<String, Object> row, String reason, String pointer) {
    letters.merge(reason, 1L, Long::sum);
    if (withPlaces) {
      row.put("reason", reason);
      row.put("pointer", pointer);
      deadLetters.add(row);
    }
  }

  private void keep(Map<String, Object> row, CaliperRecord record, LearningItem item) {
    kept++;
    if (!withPlaces) {
      return;
    }

    Told told = item.told;
    if (asSent) {
      row.put("payload", item.json());
    }
    row.put("kind", told.event ? "event" : "entity");
    for (String column :
        List.of(
            "event_type", "id", "action", "profile", "ts", "session_id", "user_id_hash", "rules")) {
      row.put(column, shown.apply(told.columns.get(column)));
    }
    row.put("person_ids", told.persons.isEmpty() ? null : shownAll(told));
    row.put("sensor", record.sensor);
    row.put("send_ts", Told.utc(record.sendMillis));
    row.put("data_version", record.version());
    row.put("clock_skewed", false);
    bronze.add(row);
  }

  private List<Object> shownAll(Told told) {
    return told.persons.stream().map(shown).sorted().collect(Collectors.toList());
  }

  /** An event is once in what its session or its learner did. */
  private static List<Object> identity(Told told) {
    return Arrays.asList(told.key(), told.text("id"), told.text("event_type"));
  }

  /** The rows of a table, for example {@code gold.facts}, in no particular order. */
  public List<Map<String, Object>> rows(String table) {
    switch (table) {
      case "bronze.events":
        return bronze;
      case "bronze.dead_letters":
        return deadLetters;
      case "silver.events":
        return silver.values().stream().map(this::silverRow).collect(Collectors.toList());
      case "silver.sessions":
        return shown(ExpectedSessions.rows(silver.values()));
      case "gold.facts":
        return shown(ExpectedFigures.facts(silver.values()));
      case "gold.outcomes":
        return shown(ExpectedFigures.outcomes(silver.values()));
      case "gold.learning_days":
        return shown(ExpectedDays.rows(silver.values()));
      default:
        throw new IllegalArgumentException("The oracle knows nothing of a table " + table + ".");
    }
  }

  /** The counts of {@code expected.json}, by name. */
  public Map<String, Object> summary() {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("records", records);
    summary.put("bronze.events", kept);
    summary.put("bronze.dead_letters", letters.values().stream().mapToLong(n -> n).sum());
    for (String table :
        List.of("silver.events", "silver.sessions", "gold.facts", "gold.outcomes")) {
      summary.put(table, rows(table).size());
    }

    summary.put("different_describes", described.size());
    summary.put("dead_letters_by_reason", letters);
    summary.put(
        "without_session", silver.values().stream().filter(told -> told.key() == null).count());
    summary.put("facts_by_metric", ExpectedFigures.byMetric(rows("gold.facts")));
    summary.put("days", ExpectedDays.totals(rows("gold.learning_days")));
    return summary;
  }

  private Map<String, Object> silverRow(Told told) {
    Map<String, Object> row = shown(told.columns);
    row.put("in_session", told.key() != null);
    row.put("clock_skewed", false);
    return row;
  }

  private List<Map<String, Object>> shown(List<Map<String, Object>> rows) {
    return rows.stream().map(this::shown).collect(Collectors.toList());
  }

  private Map<String, Object> shown(Map<String, Object> row) {
    Map<String, Object> copy = new LinkedHashMap<>(row);
    copy.replaceAll((column, value) -> shown.apply(value));
    return copy;
  }

  private static Map<String, Object> place(
      String shardId, String sequenceNumber, Integer index, Integer count) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("shard_id", shardId);
    row.put("sequence_number", sequenceNumber);
    row.put("event_index", index);
    row.put("event_count", count);
    return row;
  }
}
