package io.eventlake.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.connector.kinesis.StreamProducer;
import io.eventlake.family.web.generate.EventGenerator;
import io.eventlake.family.web.generate.ExpectedLake;
import io.eventlake.family.web.generate.GeneratedEvent;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.family.web.generate.Quirk;
import io.eventlake.family.web.generate.SegmentGenerator;
import io.eventlake.job.FamilyCatalog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Generated events that go through a stream, and what the lake must hold of them. */
public final class KinesisTraffic {

  private final GeneratorOptions options;
  private final List<GeneratedEvent> events = new ArrayList<>();

  /**
   * Generates the events. They lie in the past and arrive now: a clock that is ahead of its own
   * time would not be ahead of the arrival, so there is none.
   */
  public KinesisTraffic(int count, long seed) {
    options =
        GeneratorOptions.events(count)
            .seed(seed)
            .start(Instant.parse("2024-12-30T08:00:00Z"))
            .share(Quirk.CLOCK_SKEW, 0)
            .build();
    new EventGenerator(options).forEachRemaining(events::add);
  }

  /** What the events were generated from, their users' segments, too. */
  public GeneratorOptions options() {
    return options;
  }

  public int size() {
    return events.size();
  }

  /** Puts the events of a range, the last left out, and returns when the stream has taken them. */
  public void put(String endpoint, TestStream stream, int from, int to) throws IOException {
    try (StreamProducer producer =
        new StreamProducer(
            stream.name(), LocalAws.REGION, endpoint, FamilyCatalog.partitionKeys())) {
      for (GeneratedEvent event : events.subList(from, to)) {
        producer.put(event.json());
      }

      producer.flush();
      assertThat(producer.sent()).isEqualTo(to - from);
    }
  }

  /** The oracle, told of each record what the stream itself says: shard, number and arrival. */
  public ExpectedLake expected(TestStream stream) {
    Map<ByteBuffer, Deque<GeneratedEvent>> byContent = new HashMap<>();
    events.forEach(
        event ->
            byContent
                .computeIfAbsent(ByteBuffer.wrap(event.json()), bytes -> new ArrayDeque<>())
                .add(event));
    ExpectedLake expected = new ExpectedLake(new SegmentGenerator(options).memberships());
    List<TestStream.Taken> taken = stream.everything();
    assertThat(taken).hasSize(events.size());
    for (TestStream.Taken record : taken) {
      GeneratedEvent event = byContent.get(ByteBuffer.wrap(record.data())).remove();
      expected.add(event, record.shardId(), record.sequenceNumber(), record.arrivalMillis());
    }

    return expected;
  }
}
