package io.eventlake.family.contract;

import io.eventlake.bench.jmh.MicroBenchmark;
import io.eventlake.bench.sample.DecodedSample;
import io.eventlake.bench.sample.Ring;
import io.eventlake.bench.sample.SampleRecords;
import io.eventlake.event.RawRecord;
import io.eventlake.json.JsonText;
import io.eventlake.operator.decode.EventDecoder;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** What a producer's mistakes cost; an operation is one record that breaks the contract. */
public class RejectBenchmark extends MicroBenchmark {

  private static final int RECORDS = 2000;

  private final EventDecoder decoder = DecodedSample.WEB.decoder();
  private final ContractParser parser = new ContractParser(ParsedRecord.CONTRACT, ParsedRecord.IDS);

  private Ring<RawRecord> rejected;
  private Ring<JsonText> texts;
  private ConsumedOutput output;

  /** Generates the records. */
  @Setup(Level.Trial)
  public void generate(Blackhole blackhole) {
    output = new ConsumedOutput(blackhole);
    List<RawRecord> records = SampleRecords.malformed(RECORDS);
    rejected = new Ring<>(records);
    texts = new Ring<>(withoutConsent(records));
  }

  /** To the dead letter's row, the payload masked where nobody consents. */
  @Benchmark
  public void decodeRejected() {
    decoder.decode(rejected.next(), output);
  }

  /** To the reason alone. */
  @Benchmark
  public Object parseRejected() {
    return parser.parse(rejected.next().payload);
  }

  /** The masked copy of a record without consent, in part of {@link #decodeRejected}. */
  @Benchmark
  public Object mask() {
    return MaskedCopy.of(texts.next(), ParsedRecord.CONTRACT.event());
  }

  private List<JsonText> withoutConsent(List<RawRecord> records) {
    List<JsonText> masked = new ArrayList<>();
    for (RawRecord record : records) {
      parser.parse(record.payload);
      if (!parser.consents()) {
        JsonText text = new JsonText();
        text.decode(record.payload);
        masked.add(text);
      }
    }

    return masked;
  }
}
