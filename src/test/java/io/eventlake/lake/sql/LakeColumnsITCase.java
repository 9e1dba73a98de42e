package io.eventlake.lake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import io.eventlake.table.TableName;
import io.eventlake.testing.TestOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.types.TypeUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lake's own columns have their names, whatever else these words mean to the engine. */
class LakeColumnsITCase {

  @TempDir private static Path warehouse;
  private static LakeSql sql;
  private static LakeEngine engine;

  @BeforeAll
  static void open() {
    LakeOptions options =
        TestOptions.files("/nowhere").with("lake.warehouse", warehouse.toString()).all().lake;
    try (LakeTables tables = new LakeTables(Lakes.of(options))) {
      tables.apply();
    }

    sql = LakeSql.over(Lakes.of(options));
    engine = LakeEngine.over(Lakes.of(options));
  }

  @AfterAll
  static void close() {
    sql.close();
    engine.close();
  }

  @Test
  void everyColumnIsReadByItsName() {
    List<String> wrong = new ArrayList<>();
    for (TableName table : Lakes.tables().readable()) {
      for (String name : columns(table)) {
        String statement = "SELECT %s, t.%s FROM %s AS t".formatted(name, name, table);
        String error = unread(statement);
        if (!error.isEmpty()) {
          wrong.add(statement + ": " + error);
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void typesAreAthenas() {
    String statement =
        "SELECT date_parse('2026', '%Y'), ROW(1, 'a'), INTERVAL '1' DAY, INTERVAL '1' MONTH,"
            + " TIMESTAMP '2026-01-01 00:00:00', CAST(ts AS timestamp), ts, CAST(ts AS timestamp(0)),"
            + " ARRAY[ts], LOCALTIME, NULL, payout_cents FROM silver.events";
    try (QueryResult result = engine.run(statement)) {
      assertThat(result.types())
          .containsExactly(
              "timestamp(3)",
              "row(integer, varchar)",
              "interval day to second",
              "interval year to month",
              "timestamp(0)",
              "timestamp(3)",
              "timestamp(6)",
              "timestamp(0)",
              "array(timestamp(6))",
              "time(6)",
              "unknown",
              "bigint");
    }
  }

  /** Also those in others. */
  private static List<String> columns(TableName table) {
    return TypeUtil.indexByName(Lakes.tables().definition(table).schema().asStruct())
        .keySet()
        .stream()
        .filter(name -> !name.endsWith(".element"))
        .toList();
  }

  private static String unread(String statement) {
    try {
      sql.columns(statement);
      engine.run(statement).close();
      return "";
    } catch (SqlException e) {
      return e.getMessage();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT hour FROM bronze.events",
        "SELECT Hour, COUNT(*) AS minute FROM bronze.events GROUP BY hour ORDER BY hour",
        "SELECT user.user_id_hash FROM bronze.events WHERE user.geo_country = 'DE'",
        "SELECT minute, SUM(events) AS events FROM gold.minute_activity GROUP BY minute",
        "SELECT e.hour FROM bronze.events AS e WHERE e.hour IN ('10') AND (hour) > '09'",
        "SELECT minute FROM gold.minute_activity WHERE minute > LOCALTIMESTAMP - INTERVAL '1' hour",
        "SELECT ts + INTERVAL '01:30' HOUR TO MINUTE + INTERVAL '90' MINUTE FROM silver.events",
        "SELECT EXTRACT(hour FROM ts), EXTRACT( MINUTE FROM ts ) FROM silver.events",
        "SELECT HOUR(ts), minute (ts), FLOOR(ts TO HOUR) FROM silver.events",
        "SELECT TIMESTAMPADD(HOUR, 1, ts), TIMESTAMPDIFF(minute, ts, minute)"
            + " FROM silver.events, gold.minute_activity",
        "SELECT date_trunc('hour', minute), date_diff('minute', minute, minute)"
            + " FROM gold.minute_activity",
        "SELECT hour, minute FROM (VALUES (1, 2)) AS t (hour, minute)",
        "SELECT CAST(NULL AS INTERVAL HOUR) FROM bronze.events -- the hour (UTC)"
      })
  void namesAndUnitsAreToldApart(String statement) {
    assertThat(sql.columns(statement)).isNotEmpty();
  }
}
