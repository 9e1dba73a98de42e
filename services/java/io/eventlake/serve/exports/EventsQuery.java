package io.eventlake.serve.exports;

import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.http.JsonBody;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.Literals;
import io.eventlake.serve.lake.Viewer;
import io.eventlake.table.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The statement for the events of an export. */
final class EventsQuery {

  private EventsQuery() {}

  /** Those of some types and a range of time, in the columns that the viewer may see. */
  static String of(Viewer viewer, LakeState state, JsonBody body) {
    if (!state.lake().set().contains(TableName.SILVER_EVENTS)) {
      throw new AnsweredException(
          400, "The tables of " + state.family() + " have no events: ask with sql.");
    }

    var definition = state.lake().set().definition(TableName.SILVER_EVENTS);
    String columns =
        definition.schema().columns().stream()
            .map(column -> column.name())
            .filter(name -> viewer.persons() || !definition.personColumns().contains(name))
            .map(name -> "\"" + name + "\"")
            .collect(Collectors.joining(", "));
    List<String> conditions = new ArrayList<>();
    List<String> types = body.texts("types");
    if (!types.isEmpty()) {
      conditions.add(
          types.stream()
              .map(Literals::text)
              .collect(Collectors.joining(", ", "event_type IN (", ")")));
    }

    Instant from = body.instant("from");
    Instant to = body.instant("to");
    if (from != null) {
      conditions.add("ts >= " + Literals.timestamp(from));
    }
    if (to != null) {
      conditions.add("ts < " + Literals.timestamp(to));
    }

    return "SELECT "
        + columns
        + " FROM silver.events"
        + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
  }
}
