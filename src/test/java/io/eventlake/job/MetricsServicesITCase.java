package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.cli.emulator.DynamoDbEmulator;
import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.connector.dynamodb.AnalyticsTable;
import io.eventlake.connector.standin.Bucket;
import io.eventlake.connector.standin.CloudWatchStandIn;
import io.eventlake.connector.standin.ExportStandIn;
import io.eventlake.connector.standin.TableHistory;
import io.eventlake.testing.Emulators;
import io.eventlake.testing.LocalS3;
import io.eventlake.testing.SteppedPacing;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Product metrics from a bucket into DynamoDB and CloudWatch: exported, waited for, counted, put
 * and sent; refused and killed between these.
 */
class MetricsServicesITCase {

  private static final String ARN = "arn:aws:dynamodb:us-east-1:111122223333:table/api";
  private static final String ANALYTICS = "analytics";
  private static final String DAY = "2026-03-11";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-12T02:30:00Z"), ZoneOffset.UTC);

  private static final String VERDICT = "Eventlake product-metricsFailed " + CLOCK.instant();

  /** More than an item of DynamoDB holds. */
  private static final int USERS = 4_000;

  @TempDir private static Path logs;

  private static LocalS3 s3;
  private static DynamoDbEmulator tables;
  private static CloudWatchStandIn cloudWatch;
  private static ExportStandIn dynamoDb;

  @TempDir private Path lake;

  @BeforeAll
  static void start() throws Exception {
    s3 = LocalS3.start().createBucket("exports");
    tables = DynamoDbEmulator.start(Emulators.DIRECTORY, logs.resolve("dynamodb.log"));
    cloudWatch = new CloudWatchStandIn(CLOCK);
    dynamoDb =
        new ExportStandIn(
            ARN, history(), Bucket.of("exports", s3.endpoint()), tables.endpoint(), CLOCK);
  }

  @AfterAll
  static void stop() throws Exception {
    dynamoDb.close();
    cloudWatch.close();
    tables.close();
    s3.close();
  }

  @Test
  void fromTheBucketToBothServicesWhateverStopsIt() {
    dynamoDb.completeAfter(4);
    new MetricsExport(options(Map.of()), false, CLOCK, line -> {}).run();

    // There is no table for the items: the lake has the days already, CloudWatch nothing.
    SteppedPacing pacing = new SteppedPacing();
    assertThatThrownBy(() -> run(pacing, Map.of(), line -> {}))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("The table analytics does not take the items: ");
    assertThat(pacing.pauses()).hasSize(2);
    assertThat(cloudWatch.samples()).containsOnlyKeys(VERDICT);

    create();
    assertKilledAfter("Table analytics: ");
    assertThat(items().keySet()).containsExactlyInAnyOrder("big", "big-2", "chess", "größe");
    assertThat(cloudWatch.samples()).containsOnlyKeys(VERDICT);

    // CloudWatch is out of reach: what is in the table stays, and nothing is remembered as sent.
    assertThatThrownBy(
            () ->
                run(
                    new SteppedPacing(),
                    Map.of("metrics.cloudwatch-endpoint", dynamoDb.endpoint()),
                    line -> {}))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("CloudWatch does not take the values: ");

    assertKilledAfter("CloudWatch Eventlake/Product: 8 values; 0 are");
    List<String> said = new ArrayList<>();
    run(new SteppedPacing(), Map.of(), said::add);
    assertThat(said)
        .anyMatch(line -> line.startsWith("CloudWatch Eventlake/Product: 8 values;"))
        .anyMatch(
            line ->
                line.endsWith(
                    ", 4 of applications whose names it does not take: printable ASCII only."));
    said.clear();
    run(new SteppedPacing(), Map.of(), said::add);
    assertThat(said)
        .contains("The tables had it all, and are as they were.")
        .anyMatch(line -> line.startsWith("CloudWatch Eventlake/Product: 0 values; 8 are as"));

    assertThat(maxima())
        .containsEntry("Eventlake/Product ActiveUsers App=big 2026-03-11T00:00:00Z", 4000.0)
        .containsEntry("Eventlake/Product GamesPlayed App=chess 2026-03-11T00:00:00Z", 2.0)
        .containsEntry("Eventlake/Product PartiesJoined App=chess 2026-03-11T00:00:00Z", 0.0)
        .hasSize(9);
    assertThat(cloudWatch.samples())
        .allSatisfy(
            (metric, of) -> {
              if (metric.equals(VERDICT)) {
                // Refused by the table, killed, killed; done, done. The other was told nothing.
                assertThat(of).containsExactly(1.0, 1.0, 1.0, 0.0, 0.0);
              } else {
                assertThat(of).hasSize(2);
              }
            });
    assertItems(items());
  }

