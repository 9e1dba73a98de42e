package io.eventlake.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.connector.check.Finding;
import io.eventlake.testing.FakeEndpoint;
import io.eventlake.testing.FakeEndpoint.Answer;
import io.eventlake.testing.TestOptions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkSystemSetting;

/** What is said of a stream before a job reads it. */
class StreamCheckTest {

  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static final Answer DENIED = Answer.error(400, "AccessDeniedException");
  private static final Answer SHARDS =
      Answer.ok(
          """
          {"Shards":[{"ShardId":"s-0","HashKeyRange":{"StartingHashKey":"0","EndingHashKey":"1"},
           "SequenceNumberRange":{"StartingSequenceNumber":"1"}}]}
          """);
  private static final Answer ITERATOR = Answer.ok("{\"ShardIterator\":\"i\"}");
  private static final Answer RECORDS =
      Answer.ok("{\"Records\":[],\"NextShardIterator\":\"j\",\"MillisBehindLatest\":0}");

  /** The calls of a check in their order; a test changes what one of them is answered with. */
  private final List<Answer> answers =
      new ArrayList<>(
          List.of(
              stream("ACTIVE", 168, "KMS"),
              stream("ACTIVE", 168, "KMS"),
              SHARDS,
              ITERATOR,
              RECORDS));

  @BeforeAll
  static void speakJson() {
    System.setProperty(SdkSystemSetting.CBOR_ENABLED.property(), "false");
  }

  @AfterAll
  static void speakCbor() {
    System.clearProperty(SdkSystemSetting.CBOR_ENABLED.property());
  }

  @Test
  void aStreamInOrder() {
    assertThat(check(Map.of()))
        .containsExactly(
            "OK stream: clicks is ACTIVE and has 3 open shards",
            "OK stream retention: records are kept for 168 h",
            "OK stream encryption: by the key alias/x, for which roles need kms:Decrypt",
            "OK stream calls: all that a job makes are allowed, up to GetRecords");
  }

  @Test
  void aStreamThatIsNotThere() {
    answers.set(0, Answer.error(400, "ResourceNotFoundException"));

    assertThat(check(Map.of()))
        .singleElement()
        .asString()
        .startsWith("FAIL stream: The Kinesis stream 'clicks' does not exist in region us-east-1")
        .contains("create it, or correct source.stream");
  }

  @Test
  void aStreamThatIsBeingDeleted() {
    answers.set(0, stream("DELETING", 168, "KMS"));

    assertThat(check(Map.of()))
        .singleElement()
        .asString()
        .startsWith("FAIL stream: The Kinesis stream 'clicks' is DELETING");
  }

  @Test
  void whatMayNotBeLookedAt() {
    answers.set(0, DENIED);

    assertThat(check(Map.of()))
        .singleElement()
        .asString()
        .startsWith("FAIL stream: The Kinesis stream 'clicks' cannot be looked at")
        .endsWith("check source.region, source.endpoint and the credentials");
  }

  @Test
  void eachCallThatIsNotAllowedIsNamed() {
    List<String> calls = List.of("ListShards", "GetShardIterator", "GetRecords");
    for (int i = 0; i < calls.size(); i++) {
      Answer allowed = answers.set(2 + i, DENIED);
      assertThat(check(Map.of()).get(3))
          .startsWith("FAIL stream calls: " + calls.get(i) + " is answered with: ")
          .endsWith("; allow the role kinesis:" + calls.get(i) + " on the stream");
      answers.set(2 + i, allowed);
    }
  }

  @Test
  void theShortestRetentionAndNoEncryption() {
    answers.set(1, stream("ACTIVE", 24, "NONE"));

    assertThat(check(Map.of()).subList(1, 3))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("WARN stream retention: records are kept for 24 h")
                    .contains("aws kinesis increase-stream-retention-period"),
            line ->
                assertThat(line)
                    .startsWith("WARN stream encryption: records are not encrypted")
                    .contains("aws kinesis start-stream-encryption"));
  }

  @Test
  void aBeginningThatIsGoneOrStillToCome() {
    assertThat(check(from("2026-03-01T00:00:00Z")).get(1))
        .startsWith("WARN stream retention: records are kept for 168 h, but source.initial-")
        .contains("what came before 2026-03-03T12:00:00Z is gone");
    assertThat(check(from("9000-03-10T12:00:01Z")))
        .singleElement()
        .asString()
        .startsWith("FAIL stream: source.initial-timestamp = 9000-03-10T12:00:01Z is still to come")
        .endsWith("correct it, or set source.initial-position=latest");
    assertThat(check(from("2026-03-09T00:00:00Z")).get(1)).startsWith("OK ");
  }

  @Test
  void theConsumerOfFanOut() {
    Map<String, String> fanOut =
        Map.of("source.reader", "FAN_OUT", "source.consumer-name", "eventlake");
    answers.add(Answer.error(400, "ResourceNotFoundException"));
    assertThat(check(fanOut))
        .contains("OK stream consumer: eventlake will be registered at the start");

    answers.set(5, DENIED);
    assertThat(check(fanOut).get(3))
        .startsWith("FAIL stream calls: DescribeStreamConsumer is answered with: ");
  }

  private List<String> check(Map<String, String> more) {
    try (FakeEndpoint endpoint = new FakeEndpoint(answers::get)) {
      TestOptions options = TestOptions.kinesis("clicks", endpoint.address());
      new TreeMap<>(more).forEach(options::with);
      try (StreamCheck check =
          new StreamCheck(options.source(), Clock.fixed(NOW, ZoneOffset.UTC))) {
        return check.run(null).stream().map(Finding::toString).toList();
      }
    }
  }

  private static Map<String, String> from(String instant) {
    return Map.of("source.initial-position", "AT_TIMESTAMP", "source.initial-timestamp", instant);
  }

  private static Answer stream(String status, int retentionHours, String encryption) {
    return Answer.ok(
        """
        {"StreamDescriptionSummary":{"StreamName":"clicks","StreamStatus":"%s",
         "StreamARN":"arn:aws:kinesis:us-east-1:123456789012:stream/clicks",
         "RetentionPeriodHours":%d,"StreamCreationTimestamp":1,"EnhancedMonitoring":[],
         "EncryptionType":"%s","KeyId":"alias/x","OpenShardCount":3,"ConsumerCount":0}}
        """
            .formatted(status, retentionHours, encryption));
  }
}
