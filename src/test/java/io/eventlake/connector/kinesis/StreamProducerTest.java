package io.eventlake.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.config.ConfigException;
import io.eventlake.testing.FakeEndpoint;
import io.eventlake.testing.FakeEndpoint.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkSystemSetting;

class StreamProducerTest {

  private FakeEndpoint endpoint;
  private StreamProducer producer;
  private final List<Long> pauses = new ArrayList<>();

  @BeforeAll
  static void speakJson() {
    System.setProperty(SdkSystemSetting.CBOR_ENABLED.property(), "false");
  }

  @AfterAll
  static void speakCbor() {
    System.clearProperty(SdkSystemSetting.CBOR_ENABLED.property());
  }

  @AfterEach
  void close() {
    producer.close();
    endpoint.close();
  }

  @Test
  void putsOnlyWhatFailedAgain() throws IOException {
    open(
        call ->
            switch (call) {
              case 0 -> answer("ok", "slow", "ok", "slow");
              case 1 -> answer("slow", "ok");
              default -> answer("ok");
            });
    for (int i = 0; i < 4; i++) {
      producer.put(event(i));
    }

    producer.flush();

    assertThat(calls())
        .containsExactly(List.of("s0", "s1", "s2", "s3"), List.of("s1", "s3"), List.of("s1"));
    assertThat(producer.sent()).isEqualTo(4);
    assertThat(producer.repeated()).isEqualTo(3);
  }

  @Test
  void givesUpWithASentence() throws IOException {
    open(call -> answer("slow"));
    producer.put(event(0));

    assertThatThrownBy(producer::flush)
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The stream 'clicks' did not take 1 of its records after 10 attempts"
                + " (ProvisionedThroughputExceededException): put fewer, or give it more shards;"
                + " none was put before");
    assertThat(endpoint.bodies()).hasSize(10);
    assertThat(pauses).containsExactly(50L, 100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L);
  }

  @Test
  void saysHowManyWerePutWhenTheRestIsRefused() throws IOException {
    open(call -> call == 0 ? answer(500) : Answer.error(400, "AccessDeniedException"));
    for (int i = 0; i < 502; i++) {
      producer.put(event(i));
    }

    assertThatThrownBy(producer::flush)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "The stream 'clicks' refused 2 records in region us-east-1 at " + endpoint.address())
        .hasMessageContaining("as the test wants")
        .hasMessageEndingWith(
            "check the region, the endpoint and what the credentials allow; it has the 500 that were"
                + " put before");
  }

  @Test
  void saysHowManyWerePutWhenTheStreamIsGone() throws IOException {
    open(call -> call == 0 ? answer(500) : Answer.error(400, "ResourceNotFoundException"));
    for (int i = 0; i < 501; i++) {
      producer.put(event(i));
    }

    assertThatThrownBy(producer::flush)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("The stream 'clicks' does not exist in region us-east-1 at")
        .hasMessageEndingWith(": create it first; it has the 500 that were put before");
  }

  @Test
  void saysWhatIsNotKnownWhenNobodyAnswers() throws IOException {
    open(call -> answer("ok"));
    producer.put(event(0));
    endpoint.close();

    assertThatThrownBy(producer::flush)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The stream 'clicks' cannot be reached in region us-east-1 at")
        .hasMessageContaining("check the region, the endpoint and the credentials")
        .hasMessageEndingWith(
            "whether it has taken the last 1 records is not known; none was put before");
  }

  @Test
  void sendsAtMost500RecordsAtOnce() throws IOException {
    open(call -> answer(call == 0 ? 500 : 1));
    for (int i = 0; i < 501; i++) {
      producer.put(event(i));
    }

    producer.flush();
    producer.flush();

    assertThat(calls()).extracting(List::size).containsExactly(500, 1);
  }

  @Test
  void sendsAtMostFiveMegabytesAtOnceAndNothingTooLarge() throws IOException {
    open(call -> answer(call == 0 ? 5 : 2));
    // With its key of two and the quotes it is under the limit of a record by a little.
    byte[] large =
        ("{\"event_id\":\"id\",\"x\":\"" + "x".repeat(1_000_000) + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 7; i++) {
      producer.put(large);
    }

    producer.put(new byte[StreamProducer.MAX_RECORD_BYTES]);
    producer.flush();

    assertThat(calls()).extracting(List::size).containsExactly(5, 2);
    assertThat(producer.tooLarge()).isEqualTo(1);
  }

  private void open(IntFunction<Answer> answers) {
    endpoint = new FakeEndpoint(answers);
    producer =
        new StreamProducer(
            "clicks", "us-east-1", endpoint.address(), PartitionKeyTest.KEYS, pauses::add);
  }

  /** The partition keys of each call. */
  private List<List<String>> calls() throws IOException {
    List<List<String>> calls = new ArrayList<>();
    for (String body : endpoint.bodies()) {
      JsonNode records = new ObjectMapper().readTree(body).get("Records");
      calls.add(
          StreamSupport.stream(records.spliterator(), false)
              .map(record -> record.get("PartitionKey").asText())
              .toList());
    }

    return calls;
  }

  private static Answer answer(int count) {
    return answer(IntStream.range(0, count).mapToObj(i -> "ok").toArray(String[]::new));
  }

  private static Answer answer(String... outcomes) {
    List<String> records =
        Arrays.stream(outcomes)
            .map(
                outcome ->
                    outcome.equals("ok")
                        ? "{\"SequenceNumber\":\"1\",\"ShardId\":\"shardId-0\"}"
                        : "{\"ErrorCode\":\"ProvisionedThroughputExceededException\","
                            + "\"ErrorMessage\":\"slow\"}")
            .toList();
    return Answer.ok("{\"Records\":[" + String.join(",", records) + "]}");
  }

  private static byte[] event(int number) {
    return ("{\"session\":{\"session_id\":\"s" + number + "\"}}").getBytes(StandardCharsets.UTF_8);
  }
}
