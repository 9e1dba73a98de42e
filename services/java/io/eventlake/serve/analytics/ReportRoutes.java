package io.eventlake.serve.analytics;

import io.eventlake.lake.sql.SqlFiles;
import io.eventlake.lake.sql.SqlResource;
import io.eventlake.lake.sql.SqlScript;
import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.http.Routes;
import io.eventlake.serve.lake.HiddenException;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.Viewer;
import io.eventlake.table.TableSet;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The reports that ship, as rows. */
public final class ReportRoutes implements Routes {

  private static final Set<String> PARAMETERS = Set.of("family");

  private final Asked asked;

  public ReportRoutes(Asked asked) {
    this.asked = asked;
  }

  @Override
  public void define(RoutesConfig to) {
    to.get("/analytics/reports", this::list);
    to.get(
        "/analytics/reports/{report}",
        request -> report(request, request.pathParam("report"), null));
    to.get(
        "/analytics/metrics",
        request ->
            report(
                request,
                "site".equals(request.queryParam("family")) ? "daily-metrics" : "overview",
                null));
    to.get("/analytics/paths", request -> report(request, "learning-paths", "caliper"));
    to.get("/analytics/engagement", request -> report(request, "engagement", "caliper"));
  }

  private void list(Context request) {
    Viewer viewer = asked.access.viewer(request);
    LakeState state = asked.state(viewer, new Question(request, PARAMETERS).text("family"));
    asked.cached.answer(
        request,
        viewer,
        state,
        () ->
            Map.of(
                "reports",
                files(state).entrySet().stream()
                    .map(file -> Map.of("name", file.getKey(), "about", about(file.getValue())))
                    .toList()));
  }

  /**
   * @param family where the request names none
   */
  private void report(Context request, String report, String family) {
    Viewer viewer = asked.access.viewer(request);
    String named = new Question(request, PARAMETERS).text("family");
    LakeState state = asked.state(viewer, named == null ? family : named);
    String file = files(state).get(report);
    if (file == null) {
      throw new HiddenException(
          "There is no report of this name about "
              + state.family()
              + "; there are "
              + files(state).keySet()
              + ".");
    }

    if (!viewer.persons() && isAboutPersons(state)) {
      throw new AnsweredException(403, "This needs a key that may see persons.");
    }

    asked.cached.answer(request, viewer, state, () -> rows(viewer, state, report, file));
  }

  private Map<String, Object> rows(Viewer viewer, LakeState state, String report, String file) {
    List<Map<String, Object>> rows =
        asked.rows(
            viewer, state, SqlScript.statements(SqlResource.read(file)).get(0), asked.maxRows);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("report", report);
    answer.put("about", about(file));
    answer.put("truncated", rows.size() > asked.maxRows);
    answer.put("rows", rows.size() > asked.maxRows ? rows.subList(0, asked.maxRows) : rows);
    return answer;
  }

  /** Whose reports have a row for each of some persons. */
  static boolean isAboutPersons(LakeState state) {
    return state.family().equals("xp");
  }

  private static Map<String, String> files(LakeState state) {
    Map<String, String> files = new TreeMap<>();
    TableSet set = state.lake().set();
    for (String path : SqlFiles.of("reports", set)) {
      String[] parts = path.split("/");
      files.put(parts[parts.length - 2], path);
    }

    return files;
  }

  /** The sentence that its file begins with. */
  private static String about(String file) {
    return SqlResource.read(file).lines().findFirst().orElse("").replaceFirst("^--\\s*", "");
  }
}
