package io.eventlake.job;

import io.eventlake.family.product.AppFigures;
import io.eventlake.family.product.UserFigures;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** What the tables of product metrics have of some days. */
final class MetricsHistory {

  private final LakeEngine engine;
  private final MetricsDays days;

  MetricsHistory(LakeEngine engine, MetricsDays days) {
    this.engine = engine;
    this.days = days;
  }

  /** Days all of whose changes were read. */
  Set<LocalDate> completeDays() {
    return engine
        .run(
            "SELECT DISTINCT event_dt FROM ops.transform_runs WHERE incremental AND "
                + between("event_dt"))
        .all()
        .stream()
        .map(row -> day(row.get("event_dt")))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Whether an export was counted for all of these days before. */
  boolean hasTold(String export, Collection<LocalDate> all) {
    Set<LocalDate> told = new HashSet<>();
    QueryResult rows =
        engine.run(
            "SELECT event_dt, export_id FROM ops.transform_runs WHERE " + between("event_dt"));
    rows.all().stream()
        .filter(row -> export.equals(row.get("export_id")))
        .forEach(row -> told.add(day(row.get("event_dt"))));
    return told.containsAll(all);
  }

  /** The tables whose exports were read. */
  List<String> tables() {
    return engine.run("SELECT DISTINCT table_arn FROM ops.metric_exports").all().stream()
        .map(row -> (String) row.get("table_arn"))
        .collect(Collectors.toList());
  }

  /** The rows of {@code gold.product_daily}, by day and application. */
  List<AppFigures> daily() {
    return engine
        .run(
            "SELECT metric_dt, app, active_users, games_played, parties_created, parties_joined"
                + " FROM gold.product_daily WHERE "
                + between("metric_dt")
                + " ORDER BY metric_dt, app")
        .all()
        .stream()
        .map(
            row ->
                new AppFigures(
                    day(row.get("metric_dt")),
                    (String) row.get("app"),
                    number(row.get("active_users")),
                    number(row.get("games_played")),
                    number(row.get("parties_created")),
                    number(row.get("parties_joined"))))
        .collect(Collectors.toList());
  }

  /**
   * The rows of {@code gold.product_daily} with those of {@code gold.product_daily_users}, of which
   * one is held at a time.
   */
  void withUsers(List<AppFigures> daily, BiConsumer<AppFigures, UsersOfApp> taker) {
    try (QueryResult rows =
        engine.run(
            "SELECT metric_dt, app, user_id, games_played, parties_created"
                + " FROM gold.product_daily_users WHERE "
                + between("metric_dt")
                + " ORDER BY metric_dt, app, user_id")) {
      UsersOfApp users = new UsersOfApp(rows);
      for (AppFigures app : daily) {
        users.begin(app);
        taker.accept(app, users);
      }

      users.requireEnd();
    }
  }

  /**
   * The values that were sent last.
   *
   * @param target where
   * @return by day, application and metric
   */
  Map<List<Object>, Map<String, Long>> sent(String target) {
    Map<List<Object>, Map<String, Long>> sent = new HashMap<>();
    engine
        .run(
            "SELECT metric_dt, app, metric, metric_value, target FROM ops.metric_values WHERE "
                + between("metric_dt")
                + " ORDER BY sent_ts, metric_value")
        .all()
        .stream()
        .filter(row -> target.equals(row.get("target")))
        .forEach(
            row ->
                sent.computeIfAbsent(
                        List.of(day(row.get("metric_dt")), row.get("app")), key -> new HashMap<>())
                    .put((String) row.get("metric"), number(row.get("metric_value"))));
    return sent;
  }

  static UserFigures user(List<Object> row) {
    return new UserFigures((String) row.get(2), number(row.get(3)), number(row.get(4)));
  }

  static LocalDate day(Object value) {
    return LocalDate.parse(value.toString());
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }

  private String between(String column) {
    return column + " BETWEEN DATE '" + days.from + "' AND DATE '" + days.to + "'";
  }
}
