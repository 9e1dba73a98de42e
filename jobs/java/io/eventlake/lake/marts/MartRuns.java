package io.eventlake.lake.marts;

import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.table.TableName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/**
 * The rows of {@code ops.transform_runs} of one run: for each mart and source at least one, so that
 * the next run finds up to where this one read.
 */
final class MartRuns {

  private final LakeEngine engine;
  private final SourceState sources;
  private final Instant time;

  MartRuns(LakeEngine engine, SourceState sources, Instant time) {
    this.engine = engine;
    this.sources = sources;
    this.time = time;
  }

  List<RowData> rows(List<MartChange> changes) {
    List<RowData> rows = new ArrayList<>();
    for (MartChange change : changes) {
      for (TableName source : change.mart.sources) {
        if (change.days.isEmpty()) {
          rows.add(row(change, source, null, read(change.mart, source), change.added()));
        } else {
          Map<String, Long> read = readByDay(change, source);
          for (LocalDate day : change.days) {
            long ofDay = read.getOrDefault(day.toString(), 0L);
            rows.add(row(change, source, day, ofDay, change.added(day)));
          }
        }
      }
    }

    return rows;
  }

  /** Of the days on which any of the sources changed. */
  private long read(Mart mart, TableName source) {
    String days = sources.condition(mart);
    return (Long)
        engine
            .run(
                "SELECT COUNT(*) AS found FROM "
                    + source
                    + (sources.isOfAll(mart) ? "" : " WHERE " + days))
            .all()
            .get(0)
            .get("found");
  }

  private Map<String, Long> readByDay(MartChange change, TableName source) {
    Map<String, Long> read = new HashMap<>();
    engine
        .run(
            "SELECT view_dt, COUNT(*) AS found FROM "
                + source
                + " WHERE view_dt IN ("
                + MartChange.literals(change.days)
                + ") GROUP BY view_dt")
        .all()
        .forEach(row -> read.put((String) row.get("view_dt"), (Long) row.get("found")));
    return read;
  }

  private RowData row(MartChange change, TableName source, LocalDate day, long read, long written) {
    return GenericRowData.of(
        StringData.fromString(change.mart.table.table()),
        day == null ? null : (Integer) (int) day.toEpochDay(),
        StringData.fromString(source.toString()),
        sources.from(source),
        sources.to(source),
        read,
        written,
        ResultRows.timestamp(time));
  }
}
