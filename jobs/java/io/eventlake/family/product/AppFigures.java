package io.eventlake.family.product;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** A row of {@code gold.product_daily}. */
public final class AppFigures {

  final LocalDate day;
  final String app;
  final long active;
  final long games;
  final long parties;
  final long joined;

  public AppFigures(LocalDate day, String app, long active, long games, long parties, long joined) {
    this.day = day;
    this.app = app;
    this.active = active;
    this.games = games;
    this.parties = parties;
    this.joined = joined;
  }

  public LocalDate day() {
    return day;
  }

  public String app() {
    return app;
  }

  /** By the names that the metrics have in CloudWatch, and in their order. */
  public Map<String, Long> values() {
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("ActiveUsers", active);
    values.put("GamesPlayed", games);
    values.put("PartiesCreated", parties);
    values.put("PartiesJoined", joined);
    return values;
  }
}
