package io.eventlake.collect.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.collect.intake.OutgoingRecord;
import io.eventlake.config.ConfigException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/** Records on their way into a stream that does not always take them. */
class StreamWriterTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final FakeKinesis kinesis = new FakeKinesis(3);
  private final Counts counts = new Counts();

  @AfterEach
  void stop() {
    timer.shutdownNow();
    kinesis.close();
  }

  @Test
  void eachRecordIsInTheShardOfItsKeyAndInOrderWhateverIsRefused() throws Exception {
    StreamWriter writer = open(LONG);
    kinesis.refuse(call -> call % 3 == 0 ? "ProvisionedThroughputExceededException" : null);
    kinesis.fail(call -> call % 7 == 0 ? SdkClientException.create("cut off") : null);
    List<CompletableFuture<Void>> done = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      done.add(writer.put(List.of(record("k" + i % 11, i), record("l" + i % 5, i))));
    }

    all(done).get(60, TimeUnit.SECONDS);

    assertThat(kinesis.all()).hasSize(600).doesNotHaveDuplicates();
    assertThat(counts.taken.get()).isEqualTo(600);
    // Many went together.
    assertThat(kinesis.calls()).isLessThan(300);
    kinesis.taken().values().forEach(StreamWriterTest::assertInOrder);
    assertThat(kinesis.taken()).hasSize(3);
  }

  @Test
  void aRequestIsDoneOnlyWhenAllItsRecordsAreTaken() throws Exception {
    StreamWriter writer = open(LONG);
    CompletableFuture<Void> held = new CompletableFuture<>();
    kinesis.refuse(call -> held.isDone() ? null : "InternalFailure");
    CompletableFuture<Void> done = writer.put(List.of(record("a", 1), record("b", 2)));

    assertThat(done).isNotDone();
    held.complete(null);
    done.get(60, TimeUnit.SECONDS);
    assertThat(kinesis.all()).containsExactlyInAnyOrder("a=1", "b=2");
  }

  @Test
  void whatIsNotTakenInTimeIsTold() {
    StreamWriter writer = open(Duration.ofMillis(120));
    kinesis.refuse(call -> "ProvisionedThroughputExceededException");

    assertThatThrownBy(() -> writer.put(List.of(record("a", 1), record("a", 2))).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(StreamException.class)
        .hasMessageContaining(
            "The stream 'events' has not taken the records"
                + " (ProvisionedThroughputExceededException)");
    assertThat(counts.givenUp.get()).isPositive();
    // And what comes then is taken again.
    kinesis.refuse(call -> null);
    writer.put(List.of(record("a", 3))).join();
    assertThat(kinesis.all()).containsExactly("a=3");
  }

  @Test
  void whatIsNotTakenGoesToTheOverflowInOrderBeforeItsRequestIsDone() throws Exception {
    List<String> kept = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Void> keeping = new CompletableFuture<>();
    StreamWriter writer =
        StreamWriter.open(
            kinesis,
            "events",
            Duration.ofMillis(60),
            timer,
            counts,
            (group, records) -> {
              records.forEach(each -> kept.add(each.key() + "=" + new String(each.data(), UTF_8)));
              return keeping;
            });
    kinesis.refuse(call -> "ProvisionedThroughputExceededException");
    List<CompletableFuture<Void>> done = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      done.add(writer.put(List.of(record("a", i))));
    }

    assertThatThrownBy(() -> done.get(0).get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    keeping.complete(null);
    all(done).get(60, TimeUnit.SECONDS);
    assertThat(kept).hasSize(50);
    assertInOrder(kept);
    assertThat(counts.overflowed.get()).isEqualTo(50);
    assertThat(counts.givenUp.get()).isZero();
  }

  @Test
  void whatNeitherStreamNorOverflowTakesIsTold() {
    StreamWriter writer =
        StreamWriter.open(
            kinesis,
            "events",
            Duration.ofMillis(60),
            timer,
            counts,
            (group, records) -> {
              throw SdkClientException.create("no queue");
            });
    kinesis.refuse(call -> "InternalFailure");

    assertThatThrownBy(() -> writer.put(List.of(record("a", 1))).join())
        .hasCauseInstanceOf(StreamException.class)
        .hasMessageContaining("(InternalFailure), nor has the overflow queue (no queue)");
    assertThat(counts.givenUp.get()).isEqualTo(1);
    kinesis.refuse(call -> null);
    writer.put(List.of(record("a", 2))).join();
    assertThat(kinesis.all()).containsExactly("a=2");
  }

  @Test
  void aCallThatIsNeverAnsweredIsGivenUp() {
    StreamWriter writer = open(Duration.ofMillis(60));
    kinesis.hang(true);

    assertThatThrownBy(() -> writer.put(List.of(record("a", 1))).join())
        .hasMessageContaining("has not taken the records (no answer in time)");
    kinesis.hang(false);
    writer.put(List.of(record("a", 2))).join();
    assertThat(kinesis.all()).containsExactly("a=2");
  }

  @Test
  void aStreamThatWentIsNotWaitedFor() {
    StreamWriter writer = open(LONG);
    kinesis.fail(call -> ResourceNotFoundException.builder().message("gone").build());

    assertThatThrownBy(() -> writer.put(List.of(record("a", 1))).join())
        .hasCauseInstanceOf(StreamException.class);
    assertThat(kinesis.calls()).isEqualTo(1);
  }

  @Test
  void recordsFollowTheirKeysWhenShardsAreSplit() throws Exception {
    StreamWriter writer = open(LONG);
    kinesis.split(6);
    for (int i = 0; kinesis.asked() < 2; i++) {
      writer.put(List.of(record("k" + i, i))).get(60, TimeUnit.SECONDS);
    }

    // The answer that made it ask came before; the next finds the new shards, soon.
    int number = 1_000;
    int before;
    do {
      before = kinesis.asked();
      for (int i = 0; i < 40; i++) {
        writer.put(List.of(record("k" + i, number++))).get(60, TimeUnit.SECONDS);
      }
    } while (kinesis.asked() > before);
    assertThat(kinesis.taken()).hasSize(6);
  }

  @Test
  void largeRecordsGoAloneAndAllWithinTheLimit() throws Exception {
    StreamWriter writer = open(LONG);
    List<OutgoingRecord> records = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      records.add(
          new OutgoingRecord("k", (i + "x".repeat(OutgoingRecord.MOST_BYTES - 2)).getBytes(UTF_8)));
      records.add(new OutgoingRecord("k", (i + "y".repeat(400_000)).getBytes(UTF_8)));
    }

    writer.put(records).get(60, TimeUnit.SECONDS);

    assertThat(kinesis.all())
        .extracting(record -> record.substring(2, 4))
        .containsExactly("0x", "0y", "1x", "1y", "2x", "2y", "3x", "3y", "4x", "4y");
    assertThat(counts.mostBytes.get()).isLessThan((1 << 20) - 1_024);
  }

  @Test
  void aStreamThatIsNotThereIsToldAtTheStart() {
    assertThatThrownBy(
            () -> StreamWriter.open(kinesis, "missing", LONG, timer, counts, Overflow.NONE))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "The stream 'missing' does not exist: create it first, or name another in"
                + " collect.streams");
  }

  private StreamWriter open(Duration patience) {
    return StreamWriter.open(kinesis, "events", patience, timer, counts, Overflow.NONE);
  }

  private static OutgoingRecord record(String key, int number) {
    return new OutgoingRecord(key, Integer.toString(number).getBytes(UTF_8));
  }

  static void assertInOrder(List<String> records) {
    Map<String, Integer> last = new HashMap<>();
    for (String record : records) {
      String[] pair = record.split("=");
      Integer before = last.put(pair[0], Integer.valueOf(pair[1]));
      assertThat(before == null || before < Integer.parseInt(pair[1])).as(record).isTrue();
    }
  }

  private static CompletableFuture<Void> all(List<CompletableFuture<Void>> futures) {
    return CompletableFuture.allOf(futures.toArray(new CompletableFuture<?>[0]));
  }

  private static final class Counts implements StreamMeters {

    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger givenUp = new AtomicInteger();
    private final AtomicInteger overflowed = new AtomicInteger();
    private final AtomicInteger mostBytes = new AtomicInteger();

    @Override
    public void taken(int records, int bytes) {
      taken.addAndGet(records);
      mostBytes.accumulateAndGet(bytes, Math::max);
    }

    @Override
    public void putAgain() {}

    @Override
    public void overflowed(int records) {
      overflowed.addAndGet(records);
    }

    @Override
    public void givenUp(int records) {
      givenUp.addAndGet(records);
    }
  }
}
