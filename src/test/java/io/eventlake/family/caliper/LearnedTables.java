package io.eventlake.family.caliper;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.event.Session;
import io.eventlake.event.SessionWithSegments;
import io.eventlake.family.TableStep;
import io.eventlake.operator.count.Additive;
import io.eventlake.operator.count.Grain;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.operator.session.SessionBounds;
import io.eventlake.operator.session.SessionFacts;
import io.eventlake.operator.session.SessionizeOperator;
import io.eventlake.table.TableName;
import io.eventlake.table.rows.SilverColumns;
import io.eventlake.testing.RowMaps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/**
 * The tables that the steps of the job make of records, without a cluster and without files: each
 * step is the job's own, and the rows are those that sinks would be given.
 */
final class LearnedTables {

  private static final Duration DAY = Duration.ofDays(1);
  private static final SessionBounds BOUNDS =
      new SessionBounds(Duration.ofMinutes(30), DAY, DAY, 10_000);

  private final CaliperFamily family;
  private final RowType silverType = CaliperTables.rowType(TableName.SILVER_EVENTS);
  private final Map<TableName, List<RowData>> rows = new LinkedHashMap<>();

  private LearnedTables(CaliperRules rules) {
    family = new CaliperFamily(rules);
  }

  /** Of records in their order, each of which arrived at the moment given. */
  static LearnedTables of(CaliperRules rules, List<RawRecord> records) throws Exception {
    LearnedTables tables = new LearnedTables(rules);
    tables.run(records, Long.MAX_VALUE, List.of());
    return tables;
  }

  /**
   * The same of records, some of which come when the time of others is over.
   *
   * @param watermarkMillis up to where the event time of the first ones is over
   */
  static LearnedTables late(
      CaliperRules rules, List<RawRecord> records, long watermarkMillis, List<RawRecord> late)
      throws Exception {
    LearnedTables tables = new LearnedTables(rules);
    tables.run(records, watermarkMillis, late);
    return tables;
  }

  /** The rows of a table, for example {@code gold.facts}; a change of sessions is applied. */
  List<Map<String, Object>> rows(String table) {
    String[] name = table.split("\\.");
    TableName tableName = TableName.of(name[0], name[1]);
    RowType type = CaliperTables.rowType(tableName);
    return rows.getOrDefault(tableName, List.of()).stream()
        .map(row -> RowMaps.of(row, type))
        .toList();
  }

  private void run(List<RawRecord> records, long watermarkMillis, List<RawRecord> late)
      throws Exception {
    SessionFacts facts = new SessionFacts(new SilverColumns(silverType), family.sessionTally());
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new SessionizeOperator(BOUNDS, facts), event -> event.key, Types.STRING)) {
      harness.open();
      EventDecoder decoder = family.decoder();
      Taken taken = new Taken();
      for (List<RawRecord> some : List.of(records, late)) {
        for (RawRecord record : some) {
          decoder.decode(record, taken);
          for (EventEnvelope event : taken.events) {
            harness.processElement(event, event.eventTimeMillis);
          }
          taken.events.clear();
        }

        harness.processWatermark(some == late ? Long.MAX_VALUE : watermarkMillis);
      }

      sessions(harness.getSideOutput(SessionizeOperator.SESSIONS));
      figures(harness.extractOutputValues());
    }
  }

  private void sessions(Queue<StreamRecord<Session>> changes) {
    for (StreamRecord<Session> change : changes) {
      RowKind kind = change.getValue().rowKind;
      boolean adds = kind == RowKind.INSERT || kind == RowKind.UPDATE_AFTER;
      family
          .sessionRows()
          .get(0)
          .rows()
          .rows(
              new SessionWithSegments(change.getValue(), null), adds ? this::add : this::takeBack);
    }
  }

  /** By its key: of two of one session the lake would keep none. */
  private void takeBack(RowData row) {
    boolean was =
        rows.get(TableName.SESSIONS).removeIf(each -> each.getString(0).equals(row.getString(0)));
    assertThat(was).as("a row that is taken back was there").isTrue();
  }

  private void figures(List<RowData> silver) throws Exception {
    rows.put(TableName.SILVER_EVENTS, silver);
    for (TableStep<FlatMapFunction<RowData, RowData>> step : family.eventRows()) {
      List<RowData> made = rows.computeIfAbsent(step.table(), any -> new ArrayList<>());
      for (RowData row : silver) {
        step.rows().flatMap(row, new ListCollector<>(made));
      }
    }
    for (TableStep<Additive<RowData>> step : family.additiveRows()) {
      rows.put(step.table(), sums(step.rows(), silver));
    }
  }

  private static List<RowData> sums(Additive<RowData> step, List<RowData> silver) {
    Map<List<Object>, long[]> sums = new LinkedHashMap<>();
    Map<List<Object>, Grain> grains = new LinkedHashMap<>();
    for (RowData row : silver) {
      Grain grain = new Grain();
      step.grain(row, grain);
      List<Object> key = new ArrayList<>();
      key.add(grain.minuteMillis());
      key.add(grain.first());
      key.add(grain.second());
      key.add(grain.third());
      grains.put(key, grain);
      if (!step.add(row, sums.computeIfAbsent(key, any -> new long[step.sums()]))) {
        throw new AssertionError("A sum does not fit: " + key);
      }
    }

    List<RowData> made = new ArrayList<>();
    sums.forEach((key, sum) -> made.add(step.row(grains.get(key), sum)));
    return made;
  }

  private void add(RowData row) {
    rows.computeIfAbsent(TableName.SESSIONS, any -> new ArrayList<>()).add(row);
  }

  /** What the decoder hands over. */
  private final class Taken implements DecodeOutput {

    private final List<EventEnvelope> events = new ArrayList<>();

    @Override
    public void accepted(EventEnvelope event, String eventType, RowData bronze) {
      events.add(event);
      keep(TableName.BRONZE_EVENTS, bronze);
    }

    @Override
    public void kept(String eventType, long arrivalMillis, RowData bronze) {
      keep(TableName.BRONZE_EVENTS, bronze);
    }

    @Override
    public void withoutConsent(String eventType, long arrivalMillis) {
      throw new AssertionError("Nobody opted out");
    }

    @Override
    public void rejected(RejectReason reason, long arrivalMillis, RowData letter) {
      keep(TableName.DEAD_LETTERS, letter);
    }

    private void keep(TableName table, RowData row) {
      rows.computeIfAbsent(table, any -> new ArrayList<>()).add(row);
    }
  }
}
