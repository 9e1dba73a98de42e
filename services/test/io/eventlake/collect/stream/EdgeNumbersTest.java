package io.eventlake.collect.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.collect.intake.OutgoingRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Numbers of records that a stream and a queue refuse at random, by endpoints that are killed. */
class EdgeNumbersTest {

  private static final long SEED = 20_261_201;
  private static final int LIVES = 5;
  private static final int REQUESTS = 120;
  private static final Duration PATIENCE = Duration.ofMillis(80);

  private final Random random = new Random(SEED);
  private final FakeKinesis kinesis = new FakeKinesis(2);
  private final List<OutgoingRecord> queue = Collections.synchronizedList(new ArrayList<>());
  private final List<String> answered = Collections.synchronizedList(new ArrayList<>());
  private final List<ScheduledExecutorService> timers = new ArrayList<>();
  private int sent;

  @AfterEach
  void stop() {
    timers.forEach(ScheduledExecutorService::shutdownNow);
    kinesis.close();
  }

  @Test
  void whatIsAnsweredHasANumberAndNoNumberIsMissing() throws Exception {
    for (int life = 1; life < LIVES; life++) {
      live();
      timers.get(timers.size() - 1).shutdownNow();
    }

    List<CompletableFuture<Void>> last = new ArrayList<>();
    StreamWriter writer = live(last);
    kinesis.refuse(call -> null);
    kinesis.fail(call -> null);
    last.forEach(request -> request.handle((done, failure) -> failure).join());
    int before = kinesis.numbers().size();
    writer.close();
    assertThat(kinesis.numbers()).hasSizeGreaterThan(before);
    if (!queue.isEmpty()) {
      assertThat(missing(kinesis.numbers())).as("seed %d", SEED).isPositive();
    }

    kinesis.loseAnswers(call -> false);
    open(Duration.ofMinutes(1), Overflow.NONE).put(queue).get(60, TimeUnit.SECONDS);

    assertThat(answered).hasSizeGreaterThan(REQUESTS);
    assertThat(kinesis.all()).containsAll(answered);
    assertThat(missing(kinesis.numbers())).as("seed %d", SEED).isZero();
  }

  @Test
  void aRecordThatIsLostBehindTheBackOfTheEndpointIsMissing() throws Exception {
    StreamWriter writer = open(Duration.ofMinutes(1), Overflow.NONE);
    for (int i = 0; i < 40; i++) {
      writer.put(List.of(record(), record())).get(60, TimeUnit.SECONDS);
    }
    writer.close();

    List<String> numbers = kinesis.numbers();
    assertThat(missing(numbers)).isZero();
    for (int i = 0; i < numbers.size(); i++) {
      List<String> without = new ArrayList<>(numbers);
      String gone = without.remove(i);
      int records = gone.isEmpty() ? 0 : Integer.parseInt(gone.split("\t")[2]);
      assertThat(missing(without)).as(gone).isEqualTo(records);
    }
  }

  @Test
  void howFarNumbersGoIsToldOnce() throws Exception {
    StreamWriter writer = open(Duration.ofMinutes(1), Overflow.NONE);
    writer.close();
    assertThat(kinesis.numbers()).isEmpty();

    writer.put(List.of(new OutgoingRecord("k", new byte[1]))).get(60, TimeUnit.SECONDS);
    writer.close();
    writer.close();
    assertThat(kinesis.numbers())
        .extracting(numbers -> numbers.substring(numbers.indexOf('\t') + 1))
        .containsExactly("0\t1", "1\t0");
  }

  private void live() throws Exception {
    List<CompletableFuture<Void>> requests = new ArrayList<>();
    live(requests);
    // Killed with some of them unanswered.
    requests.get(requests.size() / 2).handle((done, failure) -> failure).join();
  }

  private StreamWriter live(List<CompletableFuture<Void>> requests) {
    int salt = random.nextInt(1_000);
    kinesis.refuse(
        call -> (call + salt) % 4 == 0 ? "ProvisionedThroughputExceededException" : null);
    // For some calls nothing works, so that records go to the queue, or are given up.
    kinesis.fail(call -> (call + salt) % 30 > 20 ? SdkClientException.create("down") : null);
    kinesis.loseAnswers(call -> (call + salt) % 7 == 0);
    int[] puts = {salt};
    StreamWriter writer =
        open(
            PATIENCE,
            (group, records) -> {
              if (++puts[0] % 3 == 0) {
                return Overflow.NONE.put(group, records);
              }

              queue.addAll(records);
              return CompletableFuture.completedFuture(null);
            });
    for (int i = 0; i < REQUESTS; i++) {
      List<OutgoingRecord> records =
          IntStream.rangeClosed(0, random.nextInt(4)).mapToObj(each -> record()).toList();
      requests.add(
          writer
              .put(records)
              .thenRun(
                  () ->
                      records.forEach(
                          each ->
                              answered.add(each.key() + "=" + new String(each.data(), UTF_8)))));
      if (i % 10 == 0) {
        requests.get(i).handle((done, failure) -> failure).join();
      }
    }

    return writer;
  }

  private StreamWriter open(Duration patience, Overflow overflow) {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    timers.add(timer);
    return StreamWriter.open(kinesis, "events", patience, timer, StreamMeters.NONE, overflow);
  }

  private OutgoingRecord record() {
    sent++;
    return new OutgoingRecord("k" + sent % 13, Integer.toString(sent).getBytes(UTF_8));
  }

  /** Numbers below the highest that is told of which did not come; shares no code with the lake. */
  private static int missing(List<String> numbers) {
    Map<String, BitSet> came = new HashMap<>();
    Map<String, Integer> ends = new HashMap<>();
    for (String record : numbers) {
      for (String line : record.split("\n")) {
        String[] parts = line.split("\t");
        int first = Integer.parseInt(parts[1]);
        int end = first + Integer.parseInt(parts[2]);
        came.computeIfAbsent(parts[0], unseen -> new BitSet()).set(first, end);
        ends.merge(parts[0], end, Math::max);
      }
    }

    return ends.entrySet().stream()
        .mapToInt(end -> end.getValue() - came.get(end.getKey()).cardinality())
        .sum();
  }
}
