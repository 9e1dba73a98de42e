package io.eventlake.serve.live;

import io.eventlake.lake.engine.QueryResult;
import io.eventlake.serve.http.Access;
import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.http.Cached;
import io.eventlake.serve.http.Routes;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.Literals;
import io.eventlake.serve.lake.ServedLake;
import io.eventlake.serve.lake.Viewer;
import io.eventlake.service.PageFile;
import io.eventlake.table.TableName;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code GET /}: the live page. It has no data itself, and asks for them with the reader's key. */
public final class LiveRoutes implements Routes {

  private static final int LETTERS = 20;

  private final ServedLake lake;
  private final Access access;
  private final Cached cached;
  private final LiveStream stream;

  private final BalanceSheet balance = new BalanceSheet();

  /**
   * @param clock what the age of a state is by
   */
  public LiveRoutes(ServedLake lake, Access access, Cached cached, Clock clock) {
    this.lake = lake;
    this.access = access;
    this.cached = cached;
    this.stream = new LiveStream(lake, new LiveView(lake), clock);
  }

  @Override
  public void define(RoutesConfig to) {
    PageFile.define(to, "/", "/serve/live/page.html");
    PageFile.define(to, "/live.js", "/serve/live/live.js");
    // In the look of the reports, whose style is among the jobs' resources.
    PageFile.define(to, "/live.css", "/report/page.css", "/serve/live/live.css");
    to.get(
        "/live/stream",
        request -> {
          Viewer viewer = access.viewer(request);
          stream.write(request, viewer, parameter(request, "family"));
        });
    to.get("/live/letters", this::letters);
    to.get("/live/balance", this::balance);
  }

  private void letters(Context request) {
    Viewer viewer = access.viewer(request);
    LakeState state = lake.state(viewer, parameter(request, "family"));
    String reason = parameter(request, "reason");
    if (!state.lake().set().contains(TableName.DEAD_LETTERS)) {
      throw new AnsweredException(400, state.family() + " has no dead letters.");
    }

    cached.answer(request, viewer, state, () -> Map.of("letters", letters(viewer, state, reason)));
  }

  private List<Map<String, Object>> letters(Viewer viewer, LakeState state, String reason) {
    String query =
        "SELECT arrival_ts, pointer, message, masked, payload_bytes, replayed_ts, payload"
            + " FROM bronze.dead_letters WHERE reason = "
            + Literals.text(reason)
            + " ORDER BY arrival_ts DESC, shard_id, sequence_number, sub_sequence_number,"
            + " event_index LIMIT "
            + LETTERS;
    return lake.ask(
        viewer,
        state,
        engine -> {
          List<Map<String, Object>> letters = new ArrayList<>();
          try (QueryResult result = engine.run(query)) {
            for (Map<String, Object> row : result.all()) {
              Map<String, Object> letter = new LinkedHashMap<>(row);
              // What a record that was rejected has of persons, nobody knows.
              letter.put("payload", viewer.persons() ? text(row.get("payload")) : null);
              letters.add(letter);
            }
          }

          return letters;
        });
  }

  private static String text(Object payload) {
    return payload instanceof byte[]
        ? new String((byte[]) payload, StandardCharsets.UTF_8)
        : payload == null ? null : payload.toString();
  }

  private void balance(Context request) {
    Viewer viewer = access.viewer(request);
    LakeState state = lake.state(viewer, parameter(request, "family"));
    if (viewer.limit(state.family()).limits()) {
      throw new AnsweredException(
          403, "The balance sheet is of all rows, of which this key sees some.");
    }

    cached.answer(request, viewer, state, () -> balance.of(state));
  }

  private static String parameter(Context request, String name) {
    String value = request.queryParam(name);
    if (value == null || value.isEmpty() || value.length() > 200) {
      throw new AnsweredException(400, name + " is missing, or too long.");
    }

    return value;
  }
}
