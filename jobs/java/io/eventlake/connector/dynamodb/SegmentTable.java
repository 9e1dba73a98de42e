package io.eventlake.connector.dynamodb;

import io.eventlake.connector.aws.AwsEndpoint;
import io.eventlake.event.SegmentItem;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Creates and fills the DynamoDB table of segments; for the demo and tests. */
public final class SegmentTable implements AutoCloseable {

  /** The most that DynamoDB takes at once. */
  private static final int BATCH = 25;

  private static final int ATTEMPTS = 8;
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final BackoffStrategy CREATION_PAUSE =
      BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(100));
  private static final int CREATION_ATTEMPTS = 600;

  private final DynamoDbClient client;
  private final String table;

  /**
   * @param endpoint in place of the region's, or null
   */
  public SegmentTable(String table, String region, String endpoint) {
    this.table = table;
    this.client =
        AwsEndpoint.configure(DynamoDbClient.builder(), region, endpoint)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  /** Creates the table and waits until it can be written. */
  public void create() {
    client.createTable(
        CreateTableRequest.builder()
            .tableName(table)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                text(SegmentAttributes.USER), text(SegmentAttributes.SEGMENT_VALID_FROM))
            .keySchema(
                key(SegmentAttributes.USER, KeyType.HASH),
                key(SegmentAttributes.SEGMENT_VALID_FROM, KeyType.RANGE))
            .build());
    // The waiter's own pause is 20 seconds.
    client
        .waiter()
        .waitUntilTableExists(
            request -> request.tableName(table),
            wait -> wait.backoffStrategyV2(CREATION_PAUSE).maxAttempts(CREATION_ATTEMPTS));
  }

  /**
   * Writes items, over those of the same user, segment and start.
   *
   * @throws IllegalStateException when DynamoDB leaves some undone after several attempts
   */
  public void put(List<SegmentItem> items) {
    for (int from = 0; from < items.size(); from += BATCH) {
      List<SegmentItem> batch = items.subList(from, Math.min(from + BATCH, items.size()));
      write(
          batch.stream()
              .map(item -> PutRequest.builder().item(attributes(item)).build())
              .map(put -> WriteRequest.builder().putRequest(put).build())
              .collect(Collectors.toList()));
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private void write(List<WriteRequest> batch) {
    Map<String, List<WriteRequest>> undone = Map.of(table, batch);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Map<String, List<WriteRequest>> requests = undone;
      undone = client.batchWriteItem(request -> request.requestItems(requests)).unprocessedItems();
      if (undone.isEmpty()) {
        return;
      }

      pause(FIRST_PAUSE_MILLIS << attempt);
    }

    throw new IllegalStateException(
        "the table " + table + " did not take all segments after " + ATTEMPTS + " attempts");
  }

  private static Map<String, AttributeValue> attributes(SegmentItem item) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    attributes.put(SegmentAttributes.USER, AttributeValue.fromS(item.userIdHash()));
    attributes.put(
        SegmentAttributes.SEGMENT_VALID_FROM,
        AttributeValue.fromS(item.segmentKey() + "#" + item.validFrom()));
    attributes.put(SegmentAttributes.SEGMENT, AttributeValue.fromS(item.segmentKey()));
    attributes.put(SegmentAttributes.VALID_FROM, AttributeValue.fromS(item.validFrom().toString()));
    if (item.validTo() != null) {
      attributes.put(SegmentAttributes.VALID_TO, AttributeValue.fromS(item.validTo().toString()));
    }

    return attributes;
  }

  private static AttributeDefinition text(String attribute) {
    return AttributeDefinition.builder()
        .attributeName(attribute)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while writing segments", e);
    }
  }
}
