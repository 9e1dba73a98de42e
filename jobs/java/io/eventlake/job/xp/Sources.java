package io.eventlake.job.xp;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.xp.BulkDelivery;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import io.eventlake.lake.marts.ChangedDays;
import io.eventlake.lake.publish.BatchBase;
import io.eventlake.lake.publish.MadeOf;
import io.eventlake.lake.publish.Publication;
import io.eventlake.table.TableName;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What there is to count, each table at one snapshot: learning events, deliveries of results, and
 * the rules of days; beside what the run before had.
 */
final class Sources implements AutoCloseable {

  /** With other rules all is counted anew. */
  private static final String VERSION = "rules 1, ";

  final LakeEngine engine;
  final LakeCut cut;

  /** By number. */
  final List<BulkDelivery> bulks = new ArrayList<>();

  final String rules;

  private final LakeTables caliper;
  private final boolean hasEvents;
  private final Long to;
  private final long lastDelivery;
  private Instant before;
  private Long from;
  private long countedDelivery;
  private String countedBy;

  private Sources(LakeTables own, LakeTables caliper, String roster, Clock clock) {
    this.caliper = caliper;
    this.rules = VERSION + roster;
    this.hasEvents = caliper.set().tables().stream().allMatch(caliper::exists);
    this.cut = cut(own);
    this.engine = LakeEngine.proving(own.lake(), cut.snapshots(), clock);
    if (hasEvents) {
      Publication.requireNoneHalfPublished(caliper);
      Map<TableName, Long> events = LakeCut.of(caliper).snapshots();
      engine.beside(caliper.set(), events, true);
      this.to = events.get(TableName.SILVER_EVENTS);
    } else {
      this.to = null;
    }

    reachAll(own);
    this.lastDelivery = deliveries();
    readBefore();
  }

  /**
   * Looks.
   *
   * @param own the tables of XP, which nobody else writes meanwhile
   * @param caliper those of learning events, which the lake need not have
   * @param roster tells this one from others
   */
  static Sources of(LakeTables own, LakeTables caliper, String roster, Clock clock) {
    return new Sources(own, caliper, roster, clock);
  }

  /**
   * The files of all tables: a session that needs further ones begins anew, and what other
   * statements still give would be gone.
   */
  private void reachAll(LakeTables own) {
    List<String> names = own.names().stream().map(TableName::toString).collect(Collectors.toList());
    if (hasEvents) {
      names.add(XpQueries.EVENT_TABLE);
    }

    engine
        .run(
            names.stream()
                .map(name -> "SELECT COUNT(*) AS found FROM " + name)
                .collect(Collectors.joining(" UNION ALL ")))
        .all();
  }

  /** As they are: nobody else writes them. */
  static LakeCut cut(LakeTables own) {
    Map<TableName, Long> current = new HashMap<>();
    BatchBase base = BatchBase.of(own);
    for (TableName table : own.set().tables()) {
      if (base.snapshot(table) != null) {
        current.put(table, base.snapshot(table));
      }
    }

    return LakeCut.of(own).with(current);
  }

  private long deliveries() {
    try (QueryResult rows = engine.run(XpQueries.BULKS)) {
      for (List<Object> row = rows.next(); row != null; row = rows.next()) {
        Long newest = RowValues.micros(row.get(1));
        bulks.add(
            new BulkDelivery(
                ((Number) row.get(0)).longValue(),
                newest == null ? Long.MIN_VALUE : newest,
                (Boolean) row.get(2)));
      }
    }

    long last = 0;
    for (Map<String, Object> row : engine.run(XpQueries.KNOWN_FILES).all()) {
      last = ((Number) row.get("delivery")).longValue();
    }

    return last;
  }

  private void readBefore() {
    for (Map<String, Object> row : engine.run(XpQueries.LAST_RUN).all()) {
      before = Instant.parse((String) row.get("run_ts"));
      from = (Long) row.get("to_snapshot_id");
      countedDelivery = ((Number) row.get("last_delivery")).longValue();
      countedBy = (String) row.get("rules");
    }
  }

  /** When the run before began; empty where there was none. */
  Optional<Instant> before() {
    return Optional.ofNullable(before);
  }

  /** Null for the first run. */
  Long from() {
    return from;
  }

  /** Null where there are no events. */
  Long to() {
    return to;
  }

  long lastDelivery() {
    return lastDelivery;
  }

  /** Whether all that is there was counted. */
  boolean isAsBefore() {
    return before != null
        && Objects.equals(from, to)
        && lastDelivery == countedDelivery
        && rules.equals(countedBy);
  }

  /** Of whom anything came or went since the run before, in the order of queries. */
  Set<String> students(boolean full) {
    Optional<SortedSet<LocalDate>> days = full ? Optional.empty() : days();
    String query =
        days.isEmpty()
            ? XpQueries.everybody(hasEvents)
            : XpQueries.touched(countedDelivery, days.get(), from);
    Set<String> students = new LinkedHashSet<>();
    try (QueryResult rows = engine.run(query)) {
      for (List<Object> row = rows.next(); row != null; row = rows.next()) {
        if (row.get(0) != null) {
          students.add((String) row.get(0));
        }
      }
    }

    return students;
  }

  /** What asks for them, few by their names. */
  XpQueries queries(Set<String> students, int few) {
    return new XpQueries(hasEvents, students.size() <= few ? students : null);
  }

  /** Days of events that changed; empty where it may be about everybody. */
  private Optional<SortedSet<LocalDate>> days() {
    boolean isNewBulk =
        bulks.stream().anyMatch(bulk -> !bulk.tellsAbsence && bulk.number > countedDelivery);
    if (before == null || isNewBulk || !rules.equals(countedBy)) {
      return Optional.empty();
    }

    return Objects.equals(from, to)
        ? Optional.of(new TreeSet<>())
        : hasEvents
            ? ChangedDays.between(caliper, TableName.SILVER_EVENTS, from, to)
            : Optional.empty();
  }

  /** For the summaries of what is published. */
  MadeOf madeOf() {
    MadeOf made = MadeOf.nothing();
    if (to != null && from != null) {
      made.with(caliper.set(), TableName.SILVER_EVENTS, from, to);
    } else if (to != null) {
      made.with(caliper.set(), TableName.SILVER_EVENTS, to);
    }

    return made;
  }

  @Override
  public void close() {
    engine.close();
  }
}
