package io.eventlake.testing;

import io.eventlake.cli.emulator.DynamoDbEmulator;
import io.eventlake.cli.emulator.KinesisEmulator;
import io.eventlake.connector.dynamodb.SegmentTable;
import io.eventlake.event.SegmentItem;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.family.web.generate.SegmentGenerator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every service of AWS that a job talks to, on free ports of this machine, empty. */
public final class LocalAws implements AutoCloseable {

  public static final String REGION = "us-east-1";

  private static final String SEGMENTS = "segments";

  private final List<AutoCloseable> started = new ArrayList<>();
  private final KinesisEmulator kinesis;
  private final DynamoDbEmulator dynamoDb;
  private final LocalS3 s3;
  private final GlueEndpoint glue;

  private LocalAws(Path logs) throws Exception {
    boolean complete = false;
    try {
      // Glue and S3 take the SDK's own credentials.
      add(new TestCredentials());
      kinesis = add(KinesisEmulator.start(Emulators.DIRECTORY, logs.resolve("kinesis.log")));
      dynamoDb = add(DynamoDbEmulator.start(Emulators.DIRECTORY, logs.resolve("dynamodb.log")));
      s3 = add(LocalS3.start().createBucket("lake"));
      glue = add(GlueEndpoint.start());
      complete = true;
    } finally {
      if (!complete) {
        close();
      }
    }
  }

  /**
   * Starts all of them.
   *
   * @param logs directory of their output
   */
  public static LocalAws start(Path logs) throws Exception {
    return new LocalAws(logs);
  }

  /** The options of a job that reads the stream and writes a lake of Glue and S3. */
  public Map<String, String> properties(TestStream stream) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("job.name", "clickstream");
    properties.put("source.stream", stream.name());
    properties.put("source.region", REGION);
    properties.put("source.endpoint", kinesis.endpoint());
    properties.put("segments.type", "dynamodb");
    properties.put("segments.table", SEGMENTS);
    properties.put("segments.region", REGION);
    properties.put("segments.endpoint", dynamoDb.endpoint());
    properties.put("lake.catalog", "glue");
    properties.put("lake.region", REGION);
    properties.put("lake.warehouse", "s3://lake/web");
    properties.put("lake.glue-endpoint", glue.endpoint());
    properties.put("lake.s3-endpoint", s3.endpoint());
    properties.put("lake.s3-path-style", "true");
    return properties;
  }

  /** For producers and {@link TestStream}. */
  public String kinesis() {
    return kinesis.endpoint();
  }

  public GlueEndpoint glue() {
    return glue;
  }

  /** Puts the segments of the generated users into DynamoDB. */
  public void loadSegments(GeneratorOptions options) {
    List<SegmentItem> items = new ArrayList<>();
    new SegmentGenerator(options).forEach(items::add);
    try (SegmentTable table = new SegmentTable(SEGMENTS, REGION, dynamoDb.endpoint())) {
      table.create();
      table.put(items);
    }
  }

  @Override
  public void close() throws Exception {
    for (int i = started.size() - 1; i >= 0; i--) {
      started.get(i).close();
    }
  }

  private <T extends AutoCloseable> T add(T service) {
    started.add(service);
    return service;
  }
}
