package io.eventlake.family.caliper.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final ExpectedEntities entities = new ExpectedEntities();
  private final UnaryOperator<Object> shown;

  /** Whether the lake has items as they were sent. */
  private final boolean asSent;

  private ExpectedLearning(UnaryOperator<Object> shown, boolean asSent) {
    this.shown = shown;
    this.asSent = asSent;
  }

  /** Of a lake that keeps persons as they are sent. */
  public static ExpectedLearning keeping() {
    return new ExpectedLearning(value -> value, true);
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
        false);
  }

  /**
   * Adds a record in the order of arrival.
   *
   * @param shardId its shard or file
   * @param sequenceNumber its number there, or line
   */
  public void add(CaliperRecord record, String shardId, String sequenceNumber) {
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
        entities.add(item.told);
      }
    }
  }

  private void letter(Map<String, Object> row, String reason, String pointer) {
    row.put("reason", reason);
    row.put("pointer", pointer);
    deadLetters.add(row);
  }

  private void keep(Map<String, Object> row, CaliperRecord record, LearningItem item) {
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
      case "silver.entities":
        return shown(entities.rows());
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
