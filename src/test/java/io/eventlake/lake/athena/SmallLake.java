package io.eventlake.lake.athena;

import java.sql.SQLException;

/** A few tables with a few rows. */
final class SmallLake {

  private SmallLake() {}

  static MemoryRelations open() throws SQLException {
    return MemoryRelations.open()
        .table(
            "silver",
            "events",
            "event_id",
            "varchar",
            "event_type",
            "varchar",
            "ts",
            "timestamp(6)",
            "event_dt",
            "date",
            "payout_cents",
            "bigint",
            "tags",
            "array(varchar)",
            "attrs",
            "map(varchar, bigint)",
            "items",
            "array(row(sku varchar, n bigint))",
            "user",
            "row(id varchar, consent row(analytics boolean))",
            "minute",
            "timestamp(6)")
        .rows(
            "silver.events",
            "('e1', 'view', TIMESTAMP '2026-11-20 08:00:00', DATE '2026-11-20', NULL, ['a', 'b'],"
                + " MAP {'k': 1}, [{'sku': 's', 'n': 2}],"
                + " {'id': 'u', 'consent': {'analytics': true}}, NULL)",
            "('e2', 'click', TIMESTAMP '2026-11-20 09:00:00', DATE '2026-11-20', 5, [], MAP {},"
                + " NULL, NULL, NULL)",
            "('e3', 'click', TIMESTAMP '2026-11-21 09:00:00', DATE '2026-11-21', 7, NULL, NULL,"
                + " [], NULL, NULL)")
        .table("bronze", "events", "event_id", "varchar", "ts", "timestamp(6)")
        .table("gold", "fact", "session_id", "varchar", "event_dt", "date", "n", "integer")
        .rows(
            "gold.fact",
            "('s1', DATE '2026-11-20', 1)",
            "('s2', NULL, 2)",
            "(NULL, DATE '2026-11-21', NULL)")
        .view("gold", "v_fact", "session_id", "varchar");
  }
}
