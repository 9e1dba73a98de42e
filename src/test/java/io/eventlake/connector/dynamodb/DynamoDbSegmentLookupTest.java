package io.eventlake.connector.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.operator.segment.SegmentMembership;
import io.eventlake.testing.FakeEndpoint;
import io.eventlake.testing.FakeEndpoint.Answer;
import io.eventlake.testing.TestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

class DynamoDbSegmentLookupTest {

  private static final Answer VIP =
      Answer.ok(
          """
          {"Items":[{"segment_key":{"S":"vip"},"valid_from":{"N":"1767225600000"}}],"Count":1}
          """);
  private static final Answer THROTTLED =
      Answer.error(400, "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException");

  /** The SDK takes 2 s to close a client, in which the next test runs. */
  private static final List<CompletableFuture<Void>> CLOSED = new ArrayList<>();

  private FakeEndpoint endpoint;
  private DynamoDbSegmentLookup lookup;

  @AfterEach
  void close() {
    CLOSED.add(CompletableFuture.runAsync(lookup::close));
    endpoint.close();
  }

  @AfterAll
  static void allAreClosed() {
    CLOSED.forEach(closed -> closed.orTimeout(60, TimeUnit.SECONDS).join());
  }

  @Test
  void isThrottledAndTriesAgain() {
    open(call -> call < 2 ? THROTTLED : VIP);

    assertThat(found("u1"))
        .usingRecursiveComparison()
        .isEqualTo(List.of(new SegmentMembership("vip", 1_767_225_600_000L, Long.MAX_VALUE)));
    assertThat(endpoint.bodies()).hasSize(3);
  }

  @Test
  void givesUpAfterItsRetriesAndAsksAgainNextTime() {
    open(call -> call < 3 ? THROTTLED : VIP);

    assertThat(lookup.memberships("u1"))
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .withRootCauseInstanceOf(ProvisionedThroughputExceededException.class);
    assertThat(endpoint.bodies()).hasSize(3);
    assertThat(found("u1")).hasSize(1);
  }

  @Test
  void anEndpointThatHangsCostsNoMoreThanTheTimeout() {
    open(call -> Answer.NONE, "500 ms");

    assertThat(lookup.memberships("u1"))
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        // On a loaded machine the SDK was seen to give up with its general exception, not the one
        // of its time limit.
        .satisfies(
            failure ->
                assertThat(failure.getCause())
                    .isInstanceOfAny(TimeoutException.class, SdkClientException.class));
  }

  @Test
  void readsAllPagesAndLeavesMalformedItemsOut() {
    open(
        call ->
            call == 0
                ? Answer.ok(
                    """
                    {"Items":[
                       {"segment_key":{"S":"a"},"valid_from":{"S":"1970-01-01T00:00:01Z"},
                        "valid_to":{"S":"1970-01-01T00:00:02Z"}},
                       {"segment_key":{"S":"b"},"valid_from":{"BOOL":true}},
                       {"segment_key":{"S":"c"}}],
                     "LastEvaluatedKey":{"user_id_hash":{"S":"u1"},"segment_valid_from":{"S":"c#"}}}
                    """)
                : Answer.ok(
                    """
                    {"Items":[{"segment_key":{"S":"d"},"valid_from":{"N":"-5"},
                               "valid_to":{"NULL":true}}]}
                    """));

    assertThat(found("u1"))
        .usingRecursiveComparison()
        .isEqualTo(
            List.of(
                new SegmentMembership("a", 1_000, 2_000),
                new SegmentMembership("d", -5, Long.MAX_VALUE)));
    assertThat(lookup.malformedItems()).isEqualTo(2);
    assertThat(endpoint.bodies().get(1)).contains("ExclusiveStartKey");
  }

  @Test
  void keepsUsersAndSharesALookupUnderWay() {
    open(call -> VIP);

    CompletableFuture<List<SegmentMembership>> first = lookup.memberships("u1");
    CompletableFuture<List<SegmentMembership>> second = lookup.memberships("u1");
    CompletableFuture.allOf(first, second).orTimeout(20, TimeUnit.SECONDS).join();
    assertThat(found("u1")).hasSize(1);
    assertThat(endpoint.bodies()).hasSize(1);

    assertThat(found("u2")).hasSize(1);
    assertThat(endpoint.bodies()).hasSize(2);
  }

  private List<SegmentMembership> found(String user) {
    return lookup.memberships(user).orTimeout(20, TimeUnit.SECONDS).join();
  }

  private void open(IntFunction<Answer> answers) {
    open(answers, "10 s");
  }

  private void open(IntFunction<Answer> answers, String timeout) {
    endpoint = new FakeEndpoint(answers);
    lookup =
        new DynamoDbSegmentLookup(
            TestOptions.files("/nowhere")
                .with("segments.type", "dynamodb")
                .with("segments.table", "segments")
                .with("segments.endpoint", endpoint.address())
                .with("segments.retries", "2")
                .with("segments.timeout", timeout)
                .segments());
    lookup.open();
  }
}
