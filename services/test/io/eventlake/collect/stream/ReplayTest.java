package io.eventlake.collect.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.collect.intake.CollectedFamily;
import io.eventlake.collect.intake.OutgoingRecord;
import io.eventlake.collect.intake.RecordNumber;
import io.eventlake.config.ConfigException;
import io.eventlake.connector.aws.AwsEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** From a stream that refuses into a queue, and back; the queue is ElasticMQ's. */
class ReplayTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(60);
  private static final String REFUSAL = "ProvisionedThroughputExceededException";

  private static SQSRestServer server;
  private static SqsAsyncClient sqs;

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final FakeKinesis kinesis = new FakeKinesis(3);
  private String url;
  private OverflowQueue queue;

  @BeforeAll
  static void startServer() {
    server =
        SQSRestServerBuilder.withPort(0)
            .withInterface("127.0.0.1")
            .withAWSRegion("us-east-1")
            .start();
    int port = server.waitUntilStarted().localAddress().getPort();
    sqs =
        AwsEndpoint.configure(SqsAsyncClient.builder(), "us-east-1", "http://127.0.0.1:" + port)
            .build();
  }

  @AfterAll
  static void stopServer() {
    sqs.close();
    server.stopAndWait();
  }

  @BeforeEach
  void createQueue(TestInfo test) {
    url =
        sqs.createQueue(
                request ->
                    request
                        .queueName(test.getTestMethod().orElseThrow().getName() + ".fifo")
                        .attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
            .join()
            .queueUrl();
    queue = OverflowQueue.open(sqs, url, LONG);
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
    kinesis.close();
  }

  @Test
  void whatTheStreamRefusedIsPutBackInTheOrderOfItsKeys() throws Exception {
    kinesis.refuse(call -> REFUSAL);
    StreamWriter writer = writer(SHORT, queue.of(CollectedFamily.WEB));
    List<CompletableFuture<Void>> done = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      done.add(writer.put(List.of(record("k" + i % 7, i, 3_000))));
    }
    CompletableFuture.allOf(done.toArray(new CompletableFuture<?>[0])).get(60, TimeUnit.SECONDS);
    assertThat(kinesis.all()).isEmpty();
    kinesis.refuse(call -> call % 3 == 0 ? REFUSAL : null);

    Replay replay = replay(LONG);
    replay.run();

    assertThat(replay.records()).isEqualTo(200);
    assertThat(kinesis.all()).hasSize(200).doesNotHaveDuplicates();
    StreamWriterTest.assertInOrder(
        kinesis.all().stream().map(text -> text.substring(0, text.indexOf(' '))).toList());
    assertThat(queue.size()).isZero();
  }

  @Test
  void aReplayThatTheStreamRefusesLosesNothing() throws Exception {
    Overflow overflow = queue.of(CollectedFamily.WEB);
    for (int i = 0; i < 4; i++) {
      overflow.put("shard", List.of(record("a", i, 1))).get(60, TimeUnit.SECONDS);
    }
    int before = kinesis.calls();
    kinesis.fail(
        call ->
            call == before + 3
                ? ResourceNotFoundException.builder().message("gone").build()
                : null);
    Replay cutOff = replay(LONG);

    assertThatThrownBy(cutOff::run)
        .isInstanceOf(StreamException.class)
        .hasMessageContaining("what is left stays in the queue, run it again");
    assertThat(cutOff.records()).isEqualTo(2);
    Replay next = replay(LONG);
    next.run();
    assertThat(next.records()).isEqualTo(2);
    assertThat(kinesis.all())
        .extracting(text -> text.substring(0, 3))
        .containsExactly("a=0", "a=1", "a=2", "a=3");
  }

  @Test
  void whatAReplayHadWhenItWasKilledIsWaitedForAndPutBackAgain() throws Exception {
    queue.of(CollectedFamily.WEB).put("shard", List.of(record("a", 1, 1))).join();
    // Put back, not deleted.
    assertThat(queue.receive(Duration.ofSeconds(2))).hasSize(1);

    Replay replay = replay(Duration.ofSeconds(20));
    replay.run();

    assertThat(replay.records()).isEqualTo(1);
  }

  @Test
  void whatIsNotOfThisIsToldAndStays() {
    send("nothing", "web");
    assertThatThrownBy(() -> replay(LONG).run())
        .hasMessageMatching("The message \\S+ is none that collect has sent: remove it");
    assertThat(queue.size()).isEqualTo(1);
    List<Message> messages = queue.receive(LONG);
    messages.forEach(queue::delete);

    send(OverflowMessage.text(List.of(record("a", 1, 1))), "site");
    assertThatThrownBy(() -> replay(LONG).run())
        .hasMessageMatching(
            "The message \\S+ is of the family site: name its stream in collect.streams, too");
    assertThat(queue.size()).isEqualTo(1);
    assertThat(kinesis.all()).isEmpty();
  }

  @Test
  void aMessageHasWhatItCanHoldAndIsReadAsItWasWritten() throws Exception {
    List<OutgoingRecord> records = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      records.add(record("schlüssel" + i, i, 50_000));
    }
    records.add(record("large", 9, 900_000));
    records.add(record("small", 10, 1));

    List<List<OutgoingRecord>> messages = OverflowMessage.split(records);
    assertThat(messages).extracting(List::size).containsExactly(3, 3, 3, 1, 1);
    for (List<OutgoingRecord> message : messages) {
      List<OutgoingRecord> read = OverflowMessage.records(OverflowMessage.text(message));
      assertThat(texts(read)).isEqualTo(texts(message));
      assertThat(read)
          .extracting(OutgoingRecord::number)
          .isEqualTo(message.stream().map(OutgoingRecord::number).toList());
    }
  }

  @Test
  void noMessageOfRecordsThatFitIsLargerThanAQueueTakes() {
    byte[] random = new byte[2_000];
    new Random(7).nextBytes(random);
    List<OutgoingRecord> records = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      records.add(new OutgoingRecord("k" + i, random.clone(), new RecordNumber("p", i)));
      new Random(i).nextBytes(records.get(i).data());
    }

    assertThat(OverflowMessage.split(records))
        .allSatisfy(
            message -> assertThat(OverflowMessage.text(message)).hasSizeLessThan(256 * 1_000));
  }

  @Test
  void damagedTextIsNoMessage() {
    String text = OverflowMessage.text(List.of(record("a", 1, 300)));
    byte[] bytes = Base64.getDecoder().decode(text);
    for (String damaged :
        List.of("", "?", Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, 15)))) {
      assertThatThrownBy(() -> OverflowMessage.records(damaged)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aQueueThatIsNotThereIsToldAtTheStart() {
    assertThatThrownBy(() -> OverflowQueue.open(sqs, url.replace(".fifo", "-2.fifo"), LONG))
        .isInstanceOf(ConfigException.class)
        .hasCauseInstanceOf(CompletionException.class)
        .hasMessageContaining("cannot be reached")
        .hasMessageContaining("check collect.overflow-queue");
  }

  private void send(String body, String family) {
    sqs.sendMessage(
            message ->
                message
                    .queueUrl(url)
                    .messageGroupId("g")
                    .messageDeduplicationId(family)
                    .messageAttributes(
                        Map.of(
                            OverflowQueue.FAMILY,
                            MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(family)
                                .build()))
                    .messageBody(body))
        .join();
  }

  private static List<String> texts(List<OutgoingRecord> records) {
    return records.stream().map(each -> each.key() + "=" + new String(each.data(), UTF_8)).toList();
  }

  private Replay replay(Duration hidden) {
    return new Replay(
        queue, Map.of(CollectedFamily.WEB, writer(Duration.ofSeconds(20), Overflow.NONE)), hidden);
  }

  private StreamWriter writer(Duration patience, Overflow overflow) {
    return StreamWriter.open(kinesis, "events", patience, timer, StreamMeters.NONE, overflow);
  }

  /** With so many letters behind its number. */
  private static OutgoingRecord record(String key, int number, int letters) {
    byte[] data = (number + " " + "x".repeat(letters)).getBytes(UTF_8);
    return new OutgoingRecord(key, data, new RecordNumber("2026-12-01 04:29 a", number));
  }
}
