package io.eventlake.family.caliper.rules;

import io.eventlake.bench.jmh.MicroBenchmark;
import io.eventlake.bench.sample.CaliperRecords;
import io.eventlake.bench.sample.DecodedSample;
import io.eventlake.bench.sample.Ring;
import io.eventlake.bench.sample.SampleRecords;
import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.family.ItemVerdict;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.operator.decode.EventDecoder;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** Learning events judged, beside web events decoded; an operation is one event. */
public class CaliperBenchmark extends MicroBenchmark {

  private static final int RECORDS = 2000;
  private static final int EVENTS = 20;

  private final EventDecoder web = DecodedSample.WEB.decoder();
  private final CaliperJudge judge =
      new CaliperJudge(CaliperModel.of(CaliperModel.EXTENSIONS), Strictness.INTAKE, false);

  private Ring<RawRecord> webEvents;
  private Ring<byte[]> single;
  private Ring<byte[]> batches;
  private ConsumedVerdicts verdicts;

  /** Makes the records, and sees to it that all learning events are good. */
  @Setup(Level.Trial)
  public void generate(Blackhole blackhole) {
    verdicts = new ConsumedVerdicts(blackhole);
    webEvents = new Ring<>(SampleRecords.mixed(RECORDS));
    List<byte[]> envelopes = CaliperRecords.envelopes(RECORDS, 1);
    envelopes.forEach(envelope -> judge.judge(envelope, CaliperBenchmark::requireGood));
    single = new Ring<>(envelopes);
    batches = new Ring<>(CaliperRecords.envelopes(RECORDS / EVENTS, EVENTS));
  }

  private static void requireGood(ItemVerdict verdict) {
    if (!verdict.isGood() || !verdict.warnings().isEmpty()) {
      throw new IllegalStateException(verdict.sentence() + verdict.warnings());
    }
  }

  /** The measure: web's records in their usual shares, the whole way to rows. */
  @Benchmark
  public void web() {
    web.decode(webEvents.next(), verdicts);
  }

  /** An envelope of one event. */
  @Benchmark
  public void envelopeOfOne() {
    judge.judge(single.next(), (CaliperItems) verdicts);
  }

  /** An envelope of twenty events. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void envelopeOfTwenty() {
    judge.judge(batches.next(), (CaliperItems) verdicts);
  }

  /** Takes all and keeps nothing. */
  private static final class ConsumedVerdicts implements CaliperItems, DecodeOutput {

    private final Blackhole blackhole;

    ConsumedVerdicts(Blackhole blackhole) {
      this.blackhole = blackhole;
    }

    @Override
    public void record(ItemVerdict verdict) {
      blackhole.consume(verdict);
    }

    @Override
    public void item(int index, int value, ItemVerdict verdict) {
      blackhole.consume(verdict);
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
