package io.eventlake.cli.demo;

import io.eventlake.cli.emulator.DynamoDbEmulator;
import io.eventlake.cli.emulator.KinesisEmulator;
import io.eventlake.connector.dynamodb.SegmentTable;
import io.eventlake.connector.kinesis.StreamCreation;
import io.eventlake.event.SegmentItem;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The services of a demo: Kinesis with an empty stream, and where sessions have segments DynamoDB
 * with those of the users.
 */
final class DemoStreams implements AutoCloseable {

  private final KinesisEmulator kinesis;

  /** Null where no session has segments. */
  private final DynamoDbEmulator dynamoDb;

  private DemoStreams(KinesisEmulator kinesis, DynamoDbEmulator dynamoDb) {
    this.kinesis = kinesis;
    this.dynamoDb = dynamoDb;
  }

  /**
   * Starts them side by side and fills them.
   *
   * @throws io.eventlake.config.ConfigException when one is not installed or does not start
   */
  static DemoStreams start(DemoOptions options, List<SegmentItem> segments) {
    CompletableFuture<DynamoDbEmulator> dynamoDb =
        segments.isEmpty()
            ? CompletableFuture.completedFuture(null)
            : CompletableFuture.supplyAsync(
                () -> DynamoDbEmulator.start(options.emulators, options.emulatorLog()));
    KinesisEmulator kinesis = null;
    try {
      kinesis = KinesisEmulator.start(options.emulators, options.emulatorLog());
      DemoStreams streams = new DemoStreams(kinesis, dynamoDb.join());
      streams.fill(options.stream(), segments);
      return streams;
    } catch (RuntimeException e) {
      if (kinesis != null) {
        kinesis.close();
      }

      dynamoDb.thenAccept(DemoStreams::close);
      throw e instanceof CompletionException && e.getCause() instanceof RuntimeException
          ? (RuntimeException) e.getCause()
          : e;
    }
  }

  String kinesis() {
    return kinesis.endpoint();
  }

  /** Empty where there is none. */
  String dynamoDb() {
    return dynamoDb == null ? "" : dynamoDb.endpoint();
  }

  @Override
  public void close() {
    kinesis.close();
    close(dynamoDb);
  }

  private static void close(DynamoDbEmulator dynamoDb) {
    if (dynamoDb != null) {
      dynamoDb.close();
    }
  }

  private void fill(String stream, List<SegmentItem> segments) {
    StreamCreation.create(stream, DemoOptions.SHARDS, DemoOptions.REGION, kinesis.endpoint());
    if (dynamoDb != null) {
      fill(segments);
    }
  }

  private void fill(List<SegmentItem> segments) {
    try (SegmentTable table =
        new SegmentTable(DemoOptions.SEGMENTS, DemoOptions.REGION, dynamoDb.endpoint())) {
      table.create();
      table.put(segments);
    }
  }
}
