package io.eventlake.serve.analytics;

import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import io.eventlake.serve.http.Access;
import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.http.Answers;
import io.eventlake.serve.http.Cached;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.ServedLake;
import io.eventlake.serve.lake.Viewer;
import io.eventlake.table.TableName;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all routes ask the lake with. */
public final class Asked {

  final ServedLake lake;
  final Access access;
  final Cached cached;
  final int maxRows;
  private final Clock clock;

  /**
   * @param maxRows most of an answer
   */
  public Asked(ServedLake lake, Access access, Cached cached, int maxRows, Clock clock) {
    this.lake = lake;
    this.access = access;
    this.cached = cached;
    this.maxRows = maxRows;
    this.clock = clock;
  }

  /** The families that the viewer may see. */
  List<String> families(Viewer viewer) {
    return lake.families().stream().filter(viewer::sees).toList();
  }

  /**
   * The state of the family that is asked about.
   *
   * @param family null for the only one
   */
  LakeState state(Viewer viewer, String family) {
    List<String> families = families(viewer);
    if (family == null && families.size() != 1) {
      throw new AnsweredException(400, "Which family? Add ?family= and one of " + families + ".");
    }

    return lake.state(viewer, family == null ? families.get(0) : family);
  }

  /** An answer of a state, which says so. */
  Map<String, Object> answer(LakeState state) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("asOf", Answers.asOf(state, clock));
    return answer;
  }

  /** The rows of a query, each by its columns; one more than {@code most} where there are more. */
  List<Map<String, Object>> rows(Viewer viewer, LakeState state, String query, int most) {
    return lake.ask(viewer, state, engine -> rows(engine, query, most));
  }

  private static List<Map<String, Object>> rows(LakeEngine engine, String query, int most) {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (QueryResult result = engine.run(query)) {
      for (List<Object> row = result.next();
          row != null && rows.size() <= most;
          row = result.next()) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
          named.put(result.columns().get(i), row.get(i));
        }

        rows.add(named);
      }
    }

    return rows;
  }

  /** The columns of a table that the viewer may see. */
  static List<String> columns(Viewer viewer, LakeState state, TableName table) {
    var definition = state.lake().set().definition(table);
    return definition.schema().columns().stream()
        .map(column -> column.name())
        .filter(name -> viewer.persons() || !definition.personColumns().contains(name))
        .toList();
  }
}
