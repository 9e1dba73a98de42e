package io.eventlake.lake.audit;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.RowFilter;
import io.eventlake.lake.marts.ReadUntil;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Computes what days add to the equations, from one state of the lake; for one thread. */
final class DayShares implements AutoCloseable {

  /** Bounds that every engine can compare with a timestamp. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private static final DateTimeFormatter SQL_TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  /** Where the row of an event in silver can be, other than on the day that its record came. */
  private static final int NEIGHBOURS = 2;

  private static final String ARRIVAL_AND_EVENT_DAYS =
      "SELECT ingest_dt AS arrival_day,"
          + " CAST(CASE WHEN clock_skewed THEN arrival_ts ELSE ts END AS DATE) AS event_day"
          + " FROM bronze.events"
          + " UNION SELECT CAST(arrival_ts AS DATE), event_dt FROM silver.events";

  private final Instant openSince;
  private final LakeCatalog lake;
  private final LakeCut cut;
  private final LakeEngine engine;
  private final TableSet set;

  /** Over what batch runs read; made when it is needed. */
  private LakeEngine asRead;

  /**
   * @param gap the {@code session.gap} of the job that writes the lake; a longer one that it had
   *     counts
   */
  DayShares(LakeCatalog lake, LakeCut cut, Duration gap) {
    Duration longest = cut.longestGap().filter(other -> other.compareTo(gap) > 0).orElse(gap);
    this.openSince = openSince(cut.watermark(), longest);
    this.lake = lake;
    this.cut = cut;
    this.set = lake.set();
    this.engine = LakeEngine.proving(lake, cut.snapshots(), Clock.systemUTC());
  }

  /** The time that the last event of a session has at least which may be open. */
  Instant openSince() {
    return openSince;
  }

  /** Of all days, and of what has none. */
  List<DayShare> of(BalanceEquations equations) {
    return run(equations, Map.of());
  }

  /**
   * Of these days; read are the files that can hold rows of them. There may be shares of other days
   * by what was looked up, which are parts of these only.
   */
  List<DayShare> of(BalanceEquations equations, DayRanges days) {
    Map<TableName, RowFilter> filters = filters(equations, days);
    if (equations.look().isPresent()) {
      filters.put(TableName.SILVER_EVENTS, around(filters, equations));
    }

    return run(equations, filters);
  }

  /** As {@link #of(BalanceEquations, DayRanges)}, all of silver being looked through. */
  List<DayShare> ofEverywhere(BalanceEquations equations, DayRanges days) {
    Map<TableName, RowFilter> filters = filters(equations, days);
    filters.remove(TableName.SILVER_EVENTS);
    return run(equations, filters);
  }

  /** The equations without a row: both sides are nothing. */
  List<DayShare> ofNothing(BalanceEquations equations) {
    Map<TableName, RowFilter> filters = new HashMap<>();
    equations.tables().forEach(table -> filters.put(table, RowFilter.NOTHING));
    return run(equations, filters);
  }

  /** The equations that shares add up to, in their order. */
  static List<AuditLine> sum(List<DayShare> shares, AuditedDays days) {
    Map<String, AuditLine> lines = new LinkedHashMap<>();
    for (DayShare share : shares) {
      lines.merge(
          share.line,
          new AuditLine(
              share.line, share.equation, share.left, share.right, share.openAtMost, days),
          AuditLine::plus);
    }

    return List.copyOf(lines.values());
  }

  @Override
  public void close() {
    if (asRead != null) {
      asRead.close();
    }

    engine.close();
  }

  /**
   * Over the tables as they were when a batch job made its own of them, beside these as they are.
   *
   * @throws StateGoneException when a snapshot has expired that it read
   */
  private LakeEngine asRead(TableSet made) {
    if (asRead == null) {
      engine.restrict(Map.of());
      Map<TableName, Long> snapshots = new HashMap<>(ReadUntil.of(engine).snapshots());
      requireKept(snapshots, made);
      made.tables()
          .forEach(
              table ->
                  Optional.ofNullable(cut.snapshots().get(table))
                      .ifPresent(snapshot -> snapshots.put(table, snapshot)));
      asRead = LakeEngine.proving(lake, snapshots, Clock.systemUTC());
    }

    return asRead;
  }

  private void requireKept(Map<TableName, Long> snapshots, TableSet made) {
    try (LakeTables tables = new LakeTables(lake)) {
      snapshots.forEach(
          (table, snapshot) -> {
            if (tables.load(table).snapshot(snapshot) == null) {
              throw new StateGoneException(
                  "The snapshot of "
                      + table
                      + " that the newest run read has expired. Run it again: "
                      + tables.command("run", made.name()));
            }
          });
    }
  }

  private static Map<TableName, RowFilter> filters(BalanceEquations equations, DayRanges days) {
    Map<TableName, RowFilter> filters = new HashMap<>();
    equations.days().forEach((table, column) -> filters.put(table, days.filter(column)));
    return filters;
  }

  /**
   * The rows of silver in which the events of the days can be: those that came on the days next to
   * them, and those of the same event days, whenever they came.
   */
  private RowFilter around(Map<TableName, RowFilter> filters, BalanceEquations equations) {
    engine.restrict(filters);
    Set<LocalDate> arrivals = new HashSet<>();
    Set<LocalDate> events = new HashSet<>();
    for (Map<String, Object> row : engine.run(ARRIVAL_AND_EVENT_DAYS).all()) {
      events.add(day(row.get("event_day")));
      LocalDate arrival = day(row.get("arrival_day"));
      for (int i = -NEIGHBOURS; i <= NEIGHBOURS; i++) {
        arrivals.add(arrival == null ? null : arrival.plusDays(i));
      }
    }

    return DayRanges.of(arrivals)
        .filter(equations.days().get(TableName.SILVER_EVENTS))
        .or(DayRanges.of(events).filter(new DayColumn(set, TableName.SILVER_EVENTS, "event_dt")));
  }

  private static LocalDate day(Object value) {
    return value == null ? null : LocalDate.parse(value.toString());
  }

  private List<DayShare> run(BalanceEquations equations, Map<TableName, RowFilter> filters) {
    LakeEngine over = equations.madeByRuns().map(this::asRead).orElse(engine);
    over.restrict(filters);
    String query = equations.query(sqlTimestamp(openSince));
    return DayShare.complete(
        over.run(query).all().stream().map(DayShares::share).collect(Collectors.toList()));
  }

  /** The day comes first, whatever it is called. */
  private static DayShare share(Map<String, Object> row) {
    Object first = row.values().iterator().next();
    return new DayShare(
        (String) row.get("line"),
        (String) row.get("equation"),
        day(first),
        side(row.get("left_side")),
        side(row.get("right_side")),
        ((Number) row.get("open_at_most")).longValue());
  }

  /** Counts come as longs, and as decimals in a query that has sums of amounts. */
  private static BigDecimal side(Object number) {
    return new BigDecimal(number.toString());
  }

  private static Instant openSince(Instant watermark, Duration gap) {
    if (watermark.isBefore(EARLIEST.plus(gap))) {
      return EARLIEST;
    }

    return watermark.isBefore(LATEST) ? watermark.minus(gap) : LATEST;
  }

  private static String sqlTimestamp(Instant instant) {
    return SQL_TIMESTAMP.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
  }
}
