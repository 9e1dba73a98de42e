package io.eventlake.lake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.web.WebTables;
import io.eventlake.job.Lakes;
import io.eventlake.lake.check.LakeChecks;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ids and texts of producers that look like those of the lake are not taken for them. */
class LookalikesITCase {

  private static final String SENT = "u-" + new UUID(1, 2);
  private static final String DERIVED = "u-" + new UUID(3, 4);
  private static final String OLD_SENT = "s-old";
  private static final String OLD_DERIVED = "u-" + new UUID(5, 6);
  private static final LocalDateTime START = LocalDateTime.parse("2026-01-31T12:00:00");
  private static final LocalDate DAY = START.toLocalDate();

  private final Map<TableName, List<Map<String, Object>>> rows = new HashMap<>();
  private LakeOptions options;

  @TempDir private Path warehouse;

  @BeforeEach
  void write() {
    visit(SENT, SENT, "u1", false);
    visit(DERIVED, null, "u2", true);
    visit(OLD_SENT, OLD_SENT, "u3", null);
    visit(OLD_DERIVED, null, "u4", null);
    funnel("(none)", List.of("(unknown)"), true);
    funnel(null, List.of(), true);
    funnel("(unknown)", null, false);
    funnel("(none)", List.of("(none)"), true);
    options = JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()));
    try (LakeTables tables = new LakeTables(Lakes.of(options))) {
      tables.apply();
      rows.forEach((table, lines) -> LakeWriter.append(tables.load(table), lines));
    }
  }

  @Test
  void theyAreToldApart() {
    assertThat(rows("SELECT session_id FROM gold.v_first_clicks"))
        .as("every session has its click")
        .containsExactlyInAnyOrder(
            List.of(SENT), List.of(DERIVED), List.of(OLD_SENT), List.of(OLD_DERIVED));
    assertThat(rows("SELECT ab_variant, sessions FROM gold.v_daily_funnel"))
        .containsExactlyInAnyOrder(
            List.of("(none)", 2L), Arrays.asList(null, 1L), List.of("(unknown)", 1L));
    assertThat(
            rows(
                "SELECT segment_key, segments_resolved, SUM(sessions) FROM gold.v_daily_segments"
                    + " GROUP BY segment_key, segments_resolved"))
        .containsExactlyInAnyOrder(
            List.of("(unknown)", true, 1L),
            Arrays.asList(null, true, 1L),
            Arrays.asList(null, false, 1L),
            List.of("(none)", true, 1L));
  }

  /** Its events are gone: that it looks like a user's session is no excuse. */
  @Test
  void aSessionThatWasSentMustHaveItsEvents() {
    try (LakeTables tables = new LakeTables(Lakes.of(options))) {
      LakeWriter.append(
          tables.load(TableName.SESSIONS), List.of(session("u-" + new UUID(7, 8), "u9", false)));
    }

    LakeChecks checks =
        LakeChecks.run(Lakes.of(options), List.of(TableName.SESSIONS), Clock.systemUTC());

    assertThat(checks.results())
        .filteredOn(result -> result.name().equals("from-events"))
        .singleElement()
        .satisfies(result -> assertThat(result.offending()).isEqualTo(1));
  }

  private void visit(String session, String sent, String user, Boolean derived) {
    add(TableName.SESSIONS, session(session, user, derived));
    Map<String, Object> click = new HashMap<>();
    click.put("event_id", UUID.nameUUIDFromBytes(user.getBytes()).toString());
    click.put("event_type", "affiliate_click");
    click.put("session_id", sent);
    click.put("user_id_hash", user);
    click.put("ts", START.plusSeconds(30));
    click.put("arrival_ts", START.plusSeconds(30));
    click.put("clock_skewed", false);
    click.put("in_session", true);
    click.put("event_dt", DAY);
    add(TableName.SILVER_EVENTS, click);
  }

  private static Map<String, Object> session(String id, String user, Boolean derived) {
    Map<String, Object> session = new HashMap<>();
    session.put("session_id", id);
    session.put("user_id_hash", user);
    session.put("session_start_ts", START);
    session.put("session_end_ts", START.plusSeconds(60));
    session.put("affiliate_clicks", 1);
    session.put("event_dt", DAY);
    session.put("id_derived", derived);
    return session;
  }

  private void funnel(String variant, List<String> segments, boolean resolved) {
    Map<String, Object> row = new HashMap<>();
    row.put("session_id", UUID.randomUUID().toString());
    row.put("payout_cents", 0L);
    row.put("ab_variant", variant);
    row.put("segments", segments);
    row.put("segments_resolved", resolved);
    row.put("event_dt", DAY);
    add(WebTables.FUNNEL, row);
  }

  private void add(TableName table, Map<String, Object> row) {
    rows.computeIfAbsent(table, name -> new ArrayList<>()).add(row);
  }

  private List<List<Object>> rows(String query) {
    List<List<Object>> lines = new ArrayList<>();
    try (LakeEngine engine = LakeEngine.over(Lakes.of(options));
        QueryResult result = engine.run(query)) {
      for (List<Object> row = result.next(); row != null; row = result.next()) {
        lines.add(row);
      }
    }

    return lines;
  }
}
