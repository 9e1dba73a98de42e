package io.eventlake.family.caliper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventlake.bench.jmh.MicroBenchmark;
import io.eventlake.bench.sample.CaliperRecords;
import io.eventlake.bench.sample.DecodedSample;
import io.eventlake.bench.sample.Ring;
import io.eventlake.bench.sample.SampleRecords;
import io.eventlake.config.DecodeOptions;
import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.operator.decode.EventDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** Learning events from bytes to rows, beside web's; an operation is one event. */
public class LearningDecodeBenchmark extends MicroBenchmark {

  private static final int RECORDS = 2000;
  private static final int EVENTS = 20;
  private static final long ARRIVAL = Instant.parse("2026-09-14T09:00:00Z").toEpochMilli();
  private static final String KEY = "no secret, for a benchmark alone";

  private final EventDecoder web = DecodedSample.WEB.decoder();
  private final EventDecoder pseudonyms = decoder(KEY);
  private final EventDecoder kept = decoder(null);

  private Ring<RawRecord> webEvents;
  private Ring<RawRecord> single;
  private Ring<RawRecord> batches;
  private Consumed output;

  private static EventDecoder decoder(String key) {
    return new CaliperDecoder(
        CaliperRules.of(
            DecodeOptions.MAX_RECORD_BYTES.defaultValue(),
            "bench",
            key == null ? null : () -> key.getBytes(UTF_8)));
  }

  /** Makes the records. */
  @Setup(Level.Trial)
  public void generate(Blackhole blackhole) {
    output = new Consumed(blackhole);
    webEvents = new Ring<>(SampleRecords.mixed(RECORDS));
    single = new Ring<>(records(RECORDS, 1));
    batches = new Ring<>(records(RECORDS / EVENTS, EVENTS));
  }

  private static List<RawRecord> records(int count, int events) {
    List<RawRecord> records = new ArrayList<>();
    for (byte[] envelope : CaliperRecords.envelopes(count, events)) {
      records.add(
          new RawRecord(envelope, "shard-1", String.valueOf(records.size()), 0, ARRIVAL, true));
    }

    return records;
  }

  /** The measure: web's records in their usual shares. */
  @Benchmark
  public void web() {
    web.decode(webEvents.next(), output);
  }

  /** An envelope of one event, persons as pseudonyms. */
  @Benchmark
  public void envelopeOfOne() {
    pseudonyms.decode(single.next(), output);
  }

  /** An envelope of twenty events, persons as pseudonyms. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void envelopeOfTwenty() {
    pseudonyms.decode(batches.next(), output);
  }

  /** An envelope of one event, persons as they are sent. */
  @Benchmark
  public void envelopeOfOneKept() {
    kept.decode(single.next(), output);
  }

  /** An envelope of twenty events, persons as they are sent. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void envelopeOfTwentyKept() {
    kept.decode(batches.next(), output);
  }

  /** Takes all and keeps nothing. */
  private static final class Consumed implements DecodeOutput {

    private final Blackhole blackhole;

    Consumed(Blackhole blackhole) {
      this.blackhole = blackhole;
    }

    @Override
    public void accepted(EventEnvelope event, String eventType, RowData bronze) {
      blackhole.consume(event);
      blackhole.consume(bronze);
    }

    @Override
    public void withoutConsent(String eventType, long arrivalMillis) {
      blackhole.consume(eventType);
    }

    @Override
    public void rejected(RejectReason reason, long arrivalMillis, RowData deadLetter) {
      blackhole.consume(deadLetter);
    }
  }
}
