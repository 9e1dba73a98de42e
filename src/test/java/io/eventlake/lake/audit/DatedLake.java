package io.eventlake.lake.audit;

import static io.eventlake.lake.audit.SmallLake.row;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.web.WebTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * A lake of some days, which grows by one commit to each table, as by checkpoints, and to which
 * happens what happens to lakes. Its tables agree in what a test does not spoil.
 */
final class DatedLake implements AutoCloseable {

  static final LocalDate FIRST = LocalDate.parse("2026-03-01");

  final LakeCatalog catalog;
  private final LakeTables tables;
  private final LakeTables audits;
  private final Map<TableName, List<Map<String, Object>>> rows = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> silver = new HashMap<>();
  private final Map<String, Map<String, Object>> bronze = new HashMap<>();
  private final Map<String, Long> sessions = new LinkedHashMap<>();
  private long sequence;

  DatedLake(Path warehouse) {
    catalog = Lakes.of(SmallLake.options(warehouse));
    tables = new LakeTables(catalog);
    audits = new LakeTables(catalog.with(Lakes.audits()));
    tables.apply();
  }

  /** Noon of a day, counted from the first, and hours. */
  static LocalDateTime noon(int day, int hours) {
    return FIRST.plusDays(day).atTime(12, 0).plusHours(hours);
  }

  Table table(TableName name) {
    return tables.load(name);
  }

  /** What audits remember; a table of a set of its own. */
  Table remembered() {
    return audits.load(AuditStore.TABLE);
  }

  /**
   * Events of a day, in sessions some of which go on after midnight; a dead letter, a duplicate.
   */
  DatedLake day(int day, Random dice) {
    return day(day, dice, 8);
  }

  /** A day of which nothing comes on another. */
  DatedLake quiet(int day) {
    return day(day, new Random(day), -10);
  }

  private DatedLake day(int day, Random dice, int from) {
    for (int s = 0; s < 2 + dice.nextInt(3); s++) {
      String session = "s" + day + "-" + s;
      int events = 1 + dice.nextInt(4);
      for (int e = 0; e < events; e++) {
        String id = session + "-" + e;
        String type = dice.nextInt(3) == 0 ? "affiliate_click" : "page_view";
        LocalDateTime ts = noon(day, from + 2 * e);
        event(id, type, session, ts, ts.plusMinutes(dice.nextInt(180)));
        if (dice.nextInt(3) == 0) {
          duplicate(id, ts.plusHours(5));
        }
      }

      session(session, day, events);
    }

    letter("BAD_ENUM", noon(day, 0));
    return this;
  }

  /** An event in bronze, silver and gold, and counted; in no session. */
  DatedLake event(String id, String type, String session, LocalDateTime ts, LocalDateTime arrival) {
    bronze(id, type, session, ts, arrival);
    return silver(id, type, session, ts, arrival);
  }

  /** The record of an event once more. */
  DatedLake duplicate(String id, LocalDateTime arrival) {
    Map<String, Object> first = bronze.get(id);
    add(TableName.BRONZE_EVENTS, record(new HashMap<>(first), arrival));
    count(arrival, "handed_over", 1).count(arrival, "read", 1).count(arrival, "bronze", 1);
    return count(arrival, "duplicate", 1);
  }

  /** A record whose event is not in silver. */
  DatedLake bronze(
      String id, String type, String session, LocalDateTime ts, LocalDateTime arrival) {
    Map<String, Object> row = row("event_id", id, "event_type", type, "ts", ts);
    row.put("clock_skewed", false);
    row.put(
        "session",
        LakeWriter.struct(TableName.BRONZE_EVENTS, "session", Map.of("session_id", session)));
    bronze.put(id, row);
    add(TableName.BRONZE_EVENTS, record(row, arrival));
    return count(arrival, "handed_over", 1).count(arrival, "read", 1).count(arrival, "bronze", 1);
  }

