package io.eventlake.connector.dynamodb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.config.ConfigException;
import io.eventlake.connector.aws.AwsEndpoint;
import io.eventlake.connector.aws.AwsErrors;
import io.eventlake.connector.aws.Pacing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The table of items by day and application: each is put over the one of the same key, in batches,
 * and all that came before an item with parts are there when it is.
 */
public final class AnalyticsTable implements AutoCloseable {

  /** The most that DynamoDB takes at once. */
  private static final int BATCH = 25;

  /** Some two minutes. */
  private static final int ATTEMPTS = 12;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
  private static final BackoffStrategy CREATION_PAUSE =
      BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(100));
  private static final int CREATION_ATTEMPTS = 600;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DynamoDbClient client;
  private final String table;
  private final Pacing pacing;
  private final List<WriteRequest> batch = new ArrayList<>();
  private long written;

  /**
   * @param endpoint in place of the region's, or null
   */
  public AnalyticsTable(String table, String region, String endpoint, Pacing pacing) {
    this.table = table;
    this.pacing = pacing;
    this.client =
        AwsEndpoint.configure(DynamoDbClient.builder(), region, endpoint)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  /** Creates the table as the deployment does, and waits until it is there; for demo and tests. */
  public void create() {
    client.createTable(
        request ->
            request
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("date"), text("app"))
                .keySchema(key("date", KeyType.HASH), key("app", KeyType.RANGE)));
    // The waiter's own pause is 20 seconds.
    client
        .waiter()
        .waitUntilTableExists(
            request -> request.tableName(table),
            wait -> wait.backoffStrategyV2(CREATION_PAUSE).maxAttempts(CREATION_ATTEMPTS));
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  /**
   * Puts an item, now or with others that follow.
   *
   * @param item a JSON object; texts, numbers, lists and objects of them
   * @throws ConfigException when DynamoDB does not take it
   */
  public void put(String item) {
    Map<String, AttributeValue> attributes = attributes(item);
    if (attributes.containsKey("parts")) {
      flush();
    }

    batch.add(WriteRequest.builder().putRequest(put -> put.item(attributes)).build());
    if (batch.size() == BATCH) {
      flush();
    }
  }

  /**
   * Puts what waits.
   *
   * @throws ConfigException when DynamoDB does not take it, however often it is asked
   */
  public void flush() {
    Map<String, List<WriteRequest>> undone = Map.of(table, List.copyOf(batch));
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; !batch.isEmpty(); attempt++) {
      undone = write(undone);
      if (undone.isEmpty()) {
        written += batch.size();
        batch.clear();
      } else if (attempt == ATTEMPTS) {
        throw new ConfigException(
            "The table "
                + table
                + " did not take all items in "
                + ATTEMPTS
                + " attempts: give it more write capacity, or bill it by request, and run this"
                + " again");
      } else {
        pacing.pause(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
  }

  /** How many were put. */
  public long written() {
    return written;
  }

  @Override
  public void close() {
    client.close();
  }

  private Map<String, List<WriteRequest>> write(Map<String, List<WriteRequest>> requests) {
    try {
      return client.batchWriteItem(request -> request.requestItems(requests)).unprocessedItems();
    } catch (SdkException e) {
      throw new ConfigException(
          "The table "
              + table
              + " does not take the items: "
              + AwsErrors.message(e)
              + "; it needs the keys date and app, both texts, and the role dynamodb:BatchWriteItem"
              + " on it; then run this again",
          e);
    }
  }

  private static Map<String, AttributeValue> attributes(String item) {
    try {
      Map<String, AttributeValue> attributes = new LinkedHashMap<>();
      JSON.readTree(item)
          .fields()
          .forEachRemaining(field -> attributes.put(field.getKey(), value(field.getValue())));
      return attributes;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON object", e);
    }
  }

  private static AttributeValue value(JsonNode value) {
    if (value.isNumber()) {
      return AttributeValue.fromN(value.asText());
    } else if (value.isArray()) {
      List<AttributeValue> list = new ArrayList<>();
      value.forEach(one -> list.add(value(one)));
      return AttributeValue.fromL(list);
    } else if (value.isObject()) {
      Map<String, AttributeValue> map = new LinkedHashMap<>();
      value.fields().forEachRemaining(field -> map.put(field.getKey(), value(field.getValue())));
      return AttributeValue.fromM(map);
    }

    return AttributeValue.fromS(value.asText());
  }
}
