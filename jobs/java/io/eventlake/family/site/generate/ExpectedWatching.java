package io.eventlake.family.site.generate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What of a video was watched, by the rules W1 to W7 of the design in decimals of seconds: the
 * judge of what the jobs compute in whole microseconds, with which it shares nothing.
 */
final class ExpectedWatching {

  private static final BigDecimal TOLERANCE = BigDecimal.valueOf(2);
  private static final int MICROSECONDS = 6;

  private final List<SiteEvent> events;
  private final BigDecimal duration;
  private final List<BigDecimal[]> stretches = new ArrayList<>();
  private BigDecimal played = BigDecimal.ZERO;
  private BigDecimal furthest = BigDecimal.ZERO;
  private boolean estimated;

  /**
   * @param events of one session and video in order
   * @param endMillis the session's last event
   */
  ExpectedWatching(List<SiteEvent> events, long endMillis) {
    this.events = events;
    duration =
        events.stream().map(e -> decimal(e, "duration")).max(BigDecimal::compareTo).orElseThrow();
    int from = -1;
    BigDecimal rate = null;
    for (int i = 0; i < events.size(); i++) {
      SiteEvent event = events.get(i);
      furthest = furthest.max(position(event));
      boolean seeks = event.text("action").equals("seek");
      if (from >= 0) {
        add(events.get(from), rate, event.atMillis, seeks ? null : position(event));
      }

      boolean goesOn = event.text("action").equals("play") || seeks && from >= 0;
      rate = goesOn ? rate(event, seeks ? rate : BigDecimal.ONE) : null;
      from = goesOn ? i : -1;
    }

    if (from >= 0) {
      estimated = true;
      add(events.get(from), rate, endMillis, null);
    }
  }

  /** The columns of {@code gold.fact_video_engagement} that are figures. */
  Map<String, Object> figures() {
    BigDecimal unique = unique();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("plays", count("play"));
    row.put("pauses", count("pause"));
    row.put("seeks", count("seek"));
    row.put("completes", count("complete"));
    row.put("errors", count("error"));
    row.put("played_seconds", played.doubleValue());
    row.put(
        "content_seconds",
        stretches.stream()
            .map(stretch -> stretch[1].subtract(stretch[0]))
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .doubleValue());
    row.put("unique_seconds", unique.doubleValue());
    row.put("furthest_position", furthest.doubleValue());
    row.put("duration", duration.doubleValue());
    row.put("completion", unique.divide(duration, MathContext.DECIMAL128).doubleValue());
    row.put("completed", count("complete") > 0);
    row.put("estimated", estimated);
    return row;
  }

  private int count(String action) {
    return (int) events.stream().filter(e -> e.text("action").equals(action)).count();
  }

  /**
   * A stretch of playing.
   *
   * @param told the position at its end, or null where only the clock tells
   */
  private void add(SiteEvent from, BigDecimal rate, long endMillis, BigDecimal told) {
    BigDecimal start = position(from);
    BigDecimal byClock = BigDecimal.valueOf(endMillis - from.atMillis, 3).multiply(rate);
    BigDecimal content = told == null ? null : told.subtract(start);
    if (content == null || content.signum() < 0 || content.compareTo(byClock.add(TOLERANCE)) > 0) {
      content = byClock.min(duration.subtract(start));
    }

    BigDecimal end = start.add(content);
    furthest = furthest.max(end);
    stretches.add(new BigDecimal[] {start, end});
    played = played.add(content.divide(rate, MICROSECONDS, RoundingMode.DOWN));
  }

  /** Every piece between two ends of stretches counts when one of them has it. */
  private BigDecimal unique() {
    TreeSet<BigDecimal> ends = new TreeSet<>();
    stretches.forEach(stretch -> ends.addAll(List.of(stretch)));
    BigDecimal unique = BigDecimal.ZERO;
    for (BigDecimal end : ends) {
      BigDecimal before = ends.lower(end);
      boolean seen =
          before != null
              && stretches.stream()
                  .anyMatch(s -> s[0].compareTo(before) <= 0 && s[1].compareTo(end) >= 0);
      unique = seen ? unique.add(end.subtract(before)) : unique;
    }

    return unique;
  }

  private BigDecimal position(SiteEvent event) {
    return decimal(event, "position").min(duration);
  }

  private static BigDecimal rate(SiteEvent event, BigDecimal otherwise) {
    boolean told =
        event.properties.containsKey("playback_rate") && event.number("playback_rate") != 0;
    return told ? decimal(event, "playback_rate") : otherwise;
  }

  private static BigDecimal decimal(SiteEvent event, String name) {
    return BigDecimal.valueOf(event.number(name));
  }
}
