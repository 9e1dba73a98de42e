package io.eventlake.connector.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
import io.eventlake.connector.standin.CloudWatchStandIn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

/** Values on their way to CloudWatch, and that its stand-in rejects what CloudWatch does. */
class CloudWatchValuesTest {

  private static final Instant NOW = Instant.parse("2026-03-12T02:30:00Z");
  private static final Instant DAY = Instant.parse("2026-03-11T00:00:00Z");

  @Test
  void aThousandGoAtOnceAndEachHasItsTimeAndDimension() {
    try (CloudWatchStandIn cloudWatch = standIn();
        CloudWatchValues values = values(cloudWatch)) {
      for (int app = 0; app < 2500; app++) {
        values.put("GamesPlayed", "App", "app" + app, DAY, app);
      }

      values.flush();
      values.flush();
      assertThat(cloudWatch.calls()).isEqualTo(3);
      assertThat(cloudWatch.samples())
          .hasSize(2500)
          .containsEntry(
              "Eventlake/Product GamesPlayed App=app2499 2026-03-11T00:00:00Z", List.of(2499.0));
    }
  }

  @Test
  void aRefusalIsASentence() {
    try (CloudWatchStandIn cloudWatch = standIn();
        CloudWatchValues values = values(cloudWatch)) {
      values.put("GamesPlayed", "App", "chess", NOW.minus(Duration.ofDays(15)), 1);
      assertThatThrownBy(values::flush)
          .isInstanceOf(ConfigException.class)
          .hasMessageStartingWith("CloudWatch does not take the values: ")
          .hasMessageContaining("within the past two weeks");
      assertThat(cloudWatch.samples()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"chess,true", "a b,true", "' ',false", "'',false", "schach-ü,false"})
  void aNameIsJudgedBeforeItIsSent(String name, boolean isTaken) {
    assertThat(CloudWatchValues.isDimension(name)).isEqualTo(isTaken);
  }

  @Test
  void theStandInRejectsWhatCloudWatchDoes() {
    try (CloudWatchStandIn cloudWatch = standIn();
        CloudWatchClient client = client(cloudWatch)) {
      MetricDatum good = MetricDatum.builder().metricName("m").timestamp(DAY).value(1.0).build();
      assertRejected(client, List.of(good.toBuilder().value(Double.NaN).build()), "NaN");
      assertRejected(client, Collections.nCopies(1001, good), "1000");
      assertRejected(
          client,
          List.of(good.toBuilder().value(null).values(Collections.nCopies(151, 1.0)).build()),
          "150");
      assertRejected(
          client,
          List.of(good.toBuilder().timestamp(NOW.plus(Duration.ofHours(3))).build()),
          "time");
      client.putMetricData(
          to ->
              to.namespace("n")
                  .metricData(
                      good.toBuilder().value(null).values(Collections.nCopies(150, 1.0)).build()));
      assertThat(cloudWatch.samples().values())
          .singleElement()
          .satisfies(of -> assertThat(of).hasSize(150));
    }
  }

  private static void assertRejected(CloudWatchClient client, List<MetricDatum> data, String why) {
    assertThatThrownBy(() -> client.putMetricData(to -> to.namespace("n").metricData(data)))
        .isInstanceOf(CloudWatchException.class)
        .hasMessageContaining(why);
  }

  private static CloudWatchStandIn standIn() {
    return new CloudWatchStandIn(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static CloudWatchValues values(CloudWatchStandIn cloudWatch) {
    return new CloudWatchValues("Eventlake/Product", "us-east-1", cloudWatch.endpoint());
  }

  private static CloudWatchClient client(CloudWatchStandIn cloudWatch) {
    return AwsEndpoint.configure(CloudWatchClient.builder(), "us-east-1", cloudWatch.endpoint())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
