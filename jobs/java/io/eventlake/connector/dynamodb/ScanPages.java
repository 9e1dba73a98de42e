package io.eventlake.connector.dynamodb;

import io.eventlake.config.SegmentsOptions;
import io.eventlake.connector.aws.AwsEndpoint;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Reads the pages of a subtask's scan segments one after the other, at a bounded rate: the table
 * has others to serve.
 *
 * <p>Reads are strongly consistent: an item as it was before the load began must not stand in for
 * its newer self, whose change record would be taken for older than the load.
 */
final class ScanPages implements SplitReader<ScannedItem, ScanSplit> {

  /** Small pages, so that the rate is even. */
  private static final int PAGE_ITEMS = 500;

  /** With growing pauses: about two minutes of throttling before the job restarts. */
  private static final int ATTEMPTS = 12;

  private static final int FIRST_ATTEMPTS = 3;

  private static final long LOOK_AGAIN_MILLIS = 100;

  private final SegmentsOptions options;
  private final double capacityPerSecond;
  private final DynamoDbClient client;
  private final Queue<ScanSplit> splits = new ArrayDeque<>();
  private List<String> keyNames;
  private long nextPageNanos = System.nanoTime();

  /**
   * @param capacityPerSecond read capacity units that this reader may use
   */
  ScanPages(SegmentsOptions options, double capacityPerSecond) {
    this.options = options;
    this.capacityPerSecond = capacityPerSecond;
    this.client = client(ATTEMPTS);
  }

  /**
   * A page, or nothing while it is too early for one: what wakes the reader is not kept waiting.
   */
  @Override
  public RecordsWithSplitIds<ScannedItem> fetch() throws ScanFailedException {
    RecordsBySplits.Builder<ScannedItem> records = new RecordsBySplits.Builder<>();
    ScanSplit split = splits.peek();
    if (split == null || !isTime()) {
      return records.build();
    }

    ScanResponse page = read(split);
    Map<String, AttributeValue> next = page.lastEvaluatedKey();
    for (int i = 0; i < page.items().size(); i++) {
      Map<String, AttributeValue> item = page.items().get(i);
      boolean goesOn = i == page.items().size() - 1 && !next.isEmpty();
      records.add(split, new ScannedItem(keys(item), item, goesOn ? next : null));
    }

    splits.remove();
    if (next.isEmpty()) {
      records.addFinishedSplit(split.splitId());
    } else {
      splits.add(split.readUpTo(next));
    }

    return records.build();
  }

  @Override
  public void handleSplitsChanges(SplitsChange<ScanSplit> change) {
    splits.addAll(change.splits());
  }

  @Override
  public void wakeUp() {
    // No wait is long.
  }

  @Override
  public void close() {
    client.close();
  }

  private boolean isTime() {
    long early = TimeUnit.NANOSECONDS.toMillis(nextPageNanos - System.nanoTime());
    if (early <= 0) {
      return true;
    }

    try {
      Thread.sleep(Math.min(early, LOOK_AGAIN_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }

    return false;
  }

  private ScanResponse read(ScanSplit split) throws ScanFailedException {
    try {
      if (keyNames == null) {
        keyNames = keyNames();
      }

      ScanResponse page =
          client.scan(
              ScanRequest.builder()
                  .tableName(options.table)
                  .segment(split.segment)
                  .totalSegments(split.segments)
                  .exclusiveStartKey(split.after.isEmpty() ? null : split.after)
                  .limit(PAGE_ITEMS)
                  .consistentRead(true)
                  .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                  .build());
      double used = page.consumedCapacity() == null ? 1 : page.consumedCapacity().capacityUnits();
      nextPageNanos =
          System.nanoTime() + (long) (used / capacityPerSecond * TimeUnit.SECONDS.toNanos(1));
      return page;
    } catch (SdkException e) {
      throw new ScanFailedException(
          "The DynamoDB table '"
              + options.table
              + "' cannot be scanned in region "
              + options.region
              + (options.endpoint == null ? "" : " at " + options.endpoint)
              + " ("
              + e.getMessage()
              + "); check segments.table, segments.region, segments.endpoint and the credentials",
          e);
    }
  }

  /** Asked with few attempts: a table that is not there is told soon. */
  private List<String> keyNames() {
    try (DynamoDbClient impatient = client(FIRST_ATTEMPTS)) {
      return impatient
          .describeTable(request -> request.tableName(options.table))
          .table()
          .keySchema()
          .stream()
          .map(KeySchemaElement::attributeName)
          .collect(Collectors.toList());
    }
  }

  private DynamoDbClient client(int attempts) {
    return AwsEndpoint.configure(DynamoDbClient.builder(), options.region, options.endpoint)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(
            client ->
                client.retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(attempts)
                        .build()))
        .build();
  }

  private Map<String, AttributeValue> keys(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> keys = new HashMap<>();
    for (String name : keyNames) {
      keys.put(name, item.get(name));
    }

    return keys;
  }
}
