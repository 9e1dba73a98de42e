package io.eventlake.lake.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RawRecord;
import io.eventlake.family.StoredLetters;
import io.eventlake.family.contract.SiteLike;
import io.eventlake.job.Lakes;
import io.eventlake.lake.LakeCut;
import io.eventlake.operator.count.CountedRecord;
import io.eventlake.operator.decode.DecodeFunction;
import io.eventlake.operator.decode.DecodeTags;
import io.eventlake.operator.decode.EventEnvelopeTypeInfo;
import io.eventlake.operator.rebuild.RebuildScope;
import io.eventlake.operator.rebuild.ReplayFunction;
import io.eventlake.table.TableName;
import io.eventlake.testing.DdlRowType;
import io.eventlake.testing.LakeWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of several events: decoded, counted, rejected one by one, replayed, and in balance. */
class SeveralEventsITCase {

  private static final LocalDate DAY = LocalDate.parse("2026-03-01");
  private static final LocalDateTime ARRIVAL = DAY.atTime(10, 0);
  private static final long ARRIVAL_MILLIS = 1_772_359_200_000L;
  private static final RowType LETTERS = DdlRowType.of("bronze/dead_letters");
  private static final DecodeTags TAGS = new DecodeTags(SiteLike.BRONZE, LETTERS);

  @TempDir private Path directory;

  private final List<RowData> bronze = new ArrayList<>();
  private final List<CountedRecord> counts = new ArrayList<>();
  private List<RowData> letters = new ArrayList<>();

  @Test
  void theBalanceHoldsAndAReplayRepeatsNoNeighbour() throws Exception {
    decode(
        "[" + page(1, "u-1") + "," + page(2, "x") + "]",
        "{'events':["
            + page(3, "y")
            + ","
            + page(4, "u-1").replace("page_view", "view")
            + ","
            + page(5, "u-2")
            + ","
            + page(6, "z")
            + "],'sdk':'1'}",
        "[" + page(7, "u-1") + ",",
        page(8, "u-3"));

    assertThat(places(bronze, SiteLike.BRONZE)).containsExactly("1 0/2", "2 2/4", "4 0/1");
    assertThat(places(letters, LETTERS))
        .containsExactly("1 1/2", "2 0/4", "2 1/4", "2 3/4", "3 null/null");
    assertThat(sums())
        .containsOnly(
            Map.entry("read", 8L),
            Map.entry("further", 4L),
            Map.entry("handed_over", 4L),
            Map.entry("bronze", 3L),
            Map.entry("dead_letter", 5L));
    assertBalance("before", "0a PASS: records handed over by the source = records read (4, 4)");

    replay();

    assertThat(places(bronze, SiteLike.BRONZE))
        .containsExactly("1 0/2", "2 2/4", "4 0/1", "1 1/2", "2 0/4", "2 3/4");
    assertThat(letters.stream().filter(SeveralEventsITCase::isReplayed)).hasSize(3);
    assertThat(sums()).containsEntry("bronze", 6L).containsEntry("dead_letter", 2L);
    assertBalance("after", "1b PASS: records counted as accepted = bronze.events (6, 6)");
  }

  /** As of a decoder that knew the batch for an event that lacks what it needs. */
  @Test
  void aLetterThatIsSeveralEventsNowComesBackWholeOrNotAtAll() throws Exception {
    decode("{'sdk':'1'}", "{'sdk':'1'}");
    letters =
        List.of(
            with(letters.get(0), page(1, "a") + "," + page(2, "b")),
            with(letters.get(1), page(3, "a") + "," + page(4, "b").replace("page_view", "view")));

    replay();

    assertThat(places(bronze, SiteLike.BRONZE)).containsExactly("1 0/2", "1 1/2");
    assertThat(letters.stream().map(SeveralEventsITCase::isReplayed)).containsExactly(true, false);
    assertBalance("after", "0a PASS: records handed over by the source = records read (2, 2)");
  }

  private static RowData with(RowData letter, String events) {
    GenericRowData row = (GenericRowData) letter;
    byte[] payload = ("{'events':[" + events + "]}").replace('\'', '"').getBytes(UTF_8);
    row.setField(LETTERS.getFieldIndex("payload"), payload);
    return row;
  }

  private static String page(int id, String user) {
    return "{'id':'"
        + id
        + "','source':'/a','type':'page_view','time':'2026-03-01T09:59:59Z','data':{'page_url':'/',"
        + "'session_id':'s','user':'"
        + user
        + "'}}";
  }

