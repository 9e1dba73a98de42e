package io.eventlake.bench.sample;

import io.eventlake.event.RawRecord;
import io.eventlake.family.web.generate.EventGenerator;
import io.eventlake.family.web.generate.GeneratedEvent;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.family.web.generate.Quirk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Generated records as a shard of Kinesis gives them: the same for everybody. */
public final class SampleRecords {

  private static final long SEED = 42;

  /** Within one hour, so that as few partitions are open as in a stream. */
  private static final Duration SPAN = Duration.ofMinutes(50);

  private static final String SHARD = "shardId-000000000007";

  private SampleRecords() {}

  /** Records with all quirks of the generator in their usual shares. */
  public static List<RawRecord> mixed(int records) {
    return records(GeneratorOptions.events(records).seed(SEED).span(SPAN).build());
  }

  /** Records that break the contract, each reason but OVERSIZED equally often. */
  public static List<RawRecord> malformed(int records) {
    return records(
        GeneratorOptions.events(records).seed(SEED).span(SPAN).share(Quirk.MALFORMED, 1).build());
  }

  private static List<RawRecord> records(GeneratorOptions options) {
    EventGenerator generator = new EventGenerator(options);
    List<RawRecord> records = new ArrayList<>();
    while (generator.hasNext()) {
      GeneratedEvent event = generator.next();
      String sequence = String.format("496675%050d", records.size());
      records.add(new RawRecord(event.json(), SHARD, sequence, 0, event.dueMillis(), true));
    }

    return records;
  }
}
