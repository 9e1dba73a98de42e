package io.eventlake.operator.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.KeyKind;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.operator.count.CountedRecord;
import io.eventlake.testing.RecordedMetrics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecodeFunctionTest {

  private static final RowType TEXT = RowType.of(VarCharType.STRING_TYPE);
  private static final DecodeTags TAGS = new DecodeTags(TEXT, TEXT);

  private OneInputStreamOperatorTestHarness<RawRecord, EventEnvelope> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new DecodeFunction(new FirstWord(), TAGS)));
    harness.setup(new EventEnvelopeTypeInfo(TEXT).createSerializer(harness.getExecutionConfig()));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void sendsAValidEventOnAndItsRowToBronze() throws Exception {
    process("valid page_view", 5);

    assertThat(harness.extractOutputValues()).extracting(event -> event.key).containsExactly("k");
    assertThat(rows(harness.getSideOutput(TAGS.bronze))).containsExactly("valid page_view");
    assertThat(harness.getSideOutput(TAGS.deadLetters)).isNull();
    assertThat(counts())
        .containsExactly(
            "5 read null null 1", "5 bronze null page_view 1", "5 handed_over null null 1");
  }

  @Test
  void sendsADeadLetterAside() throws Exception {
    process("bad", 6);

    assertThat(harness.extractOutputValues()).isEmpty();
    assertThat(harness.getSideOutput(TAGS.bronze)).isNull();
    assertThat(rows(harness.getSideOutput(TAGS.deadLetters))).containsExactly("bad");
    assertThat(counts())
        .containsExactly(
            "6 read null null 1", "6 dead_letter BAD_ID null 1", "6 handed_over null null 1");
  }

  @Test
  void onlyCountsAnEventWithoutConsent() throws Exception {
    process("refused page_view", 7);

    assertThat(harness.extractOutputValues()).isEmpty();
    assertThat(harness.getSideOutput(TAGS.bronze)).isNull();
    assertThat(harness.getSideOutput(TAGS.deadLetters)).isNull();
    assertThat(counts())
        .containsExactly(
            "7 read null null 1", "7 no_consent null page_view 1", "7 handed_over null null 1");
  }

  @Test
  void readIsTheSumOfTheOtherOutcomes() throws Exception {
    for (String record : List.of("valid a", "bad", "refused b", "valid c", "bad")) {
      process(record, 1);
    }

    List<String> outcomes = counts().stream().map(count -> count.split(" ")[1]).toList();
    assertThat(outcomes).filteredOn("read"::equals).hasSize(5);
    assertThat(outcomes).filteredOn("bronze"::equals).hasSize(2);
    assertThat(outcomes).filteredOn("dead_letter"::equals).hasSize(2);
    assertThat(outcomes).filteredOn("no_consent"::equals).hasSize(1);
  }

  @Test
  void whatTheSourceHandedOverIsCountedWithTheFirstOfAStreamRecord() throws Exception {
    process("valid a", record -> record.handedOver = 3);
    process("valid b", record -> record.handedOver = 0);

    assertThat(counts())
        .filteredOn(count -> count.contains("handed_over") || count.contains("aggregated"))
        .containsExactly("1 handed_over null null 3", "1 aggregated null null 2");
  }

  @Test
  void numbersOfAnEdgeAreCountedAndBelievedWhereTheyAreOfAsManyRecords() throws Exception {
    process("valid a", edge(1, "2026-12-01 04:29 a\t7\t1\n2026-12-01 04:28 b\t3\t0"));
    process("valid a", edge(1, "2026-12-01 04:29 a\t8\t2"));
    process("valid a", edge(1, "of nobody"));
    process("", edge(0, "2026-12-01 04:29 a\t10\t0"));

    assertThat(counts())
        .filteredOn(count -> count.contains("edge"))
        .containsExactly(
            "1 edge null null 1 of 2026-12-01 04:29 a from 7",
            "1 edge null null 0 of 2026-12-01 04:28 b from 3",
            "1 edge null null 0 of 2026-12-01 04:29 a from 8",
            "1 edge_alone null null 1",
            "1 edge null null 0 of 2026-12-01 04:29 a from 10");
    assertThat(counts()).filteredOn(count -> count.contains("read")).hasSize(3);
  }

  private static Consumer<RawRecord> edge(int handedOver, String numbers) {
    return record -> {
      record.handedOver = handedOver;
      record.edge = numbers;
    };
  }

  /** Of a stream record of which a restored state had read the first. */
  @Test
  void theRestOfAStreamRecordIsAllBehindAnother() throws Exception {
    process(
        "valid b",
        record -> {
          record.subSequenceNumber = 1;
          record.handedOver = 2;
        });

    assertThat(counts()).contains("1 handed_over null null 2", "1 aggregated null null 2");
  }

  /** By the minutes of the first event, whenever the others came. */
  @Test
  void countsTheEventsOfARecordAndThoseBehindTheFirst() throws Exception {
    process("valid page_view;bad;refused click", 5);

    assertThat(counts())
        .containsExactly(
            "5 read null null 1",
            "5 bronze null page_view 1",
            "5 read null null 1",
            "5 further null null 1",
            "5 dead_letter BAD_ID null 1",
            "5 read null null 1",
            "5 further null null 1",
            "5 no_consent null click 1",
            "5 handed_over null null 1");
  }

  /** A decoder that says nothing of a record would leave it out of every sum but this. */
  @Test
  void aRecordWithoutAnOutcomeIsHandedOverAndNotRead() throws Exception {
    process("nothing", 8);

    assertThat(counts()).containsExactly("8 handed_over null null 1");
  }

  @Test
  void metricsCountOutcomesAndReasons() {
    RecordedMetrics recorded = new RecordedMetrics();
    DecodeMetrics metrics = new DecodeMetrics(recorded.operator());
    metrics.read.inc(9);
    metrics.bronze.inc(3);
    metrics.deadLetters.inc(4);
    metrics.noConsent.inc(2);
    for (RejectReason reason : RejectReason.values()) {
      metrics.reason(reason).inc();
    }

    assertThat(recorded.counted())
        .containsEntry("records{outcome=read}", 9L)
        .containsEntry("records{outcome=bronze}", 3L)
        .containsEntry("records{outcome=dead_letter}", 4L)
        .containsEntry("records{outcome=no_consent}", 2L)
        .containsEntry("deadLetters{reason=BAD_ID}", 1L)
        .hasSize(4 + RejectReason.values().length);
  }

  @Test
  void whatTravelsNeedsNoKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(CountedRecord.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(RawRecord.class);
  }

  private void process(String payload, long arrivalMillis) throws Exception {
    process(payload, record -> record.arrivalMillis = arrivalMillis);
  }

  private void process(String payload, Consumer<RawRecord> with) throws Exception {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    RawRecord record = new RawRecord(bytes, "shard", "1", 0, 1, true);
    with.accept(record);
    harness.processElement(new StreamRecord<>(record));
  }

  private List<String> counts() {
    List<String> counts = new ArrayList<>();
    for (StreamRecord<CountedRecord> record : harness.getSideOutput(DecodeTags.COUNTS)) {
      CountedRecord count = record.getValue();
      counts.add(
          String.join(
              " ",
              Long.toString(count.arrivalMillis),
              count.outcome,
              String.valueOf(count.reason),
              String.valueOf(count.eventType),
              count.records
                  + (count.producer == null
                      ? ""
                      : " of " + count.producer + " from " + count.firstNumber)));
    }

    return counts;
  }

  private static List<String> rows(Iterable<StreamRecord<RowData>> records) {
    List<String> rows = new ArrayList<>();
    records.forEach(record -> rows.add(record.getValue().getString(0).toString()));
    return rows;
  }

  /** Decodes each event by its first word; the second is the event type. */
  private static final class FirstWord implements EventDecoder {

    private static final long serialVersionUID = 1L;

    @Override
    public void decode(RawRecord record, DecodeOutput output) {
      for (String event : new String(record.payload, StandardCharsets.UTF_8).split(";")) {
        decode(record, event.split(" "), output);
      }
    }

    private static void decode(RawRecord record, String[] words, DecodeOutput output) {
      RowData row = GenericRowData.of(StringData.fromString(String.join(" ", words)));
      switch (words[0]) {
        case "valid":
          output.accepted(envelope(record, row), words[1], row);
          break;
        case "refused":
          output.withoutConsent(words[1], record.arrivalMillis);
          break;
        case "nothing":
          break;
        default:
          output.rejected(RejectReason.BAD_ID, record.arrivalMillis, row);
      }
    }

    private static EventEnvelope envelope(RawRecord record, RowData row) {
      EventEnvelope envelope = new EventEnvelope();
      envelope.keyKind = KeyKind.NONE;
      envelope.key = "k";
      envelope.arrivalMillis = record.arrivalMillis;
      envelope.shardId = record.shardId;
      envelope.silver = row;
      return envelope;
    }
  }
}
