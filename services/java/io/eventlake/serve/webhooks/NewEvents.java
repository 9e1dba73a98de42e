package io.eventlake.serve.webhooks;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.Literals;
import io.eventlake.serve.lake.ServedLake;
import io.eventlake.serve.lake.Viewer;
import io.eventlake.table.TableName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** The events that a snapshot brought, and events as they are in the lake now. */
final class NewEvents {

  /** What tells an event from all others. */
  static final List<String> KEY = List.of("event_id", "session_id", "user_id_hash");

  private static final String COLUMNS =
      "event_id, session_id, user_id_hash, event_type, CAST(event_dt AS varchar) AS day";
  private static final String ORDER =
      " ORDER BY ts, event_id, COALESCE(session_id, ''), COALESCE(user_id_hash, '')";

  private final ServedLake lake;

  NewEvents(ServedLake lake) {
    this.lake = lake;
  }

  /**
   * Some of the events that came into the lake with a snapshot: of an append what it appended, of
   * what replaced files those that were not there before. A compaction brings none.
   *
   * @param state from whose line the snapshot is
   * @param offset so many are passed over, in an order that stays
   * @throws BrokenLineException where the snapshot before has expired, and is needed
   */
  List<Map<String, Object>> of(
      Webhook hook, LakeState state, Table events, Snapshot snapshot, long offset, int most) {
    String page = ORDER + " OFFSET " + offset + " LIMIT " + most;
    String condition = Filter.condition(hook);
    Viewer viewer = hook.rights().viewer(hook.tenant(), hook.family());
    switch (snapshot.operation()) {
      case DataOperations.APPEND:
        return "0".equals(snapshot.summary().get("added-records"))
            ? List.of()
            : lake.ask(
                viewer,
                state,
                engine ->
                    engine
                        .runAppended(
                            "SELECT " + COLUMNS + " FROM silver.events WHERE " + condition + page,
                            TableName.SILVER_EVENTS,
                            snapshot.parentId(),
                            snapshot.snapshotId())
                        .all());
      case DataOperations.OVERWRITE:
        ReplacedDays days = ReplacedDays.of(events, snapshot);
        return days.isNone()
            ? List.of()
            : lake.ask(
                viewer, state, engine -> engine.run(days.query(COLUMNS, condition) + page).all());
      default:
        return List.of(); // what is deleted, or written anew as it was
    }
  }

  /**
   * The events of deliveries as they are in the lake, by message; one that is gone is left out.
   *
   * @param state the newest
   */
  Map<String, Map<String, Object>> read(Webhook hook, LakeState state, List<Delivery> deliveries) {
    if (deliveries.isEmpty() || state.snapshot(TableName.SILVER_EVENTS).isEmpty()) {
      return Map.of();
    }

    Viewer viewer = hook.rights().viewer(hook.tenant(), hook.family());
    List<String> columns = columns(viewer, state);
    String query =
        "SELECT "
            + columns.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "))
            + ", COALESCE(session_id, '') AS key_session, COALESCE(user_id_hash, '') AS key_user"
            + " FROM silver.events WHERE event_dt IN ("
            + texts(deliveries.stream().map(Delivery::day).distinct().toList(), "DATE ")
            + ") AND event_id IN ("
            + texts(deliveries.stream().map(Delivery::event).distinct().toList(), "")
            + ")";
    return lake.ask(viewer, state, engine -> byMessage(hook, engine, query));
  }

  private static Map<String, Map<String, Object>> byMessage(
      Webhook hook, LakeEngine engine, String query) {
    Map<String, Map<String, Object>> events = new HashMap<>();
    try (QueryResult result = engine.run(query)) {
      for (Map<String, Object> row : result.all()) {
        Map<String, Object> key = new HashMap<>();
        key.put("event_id", row.get("event_id"));
        key.put("session_id", row.remove("key_session"));
        key.put("user_id_hash", row.remove("key_user"));
        events.put(Message.id(hook.id(), key), row);
      }
    }

    return events;
  }

  private static String texts(List<String> values, String before) {
    return values.stream()
        .map(value -> before + Literals.text(value))
        .collect(Collectors.joining(", "));
  }

  /** The columns that a viewer may see. */
  static List<String> columns(Viewer viewer, LakeState state) {
    var definition = state.lake().set().definition(TableName.SILVER_EVENTS);
    return definition.schema().columns().stream()
        .map(column -> column.name())
        .filter(name -> viewer.persons() || !definition.personColumns().contains(name))
        .toList();
  }

  /**
   * Fails unless the events can be asked by a webhook's conditions.
   *
   * @throws io.eventlake.serve.lake.HiddenException where the key's rows cannot be told apart
   * @throws LakeException where the lake cannot be read
   */
  void tryOut(Webhook hook, LakeState state) {
    lake.ask(
        hook.rights().viewer(hook.tenant(), hook.family()),
        state,
        engine ->
            engine
                .run(
                    "SELECT event_id FROM silver.events WHERE event_dt = DATE '1970-01-01' AND "
                        + Filter.condition(hook))
                .all());
  }

  /** What a receiver is sent of an event. */
  static Map<String, Object> body(Webhook hook, Delivery delivery, Map<String, Object> event) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", hook.family() + "." + delivery.type());
    body.put("timestamp", event.get("ts"));
    body.put("data", event);
    return body;
  }
}
