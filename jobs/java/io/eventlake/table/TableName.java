package io.eventlake.table;

import java.util.List;
import java.util.Objects;

/**
 * A table by layer and name, as its own {@link TableSet} calls it: without what stands before the
 * layer in the name of its database.
 */
public final class TableName {

  // The stations that every family has; their columns are the family's where it defines them.

  public static final TableName BRONZE_EVENTS = of("bronze", "events");
  public static final TableName DEAD_LETTERS = of("bronze", "dead_letters");
  public static final TableName SILVER_EVENTS = of("silver", "events");
  public static final TableName SESSIONS = of("silver", "sessions");
  public static final TableName RECORD_COUNTS = of("ops", "record_counts");
  public static final TableName LATE_EVENTS = of("ops", "late_events");

  /** The runs of a batch job, where its set has no counts of records. */
  public static final TableName TRANSFORM_RUNS = of("ops", "transform_runs");

  private static final List<TableName> STATIONS =
      List.of(BRONZE_EVENTS, DEAD_LETTERS, SILVER_EVENTS, SESSIONS, RECORD_COUNTS, LATE_EVENTS);

  private final String layer;
  private final String table;

  private TableName(String layer, String table) {
    this.layer = Objects.requireNonNull(layer, "layer");
    this.table = Objects.requireNonNull(table, "table");
  }

  /** That of any layer and name; {@link TableSet#table} tells whether there is one. */
  public static TableName of(String layer, String table) {
    return new TableName(layer, table);
  }

  /** The tables that every family has; one without sessions has no table of them. */
  public static List<TableName> stations() {
    return STATIONS;
  }

  /** Bronze, silver, gold or ops. */
  public String layer() {
    return layer;
  }

  public String table() {
    return table;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TableName
        && layer.equals(((TableName) other).layer)
        && table.equals(((TableName) other).table);
  }

  @Override
  public int hashCode() {
    return Objects.hash(layer, table);
  }

  /** {@code layer.table}, as in SQL over its set. */
  @Override
  public String toString() {
    return layer + "." + table;
  }
}