  private void decode(String... records) throws Exception {
    try (OneInputStreamOperatorTestHarness<RawRecord, EventEnvelope> harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new DecodeFunction(SiteLike.family("u-\\d").decoder(), TAGS)))) {
      harness.setup(
          new EventEnvelopeTypeInfo(SiteLike.SILVER)
              .createSerializer(harness.getExecutionConfig()));
      harness.open();
      for (int i = 0; i < records.length; i++) {
        byte[] payload = records[i].replace('\'', '"').getBytes(UTF_8);
        String number = Integer.toString(i + 1);
        harness.processElement(new RawRecord(payload, "shard", number, 0, ARRIVAL_MILLIS, true), 0);
      }

      take(harness);
      harness.getSideOutput(TAGS.deadLetters).forEach(row -> letters.add(row.getValue()));
    }
  }

  /** By a decoder that takes any user. */
  private void replay() throws Exception {
    try (OneInputStreamOperatorTestHarness<RowData, RowData> harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(
                new ReplayFunction(
                    SiteLike.family(".+").decoder(),
                    new StoredLetters(LETTERS),
                    new RebuildScope(DAY, DAY),
                    ARRIVAL_MILLIS,
                    TAGS)))) {
      harness.setup(new RowDataSerializer(LETTERS));
      harness.open();
      for (RowData letter : letters) {
        harness.processElement(chosen((GenericRowData) letter), 0);
      }

      take(harness);
      letters = harness.extractOutputValues();
    }
  }

  private static RowData chosen(GenericRowData letter) {
    GenericRowData row = new GenericRowData(letter.getArity() + 1);
    for (int i = 0; i < letter.getArity(); i++) {
      row.setField(i, letter.getField(i));
    }

    boolean whole = letter.getField(LETTERS.getFieldIndex("payload")) != null;
    row.setField(letter.getArity(), whole && !letter.getBoolean(LETTERS.getFieldIndex("masked")));
    return row;
  }

  private void take(OneInputStreamOperatorTestHarness<?, ?> harness) {
    if (harness.getSideOutput(TAGS.bronze) != null) {
      harness.getSideOutput(TAGS.bronze).forEach(row -> bronze.add(row.getValue()));
    }

    harness.getSideOutput(DecodeTags.COUNTS).forEach(count -> counts.add(copy(count)));
  }

  private static CountedRecord copy(StreamRecord<CountedRecord> count) {
    CountedRecord one = count.getValue();
    return new CountedRecord(
        one.arrivalMillis, one.outcome, one.reason, one.eventType, one.records);
  }

  private Map<String, Long> sums() {
    return counts.stream()
        .collect(
            Collectors.groupingBy(
                count -> count.outcome, Collectors.summingLong(count -> count.records)));
  }

  private static List<String> places(List<RowData> rows, RowType type) {
    return rows.stream()
        .map(
            row ->
                text(row, type, "sequence_number")
                    + " "
                    + number(row, type, "event_index")
                    + "/"
                    + number(row, type, "event_count"))
        .toList();
  }

  private static boolean isReplayed(RowData letter) {
    return !letter.isNullAt(LETTERS.getFieldIndex("replayed_ts"));
  }

  private static String text(RowData row, RowType type, String column) {
    return row.getString(type.getFieldIndex(column)).toString();
  }

  private static Integer number(RowData row, RowType type, String column) {
    int position = type.getFieldIndex(column);
    return row.isNullAt(position) ? null : (Integer) row.getInt(position);
  }

  private void assertBalance(String lake, String line) {
    LakeCatalog catalog = Lakes.of(SmallLake.options(directory.resolve(lake)));
    try (LakeTables tables = new LakeTables(catalog)) {
      tables.apply();
      LakeWriter.append(
          tables.load(TableName.BRONZE_EVENTS), bronze.stream().map(this::bronze).toList());
      LakeWriter.append(
          tables.load(TableName.DEAD_LETTERS), letters.stream().map(this::letter).toList());
      LakeWriter.append(
          tables.load(TableName.RECORD_COUNTS), counts.stream().map(this::count).toList());
      List<AuditLine> lines =
          LakeAudit.run(
                  catalog,
                  Duration.ofMinutes(30),
                  LakeCut.of(tables),
                  List.of("audit/common/0-source.sql", "audit/common/1-records.sql"))
              .lines();
      assertThat(lines).hasSize(10).allMatch(AuditLine::passed);
      assertThat(lines).extracting(AuditLine::toString).contains(line);
    }
  }

  private Map<String, Object> bronze(RowData row) {
    Map<String, Object> columns = place(row, SiteLike.BRONZE);
    columns.put("event_id", text(row, SiteLike.BRONZE, "event_id"));
    columns.put("event_type", text(row, SiteLike.BRONZE, "event_type"));
    columns.put("hour", "10");
    return columns;
  }

  private Map<String, Object> letter(RowData row) {
    Map<String, Object> columns = place(row, LETTERS);
    columns.put("reason", text(row, LETTERS, "reason"));
    columns.put("replayed_ts", isReplayed(row) ? ARRIVAL : null);
    return columns;
  }

  private Map<String, Object> count(CountedRecord count) {
    return SmallLake.row(
        "arrival_minute",
        ARRIVAL,
        "family",
        "site",
        "outcome",
        count.outcome,
        "reason",
        count.reason,
        "records",
        count.records);
  }

  private static Map<String, Object> place(RowData row, RowType type) {
    return SmallLake.row(
        "shard_id",
        text(row, type, "shard_id"),
        "sequence_number",
        text(row, type, "sequence_number"),
        "sub_sequence_number",
        number(row, type, "sub_sequence_number"),
        "event_index",
        number(row, type, "event_index"),
        "event_count",
        number(row, type, "event_count"),
        "ingest_dt",
        DAY);
  }
}
