package io.eventlake.connector.dynamodb;

import io.eventlake.config.SegmentsOptions;
import io.eventlake.connector.aws.AwsEndpoint;
import io.eventlake.operator.segment.MalformedItemException;
import io.eventlake.operator.segment.SegmentLookup;
import io.eventlake.operator.segment.SegmentMembership;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Reads a user's segments from a DynamoDB table, with retries inside of one time limit.
 *
 * <p>Users are kept for a while; a lookup that failed is not. Two lookups of a user under way share
 * one call. Items that break the contract are left out, counted and logged without their values.
 */
public final class DynamoDbSegmentLookup implements SegmentLookup {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(DynamoDbSegmentLookup.class);

  /** The SDK's own, a second and more, would leave no time for the retries. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private final SegmentsOptions options;

  private transient DynamoDbAsyncClient client;
  private transient UserCache users;
  private transient AtomicLong malformedItems;

  public DynamoDbSegmentLookup(SegmentsOptions options) {
    this.options = options;
  }

  @Override
  public void open() {
    malformedItems = new AtomicLong();
    users = new UserCache(options.cacheSize, options.cacheTtl);
    client =
        AwsEndpoint.configure(DynamoDbAsyncClient.builder(), options.region, options.endpoint)
            .httpClientBuilder(
                NettyNioAsyncHttpClient.builder().maxConcurrency(options.maxInFlight))
            .overrideConfiguration(callLimits())
            .build();
  }

  @Override
  public CompletableFuture<List<SegmentMembership>> memberships(String userIdHash) {
    return users.find(userIdHash, this::read);
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }

  /** Items left out since the lookup was opened. */
  long malformedItems() {
    return malformedItems.get();
  }

  private ClientOverrideConfiguration callLimits() {
    // Half of the time for an attempt, so that one that hangs leaves time for another.
    Duration attempt = options.timeout.dividedBy(2);
    return ClientOverrideConfiguration.builder()
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(options.retries + 1)
                .throttlingBackoffStrategy(
                    BackoffStrategy.exponentialDelay(FIRST_PAUSE, options.timeout.dividedBy(4)))
                .build())
        .apiCallAttemptTimeout(attempt)
        .apiCallTimeout(options.timeout)
        .build();
  }

  private CompletableFuture<List<SegmentMembership>> read(String user) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(options.table)
            .keyConditionExpression(SegmentAttributes.USER + " = :user")
            .expressionAttributeValues(Map.of(":user", AttributeValue.fromS(user)))
            .projectionExpression(
                String.join(
                    ", ",
                    SegmentAttributes.SEGMENT,
                    SegmentAttributes.VALID_FROM,
                    SegmentAttributes.VALID_TO))
            .build();
    // The client's limit is one page's; this one is the whole lookup's.
    return readPages(query, new ArrayList<>())
        .orTimeout(options.timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private CompletableFuture<List<SegmentMembership>> readPages(
      QueryRequest query, List<SegmentMembership> found) {
    return client
        .query(query)
        .thenCompose(
            page -> {
              page.items().forEach(item -> add(item, found));
              return page.lastEvaluatedKey().isEmpty()
                  ? CompletableFuture.completedFuture(found)
                  : readPages(
                      query.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build(), found);
            });
  }

  private void add(Map<String, AttributeValue> item, List<SegmentMembership> found) {
    try {
      found.add(SegmentAttributes.membership(item));
    } catch (MalformedItemException e) {
      long malformed = malformedItems.incrementAndGet();
      // At 1, 2, 4, 8, ...: a table full of them must not fill the log.
      if (Long.bitCount(malformed) == 1) {
        LOG.warn(
            "{} items of the segment table {} were left out, the last as {}",
            malformed,
            options.table,
            e.getMessage());
      }
    }
  }
}
