package io.eventlake.cli.demo;

import io.eventlake.cli.emulator.DynamoDbEmulator;
import io.eventlake.cli.emulator.KinesisEmulator;
import io.eventlake.connector.dynamodb.SegmentTable;
import io.eventlake.connector.kinesis.StreamCreation;
import io.eventlake.event.SegmentItem;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.family.web.generate.SegmentGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The services of a demo: Kinesis with an empty stream, DynamoDB with the users' segments. */
final class DemoStreams implements AutoCloseable {

  private final KinesisEmulator kinesis;
  private final DynamoDbEmulator dynamoDb;

  private DemoStreams(KinesisEmulator kinesis, DynamoDbEmulator dynamoDb) {
    this.kinesis = kinesis;
    this.dynamoDb = dynamoDb;
  }

  /**
   * Starts both side by side and fills them.
   *
   * @throws io.eventlake.config.ConfigException when one is not installed or does not start
   */
  static DemoStreams start(DemoOptions options, GeneratorOptions traffic) {
    CompletableFuture<DynamoDbEmulator> dynamoDb =
        CompletableFuture.supplyAsync(
            () -> DynamoDbEmulator.start(options.emulators, options.emulatorLog()));
    KinesisEmulator kinesis = null;
    try {
      kinesis = KinesisEmulator.start(options.emulators, options.emulatorLog());
      DemoStreams streams = new DemoStreams(kinesis, dynamoDb.join());
      streams.fill(traffic);
      return streams;
    } catch (RuntimeException e) {
      if (kinesis != null) {
        kinesis.close();
      }

      dynamoDb.thenAccept(DynamoDbEmulator::close);
      throw e instanceof CompletionException && e.getCause() instanceof RuntimeException
          ? (RuntimeException) e.getCause()
          : e;
    }
  }

  String kinesis() {
    return kinesis.endpoint();
  }

  String dynamoDb() {
    return dynamoDb.endpoint();
  }

  @Override
  public void close() {
    kinesis.close();
    dynamoDb.close();
  }

  private void fill(GeneratorOptions traffic) {
    StreamCreation.create(
        DemoOptions.STREAM, DemoOptions.SHARDS, DemoOptions.REGION, kinesis.endpoint());
    List<SegmentItem> items = new ArrayList<>();
    new SegmentGenerator(traffic).forEach(items::add);
    try (SegmentTable table =
        new SegmentTable(DemoOptions.SEGMENTS, DemoOptions.REGION, dynamoDb.endpoint())) {
      table.create();
      table.put(items);
    }
  }
}
