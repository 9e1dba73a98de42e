package io.eventlake.serve.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.eventlake.lake.engine.QueryResult;
import io.eventlake.lake.sql.SqlFiles;
import io.eventlake.lake.sql.SqlResource;
import io.eventlake.lake.sql.SqlScript;
import io.eventlake.serve.lake.HiddenException;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.ServedLake;
import io.eventlake.serve.lake.Viewer;
import io.eventlake.table.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the live page shows of a state; all who may see the same share one reading of it. */
final class LiveView {

  private static final int MOST_KEPT = 64;

  /** Reports that are steps, of which a family has one at most. */
  private static final List<String> FUNNELS = List.of("funnel-overall", "video-funnel");

  private static final String MINUTES =
      "SELECT arrival_minute AS \"minute\","
          + " SUM(CASE WHEN outcome = 'bronze' THEN records ELSE 0 END) AS accepted,"
          + " SUM(CASE WHEN outcome = 'duplicate' THEN records ELSE 0 END) AS duplicates,"
          + " SUM(CASE WHEN outcome = 'dead_letter' THEN records ELSE 0 END) AS dead_letters,"
          + " SUM(CASE WHEN outcome = 'no_consent' THEN records ELSE 0 END) AS without_consent"
          + " FROM ops.record_counts WHERE arrival_minute >"
          + " (SELECT MAX(arrival_minute) - INTERVAL '60' MINUTE FROM ops.record_counts)"
          + " GROUP BY arrival_minute ORDER BY arrival_minute";

  private record Key(Viewer viewer, String family, String version) {}

  private final ServedLake lake;
  private final Cache<Key, Map<String, Object>> kept =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).executor(Runnable::run).build();

  LiveView(ServedLake lake) {
    this.lake = lake;
  }

  /**
   * The parts of the page. One that the viewer may not see is the sentence on why. One is read at a
   * time: pages leave turns to questions.
   */
  synchronized Map<String, Object> of(Viewer viewer, LakeState state) {
    Key key = new Key(viewer, state.family(), state.version());
    Map<String, Object> parts = kept.getIfPresent(key);
    if (parts == null) {
      parts = read(viewer, state);
      kept.put(key, parts);
    }

    return parts;
  }

  private Map<String, Object> read(Viewer viewer, LakeState state) {
    Map<String, Object> parts = new LinkedHashMap<>();
    if (state.lake().set().contains(TableName.RECORD_COUNTS)) {
      parts.put("minutes", rows(viewer, state, MINUTES));
    }

    String freshness = freshness(state);
    if (!freshness.isEmpty()) {
      parts.put("freshness", rows(viewer, state, freshness));
    }

    for (String path : SqlFiles.of("reports", state.lake().set())) {
      String[] names = path.split("/");
      String report = names[names.length - 2];
      if (FUNNELS.contains(report)) {
        parts.put("funnel", rows(viewer, state, statement(path)));
      } else if (report.equals("dead-letters-by-reason")) {
        parts.put("letters", rows(viewer, state, statement(path)));
      }
    }

    return parts;
  }

  private static String statement(String path) {
    return SqlScript.statements(SqlResource.read(path)).get(0);
  }

  private static String freshness(LakeState state) {
    return Stream.of(TableName.BRONZE_EVENTS, TableName.SILVER_EVENTS, TableName.DEAD_LETTERS)
        .filter(table -> state.lake().set().contains(table))
        .map(
            table ->
                "SELECT '" + table + "' AS table_name, MAX(arrival_ts) AS newest FROM " + table)
        .collect(Collectors.joining(" UNION ALL "));
  }

  private Object rows(Viewer viewer, LakeState state, String query) {
    try {
      return lake.ask(
          viewer,
          state,
          engine -> {
            try (QueryResult result = engine.run(query)) {
              return result.all();
            }
          });
    } catch (HiddenException e) {
      return e.getMessage();
    }
  }
}
