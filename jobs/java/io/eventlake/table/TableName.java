package io.eventlake.table;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A table of the lake by layer and name, without the configurable prefix of its database. */
public final class TableName {

  public static final TableName BRONZE_EVENTS = new TableName("bronze", "events");
  public static final TableName DEAD_LETTERS = new TableName("bronze", "dead_letters");
  public static final TableName SILVER_EVENTS = new TableName("silver", "events");
  public static final TableName SESSIONS = new TableName("silver", "sessions");
  public static final TableName USER_SEGMENTS = new TableName("silver", "user_segments");
  public static final TableName FUNNEL = new TableName("gold", "fact_funnel");
  public static final TableName CLICKS = new TableName("gold", "fact_affiliate_clicks");
  public static final TableName MINUTE_ACTIVITY = new TableName("gold", "minute_activity");
  public static final TableName RECORD_COUNTS = new TableName("ops", "record_counts");
  public static final TableName LATE_EVENTS = new TableName("ops", "late_events");

  private static final List<TableName> ALL =
      List.copyOf(
          Arrays.asList(
              BRONZE_EVENTS,
              DEAD_LETTERS,
              SILVER_EVENTS,
              SESSIONS,
              USER_SEGMENTS,
              FUNNEL,
              CLICKS,
              MINUTE_ACTIVITY,
              RECORD_COUNTS,
              LATE_EVENTS));

  private final String database;
  private final String table;

  private TableName(String database, String table) {
    this.database = database;
    this.table = table;
  }

  /**
   * The table of that layer and name.
   *
   * @throws IllegalArgumentException when the lake has none
   */
  public static TableName of(String database, String table) {
    for (TableName name : ALL) {
      if (name.database.equals(database) && name.table.equals(table)) {
        return name;
      }
    }

    throw new IllegalArgumentException(database + "." + table + " is not one of " + ALL);
  }

  /** All tables of the lake, bronze first. */
  public static List<TableName> all() {
    return ALL;
  }

  /** The table's layer: bronze, silver, gold or ops. */
  public String database() {
    return database;
  }

  public String table() {
    return table;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TableName
        && database.equals(((TableName) other).database)
        && table.equals(((TableName) other).table);
  }

  @Override
  public int hashCode() {
    return Objects.hash(database, table);
  }

  /** {@code database.table}, as in SQL. */
  @Override
  public String toString() {
    return database + "." + table;
  }
}