  /** An event in silver and gold, and counted. */
  DatedLake silver(
      String id, String type, String session, LocalDateTime ts, LocalDateTime arrival) {
    LocalDate day = ts.toLocalDate();
    Map<String, Object> event =
        row("event_id", id, "event_type", type, "session_id", session, "ts", ts, "event_dt", day);
    if (type.equals("affiliate_click")) {
      event.put("payout_cents", 10L);
      add(WebTables.CLICKS, new HashMap<>(event)).remove("event_type");
    }

    event.put("arrival_ts", arrival);
    event.put("clock_skewed", false);
    silver.put(id, event);
    add(TableName.SILVER_EVENTS, event);
    add(
        WebTables.MINUTE_ACTIVITY,
        row("minute", ts, "event_type", type, "events", 1L, "event_dt", day));
    return count(arrival, "silver", 1);
  }

  /** An event that comes again when nobody remembers it: a second row in silver and gold. */
  DatedLake twice(String id, LocalDateTime arrival) {
    Map<String, Object> first = silver.get(id);
    duplicate(id, arrival).count(arrival, "duplicate", -1).count(arrival, "beyond_bound", 1);
    silver(
        id,
        "page_view",
        (String) first.get("session_id"),
        (LocalDateTime) first.get("ts"),
        arrival);
    silver.put(id, first);
    return this;
  }

  DatedLake session(String session, int day, long events) {
    sessions.put(session, events);
    LocalDate start = FIRST.plusDays(day);
    add(TableName.SESSIONS, row("session_id", session, "event_dt", start, "events", events));
    add(WebTables.FUNNEL, row("session_id", session, "event_dt", start));
    return this;
  }

  /** The sessions of a day that has been made. */
  String anySession(int day) {
    return sessions.keySet().stream()
        .filter(name -> name.startsWith("s" + day + "-"))
        .findFirst()
        .orElseThrow();
  }

  /** An event that comes after the state of its session is gone. */
  DatedLake late(String id, String session, LocalDateTime ts, LocalDateTime arrival) {
    event(id, "page_view", session, ts, arrival);
    add(TableName.LATE_EVENTS, row("event_id", id, "arrival_ts", arrival));
    return this;
  }

  DatedLake letter(String reason, LocalDateTime arrival) {
    Map<String, Object> letter = record(row("reason", reason), arrival);
    letter.remove("hour");
    add(TableName.DEAD_LETTERS, letter);
    add(
        TableName.RECORD_COUNTS,
        row(
            "arrival_minute",
            arrival.truncatedTo(ChronoUnit.MINUTES),
            "outcome",
            "dead_letter",
            "reason",
            reason,
            "records",
            1L));
    return count(arrival, "handed_over", 1).count(arrival, "read", 1);
  }

  DatedLake count(LocalDateTime arrival, String outcome, long records) {
    add(
        TableName.RECORD_COUNTS,
        row(
            "arrival_minute",
            arrival.truncatedTo(ChronoUnit.MINUTES),
            "outcome",
            outcome,
            "records",
            records));
    return this;
  }

  /** What a late event of a session makes of its rows: they go, and others come. */
  DatedLake correct(String session, int day) {
    LocalDate start = FIRST.plusDays(day);
    long events = sessions.get(session) + 1;
    for (TableName name : List.of(TableName.SESSIONS, WebTables.FUNNEL)) {
      LakeWriter.delete(table(name), row("session_id", session, "event_dt", start));
    }

    return session(session, day, events);
  }

  /**
   * Writes the silver events of a day anew, as a rebuild does, without those that are in it twice
   * and with the row of the first record; the counts are corrected.
   */
  DatedLake rebuild(String twice, LocalDateTime gone) {
    Map<String, Object> stays = silver.get(twice);
    LocalDate day = (LocalDate) stays.get("event_dt");
    rewriteSilver(day);
    add(
        WebTables.MINUTE_ACTIVITY,
        row(
            "minute",
            stays.get("ts"),
            "event_type",
            stays.get("event_type"),
            "events",
            -1L,
            "event_dt",
            day));
    return count(gone, "silver", -1).count(gone, "beyond_bound", -1).count(gone, "duplicate", 1);
  }

