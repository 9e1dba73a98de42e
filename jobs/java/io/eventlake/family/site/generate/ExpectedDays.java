package io.eventlake.family.site.generate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rows of {@code gold.agg_daily_metrics}, from those of the facts. */
final class ExpectedDays {

  private final Set<Object> sessions = new HashSet<>();
  private final Set<Object> users = new HashSet<>();
  private long pageViews;
  private long videoViews;
  private long plays;
  private long completes;
  private BigDecimal playedSeconds = BigDecimal.ZERO;

  private ExpectedDays() {}

  static List<Map<String, Object>> of(List<ExpectedVisit> visits) {
    Map<String, Map<String, Object>> grains = new TreeMap<>();
    Map<String, ExpectedDays> days = new TreeMap<>();
    for (ExpectedVisit visit : visits) {
      for (Map<String, Object> row : visit.pageRows()) {
        day(row, grains, days).add(visit, row);
      }
      for (Map<String, Object> row : visit.videoRows()) {
        day(row, grains, days).add(visit, row);
      }
    }

    List<Map<String, Object>> rows = new ArrayList<>();
    days.forEach(
        (key, day) -> {
          grains.get(key).putAll(day.sums());
          rows.add(grains.get(key));
        });
    return rows;
  }

  private static ExpectedDays day(
      Map<String, Object> row,
      Map<String, Map<String, Object>> grains,
      Map<String, ExpectedDays> days) {
    Map<String, Object> grain = new LinkedHashMap<>();
    grain.put("event_dt", row.get("view_dt"));
    grain.put("project_id", row.get("project_id"));
    grain.put("environment", row.get("environment"));
    grains.putIfAbsent(grain.toString(), grain);
    return days.computeIfAbsent(grain.toString(), key -> new ExpectedDays());
  }

  private void add(ExpectedVisit visit, Map<String, Object> row) {
    sessions.add(visit);
    if (row.get("user_id_hash") != null) {
      users.add(row.get("user_id_hash"));
    }
    if (!row.containsKey("video_id")) {
      pageViews++;
      return;
    }

    videoViews++;
    plays += (int) row.get("plays");
    completes += (int) row.get("completes");
    playedSeconds = playedSeconds.add(BigDecimal.valueOf((double) row.get("played_seconds")));
  }

  private Map<String, Object> sums() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("page_views", pageViews);
    row.put("sessions", (long) sessions.size());
    row.put("users", (long) users.size());
    row.put("video_views", videoViews);
    row.put("video_plays", plays);
    row.put("video_completes", completes);
    row.put("played_seconds", playedSeconds.doubleValue());
    return row;
  }
}
