package io.eventlake.serve.analytics;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.serve.http.Answers;
import io.eventlake.serve.http.Routes;
import io.eventlake.serve.lake.HiddenException;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.Literals;
import io.eventlake.serve.lake.Viewer;
import io.eventlake.table.TableName;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * What became of an event that was sent: the first snapshot that it can be read in, or the reason
 * for which it is a dead letter.
 */
public final class ReceiptRoutes implements Routes {

  /**
   * Dead letters that are told of; more name the same id by chance, or were sent again and again.
   */
  private static final int MOST_LETTERS = 20;

  /** Before an id of Caliper, of which the lake keeps the rest in lower case. */
  private static final String URN = "urn:uuid:";

  private final Asked asked;

  public ReceiptRoutes(Asked asked) {
    this.asked = asked;
  }

  @Override
  public void define(RoutesConfig to) {
    to.get("/v1/receipts/{id}", this::receipt);
  }

  private void receipt(Context request) {
    Viewer viewer = asked.access.viewer(request);
    String family = new Question(request, Set.of("family")).text("family");
    String id = request.pathParam("id");
    List<Map<String, Object>> receipts = new ArrayList<>();
    for (String each : family == null ? asked.families(viewer) : List.of(family)) {
      LakeState state = asked.lake.state(viewer, each);
      if (state.lake().set().contains(TableName.SILVER_EVENTS)) {
        receipts.addAll(readable(viewer, state, id));
        receipts.addAll(rejected(viewer, state, id));
      }
    }

    if (receipts.isEmpty()) {
      throw new HiddenException(
          "Nothing with this id is in the lake yet: an event can be read with the next checkpoint"
              + " of its job, as asOf of GET /analytics/families tells.");
    }

    Answers.write(request, Map.of("id", id, "receipts", receipts));
  }

  private List<Map<String, Object>> readable(Viewer viewer, LakeState state, String id) {
    if (state.snapshot(TableName.SILVER_EVENTS).isEmpty()) {
      return List.of();
    }

    String where = where(viewer, state, id);
    List<Map<String, Object>> rows =
        asked.rows(
            viewer,
            state,
            "SELECT event_id, event_type, ts, arrival_ts, in_session FROM silver.events" + where,
            MOST_LETTERS);
    List<Map<String, Object>> receipts = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      Map<String, Object> receipt = new LinkedHashMap<>();
      receipt.put("family", state.family());
      receipt.put("outcome", "readable");
      receipt.putAll(row);
      Snapshot first =
          first(
              state,
              Instant.parse((String) row.get("arrival_ts")),
              snapshot -> holds(viewer, state, snapshot, where + row(row)));
      receipt.put("snapshot", String.valueOf(first.snapshotId()));
      receipt.put("committed", Instant.ofEpochMilli(first.timestampMillis()).toString());
      receipts.add(receipt);
    }

    return receipts;
  }

  /** By the id of the lake, or as it was sent where the family derives its own. */
  private static String where(Viewer viewer, LakeState state, String id) {
    String bare = id.toLowerCase(Locale.ROOT);
    if (!Asked.columns(viewer, state, TableName.SILVER_EVENTS).contains("id")) {
      return " WHERE event_id = " + Literals.text(bare);
    }

    bare = bare.startsWith(URN) ? bare.substring(URN.length()) : bare;
    return " WHERE (event_id = "
        + Literals.text(id.toLowerCase(Locale.ROOT))
        + " OR id IN ("
        + Literals.text(id)
        + ", "
        + Literals.text(bare)
        + "))";
  }

  /** What its partition is told by, so that few files are planned and opened for each snapshot. */
  private static String row(Map<String, Object> row) {
    return " AND ts = "
        + Literals.timestamp(Instant.parse((String) row.get("ts")))
        + " AND event_type = "
        + Literals.text((String) row.get("event_type"));
  }

  private boolean holds(Viewer viewer, LakeState state, long snapshot, String where) {
    return !asked
        .rows(
            viewer,
            state,
            "SELECT 1 AS one FROM silver.events FOR VERSION AS OF " + snapshot + where + " LIMIT 1",
            1)
        .isEmpty();
  }

  /**
   * The first snapshot of the events that has it. An event is in none that is older than itself,
   * and stays in all that follow the first.
   */
  private static Snapshot first(LakeState state, Instant arrival, LongPredicate holds) {
    List<Snapshot> line = new ArrayList<>();
    try (LakeTables tables = new LakeTables(state.lake())) {
      Table events = tables.load(TableName.SILVER_EVENTS);
      long newest = state.snapshot(TableName.SILVER_EVENTS).orElseThrow();
      for (Snapshot snapshot : SnapshotUtil.ancestorsOf(newest, events::snapshot)) {
        if (!line.isEmpty() && snapshot.timestampMillis() < arrival.toEpochMilli()) {
          break;
        }

        line.add(snapshot);
      }
    }

    Collections.reverse(line);
    int without = -1;
    int with = line.size() - 1;
    for (int step = 1; without + 1 < with; step *= 2) {
      // Most are in one of the first commits after they came.
      int at = Math.min(without + step, (without + with) / 2);
      if (holds.test(line.get(at).snapshotId())) {
        with = at;
        step = 1;
      } else {
        without = at;
      }
    }

    return line.get(with);
  }

  /** Dead letters whose payload has the id as it was sent. */
  private List<Map<String, Object>> rejected(Viewer viewer, LakeState state, String id) {
    if (viewer.limit(state.family()).limits() || state.snapshot(TableName.DEAD_LETTERS).isEmpty()) {
      return List.of();
    }

    List<Map<String, Object>> rows =
        asked.rows(
            viewer,
            state,
            "SELECT reason, pointer, message, arrival_ts, replayed_ts FROM bronze.dead_letters WHERE"
                + " strpos(from_utf8(payload), "
                + Literals.text(id)
                + ") > 0 ORDER BY arrival_ts DESC LIMIT "
                + MOST_LETTERS,
            MOST_LETTERS);
    List<Map<String, Object>> receipts = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      Map<String, Object> receipt = new LinkedHashMap<>();
      receipt.put("family", state.family());
      receipt.put("outcome", row.get("replayed_ts") == null ? "rejected" : "replayed");
      receipt.putAll(row);
      receipts.add(receipt);
    }

    return receipts;
  }
}
