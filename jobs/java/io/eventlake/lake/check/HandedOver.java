package io.eventlake.lake.check;

import io.eventlake.lake.engine.LakeEngine;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The stream records that the lake was handed, by the minute of arrival, from its ledger. */
final class HandedOver {

  private static final DateTimeFormatter LITERAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private final NavigableMap<Instant, Long> minutes = new TreeMap<>();
  private Instant lastUncounted = Instant.MIN;

  /**
   * Reads them.
   *
   * @param oldest what arrived before counts as if it had arrived then
   */
  static HandedOver of(LakeEngine engine, Instant oldest) {
    String from =
        "TIMESTAMP '"
            + LITERAL.format(
                LocalDateTime.ofInstant(oldest.truncatedTo(ChronoUnit.MINUTES), ZoneOffset.UTC))
            + "'";
    HandedOver handedOver = new HandedOver();
    for (Map<String, Object> row : engine.run(query(from)).all()) {
      handedOver.add(
          Instant.parse((String) row.get("arrived")),
          ((Number) row.get("stream_records")).longValue(),
          ((Number) row.get("uncounted")).longValue());
    }

    return handedOver;
  }

  /**
   * @param records of the stream, an aggregate is one
   * @param uncounted what was read and not counted as handed over, by a release before 0.2
   */
  HandedOver add(Instant minute, long records, long uncounted) {
    minutes.merge(minute, records, Long::sum);
    if (uncounted > 0 && minute.isAfter(lastUncounted)) {
      lastUncounted = minute;
    }

    return this;
  }

  NavigableMap<Instant, Long> byMinute() {
    return minutes;
  }

  /**
   * The hours of which the lake has everything: between its first and its last arrival, neither of
   * whose minutes may be whole, and behind what an older release read.
   *
   * @param until what is later may still come
   */
  WholeHours whole(Instant until) {
    if (minutes.isEmpty()) {
      return WholeHours.within(Instant.EPOCH, Instant.EPOCH);
    }

    Instant first = minutes.firstKey();
    Instant begin = lastUncounted.isAfter(first) ? lastUncounted : first;
    Instant last = minutes.lastKey();
    return WholeHours.within(
        begin.plus(1, ChronoUnit.MINUTES), last.isBefore(until) ? last : until);
  }

  private static String query(String oldest) {
    return "SELECT arrived, SUM(handed_over - aggregated + alone) AS stream_records,"
        + " SUM(records_read - handed_over) AS uncounted FROM (SELECT CASE WHEN arrival_minute < "
        + oldest
        + " THEN "
        + oldest
        + " ELSE arrival_minute END AS arrived, "
        + sum("handed_over", "handed_over")
        + ", "
        + sum("aggregated", "aggregated")
        + ", "
        + sum("edge_alone", "alone")
        + ", "
        + sum("read", "records_read")
        + " FROM ops.record_counts"
        + " WHERE outcome IN ('handed_over', 'aggregated', 'edge_alone', 'read')"
        + " GROUP BY arrival_minute) AS minutes WHERE arrived IS NOT NULL GROUP BY arrived";
  }

  private static String sum(String outcome, String name) {
    return "SUM(CASE WHEN outcome = '" + outcome + "' THEN records ELSE 0 END) AS " + name;
  }
}