  /** Marks the letters of a day as replayed, which wants them in bronze. */
  DatedLake replay(String id, int day) {
    LocalDate arrived = FIRST.plusDays(day);
    Map<String, Object> letter =
        row("reason", "BAD_ENUM", "arrival_ts", noon(day, 0), "ingest_dt", arrived);
    letter.put("shard_id", "shard-0");
    letter.put("sequence_number", "replayed-" + id);
    letter.put("sub_sequence_number", 0);
    letter.put("replayed_ts", noon(day + 9, 0));
    replace(TableName.DEAD_LETTERS, arrived, List.of(letter));
    add(
        TableName.RECORD_COUNTS,
        row(
            "arrival_minute",
            noon(day, 0),
            "outcome",
            "dead_letter",
            "reason",
            "BAD_ENUM",
            "records",
            -1L));
    event(id, "page_view", "replayed", noon(day, 0), noon(day, 0));
    List<Map<String, Object>> added = rows.get(TableName.BRONZE_EVENTS);
    added.get(added.size() - 1).put("sequence_number", "replayed-" + id);
    count(noon(day, 0), "handed_over", -1).count(noon(day, 0), "read", -1);
    return session("replayed", day, 1);
  }

  /** Rows that were added since the last commit, one commit for each table, the ledger last. */
  DatedLake commit() {
    return commit(Map.of());
  }

  DatedLake commit(Map<String, String> summary) {
    List<Map<String, Object>> ledger = rows.remove(TableName.RECORD_COUNTS);
    rows.forEach((name, added) -> LakeWriter.append(table(name), added, summary));
    if (ledger != null) {
      LakeWriter.append(table(TableName.RECORD_COUNTS), ledger, summary);
    }

    rows.clear();
    return this;
  }

  /** The state of each table, to go back to. */
  Map<TableName, Long> state() {
    Map<TableName, Long> state = new HashMap<>();
    for (TableName name : tables.names()) {
      if (table(name).currentSnapshot() != null) {
        state.put(name, table(name).currentSnapshot().snapshotId());
      }
    }

    return state;
  }

  /** As a rewind does. */
  void rewind(Map<TableName, Long> state) {
    state.forEach(
        (name, snapshot) -> table(name).manageSnapshots().setCurrentSnapshot(snapshot).commit());
  }

  /** Other files with the same rows. */
  void rewriteSilver(LocalDate day) {
    replace(
        TableName.SILVER_EVENTS,
        day,
        silver.values().stream()
            .filter(row -> row.get("event_dt").equals(day))
            .collect(Collectors.toList()));
  }

  /** Takes the files of a day away. */
  void remove(TableName name, LocalDate day) {
    table(name)
        .newDelete()
        .deleteFromRowFilter(Expressions.equal("event_dt", (int) day.toEpochDay()))
        .commit();
  }

  @Override
  public void close() {
    audits.close();
    tables.close();
  }

  private void replace(TableName name, LocalDate day, List<Map<String, Object>> with) {
    Table table = table(name);
    String column = name.equals(TableName.DEAD_LETTERS) ? "ingest_dt" : "event_dt";
    LakeWriter.append(table, with);
    table.refresh();
    List<DataFile> added = new ArrayList<>();
    table.currentSnapshot().addedDataFiles(table.io()).forEach(added::add);
    List<DataFile> old = new ArrayList<>();
    try (CloseableIterable<FileScanTask> files =
        table.newScan().filter(Expressions.equal(column, (int) day.toEpochDay())).planFiles()) {
      files.forEach(file -> old.add(file.file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    List<String> fresh = added.stream().map(DataFile::location).collect(Collectors.toList());
    OverwriteFiles overwrite = table.newOverwrite();
    old.stream().filter(file -> !fresh.contains(file.location())).forEach(overwrite::deleteFile);
    overwrite.commit();
  }

  private Map<String, Object> record(Map<String, Object> row, LocalDateTime arrival) {
    row.put("arrival_ts", arrival);
    row.put("ingest_dt", arrival.toLocalDate());
    row.put("hour", String.format(Locale.ROOT, "%02d", arrival.getHour()));
    row.put("shard_id", "shard-0");
    row.put("sequence_number", String.valueOf(++sequence));
    row.put("sub_sequence_number", 0);
    return row;
  }

  private Map<String, Object> add(TableName table, Map<String, Object> row) {
    rows.computeIfAbsent(table, name -> new ArrayList<>()).add(row);
    return row;
  }
}