  private static void assertItems(Map<String, Map<String, AttributeValue>> items) {
    assertThat(items.keySet()).containsExactlyInAnyOrder("big", "big-2", "chess", "größe");
    Map<String, AttributeValue> chess = items.get("chess");
    assertThat(chess.get("gamesPlayed").n()).isEqualTo("2");
    assertThat(chess.get("gamesPerUser").m()).containsEntry("u1", AttributeValue.fromN("2"));
    assertThat(chess.get("expiresAt").n())
        .isEqualTo(String.valueOf(Instant.parse("2027-06-09T00:00:00Z").getEpochSecond()));
    assertThat(items.get("big").get("parts").n()).isEqualTo("2");
    assertThat(
            items.get("big").get("activeUserIds").l().size()
                + items.get("big-2").get("activeUserIds").l().size())
        .isEqualTo(USERS);
  }

  private void assertKilledAfter(String beginning) {
    assertThatThrownBy(
            () ->
                run(
                    new SteppedPacing(),
                    Map.of(),
                    line -> {
                      if (line.startsWith(beginning)) {
                        throw new IllegalStateException("killed");
                      }
                    }))
        .hasMessage("killed");
  }

  private void run(SteppedPacing pacing, Map<String, String> other, Consumer<String> progress) {
    new MetricsRun(options(other), CLOCK, pacing, progress).run();
  }

  private JobOptions options(Map<String, String> other) {
    Map<String, String> properties = new HashMap<>();
    properties.put("job.name", MetricsJob.NAME);
    properties.put("lake.warehouse", lake.toString());
    properties.put("metrics.bucket", "s3://exports");
    properties.put("metrics.prefix", "daily");
    properties.put("metrics.table", ARN);
    properties.put("metrics.from", DAY);
    properties.put("metrics.analytics-table", ANALYTICS);
    properties.put("metrics.namespace", "Eventlake/Product");
    properties.put("metrics.verdict-namespace", "Eventlake");
    properties.put("metrics.s3-endpoint", s3.endpoint());
    properties.put("metrics.dynamodb-endpoint", dynamoDb.endpoint());
    properties.put("metrics.cloudwatch-endpoint", cloudWatch.endpoint());
    properties.putAll(other);
    return JobCatalog.options().parse(properties);
  }

  private static TableHistory history() {
    TableHistory history = new TableHistory();
    for (int user = 0; user < USERS; user++) {
      session(history, "session-big-" + user, "a-user-with-a-long-name-" + user);
    }

    session(history, "session-größe-1", "u1");
    session(history, "session-chess-1", "u1");
    session(history, "session-chess-2", "u1");
    return history;
  }

  private static void session(TableHistory history, String modelId, String user) {
    Instant time = Instant.parse(DAY + "T12:00:00Z");
    String keys =
        "{\"modelId\":{\"S\":\"%s\"},\"owner\":{\"S\":\"user-%s\"}".formatted(modelId, user);
    history.write(time, keys + "}", keys + ",\"updatedAt\":{\"S\":\"" + time + "\"}}");
  }

  private static void create() {
    try (AnalyticsTable table =
        new AnalyticsTable(ANALYTICS, "us-east-1", tables.endpoint(), new SteppedPacing())) {
      table.create();
    }
  }

  private static Map<String, Double> maxima() {
    return cloudWatch.samples().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                one -> one.getValue().stream().mapToDouble(value -> value).max().orElseThrow()));
  }

  /** By their sort key. */
  private static Map<String, Map<String, AttributeValue>> items() {
    try (DynamoDbClient client =
        DynamoDbClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create(tables.endpoint()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      return client.scanPaginator(scan -> scan.tableName(ANALYTICS)).items().stream()
          .collect(Collectors.toMap(item -> item.get("app").s(), item -> item));
    }
  }
}
