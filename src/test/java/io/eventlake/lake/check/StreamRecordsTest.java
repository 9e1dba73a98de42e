package io.eventlake.lake.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.SourceOptions;
import io.eventlake.job.JobCatalog;
import io.eventlake.testing.CloudWatchEndpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the lake was handed against what its stream took, as CloudWatch says it. */
class StreamRecordsTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final Instant BEGIN = Instant.parse("2026-01-30T09:30:00Z");
  private static final int MINUTES = 26 * 60;

  private final CloudWatchEndpoint cloudWatch = CloudWatchEndpoint.start("clicks");
  private final Map<String, String> properties = new TreeMap<>();
  private final HandedOver lake = new HandedOver();

  StreamRecordsTest() {
    properties.put("source.stream", "clicks");
    properties.put("source.cloudwatch-endpoint", cloudWatch.address());
    for (int minute = 0; minute < MINUTES; minute++) {
      cloudWatch.took(at(minute), 10);
      lake.add(at(minute), 10, 0);
    }
  }

  @AfterEach
  void close() {
    cloudWatch.close();
  }

  @Test
  void equalCountsPassOverAllWholeHours() {
    assertThat(check()).hasToString("ops.record_counts stream-records PASS: 0 ");
    // From 10:00 to 11:00 of the next day and a minute more at both ends, in pages.
    assertThat(cloudWatch.requests())
        .hasSizeGreaterThan(1)
        .allSatisfy(
            request -> {
              assertThat(request.path("StartTime").asLong())
                  .isEqualTo(Instant.parse("2026-01-30T09:59:00Z").getEpochSecond());
              assertThat(request.path("EndTime").asLong())
                  .isEqualTo(Instant.parse("2026-01-31T11:01:00Z").getEpochSecond());
              assertThat(request.at("/MetricDataQueries/0/MetricStat/Stat").asText())
                  .isEqualTo("Sum");
              assertThat(request.at("/MetricDataQueries/0/MetricStat/Period").asInt())
                  .isEqualTo(60);
            });
  }

  @Test
  void anArnNamesTheStreamAndItsRegion() {
    properties.put("source.stream", "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks");

    assertThat(check().verdict()).isEqualTo("PASS");
  }

  @Test
  void fewerInTheLakeFail() {
    cloudWatch.took(at(100), 50).took(at(400), 60);

    CheckResult result = check();

    assertThat(result.passed()).isFalse();
    assertThat(result.offending()).isEqualTo(110);
    assertThat(result.finding())
        .startsWith(
            "The lake was handed fewer records than the stream took, 2026-01-30T11:00:00Z to"
                + " 2026-01-30T17:00:00Z: taken 3710, handed over 3600, most of it:\n"
                + "  2026-01-30T16:00:00Z to 2026-01-30T17:00:00Z: taken 660, handed over 600\n"
                + "  2026-01-30T11:00:00Z to 2026-01-30T12:00:00Z: taken 650, handed over 600\n")
        .contains("backfill");
  }

  @Test
  void manyHoursAreToldByTheFirst() {
    for (int hour = 1; hour < 20; hour++) {
      cloudWatch.took(at(60 * hour), 30);
    }

    assertThat(check().finding()).contains("\n  and 14 hours more\n");
  }

  @Test
  void moreInTheLakeAreToldOnly() {
    lake.add(at(100), 25, 0);

    CheckResult result = check();

    assertThat(result.verdict()).isEqualTo("WARN");
    assertThat(result.offending()).isEqualTo(25);
    assertThat(result.finding())
        .startsWith(
            "The lake was handed more records than the stream took, 2026-01-30T11:00:00Z to"
                + " 2026-01-30T12:00:00Z: taken 600, handed over 625\n  Something else");
  }

  @Test
  void aSurplusElsewhereHidesNoLoss() {
    lake.add(at(100), 1000, 0).add(at(400), -60, 0);

    CheckResult result = check();

    assertThat(result.verdict()).isEqualTo("FAIL");
    assertThat(result.offending()).isEqualTo(60);
    assertThat(result.finding())
        .contains("taken 600, handed over 540\n  The lake was handed more records");
  }

  @Test
  void whatMayStillComeAndWhatAnOlderReleaseReadIsNotCompared() {
    cloudWatch.took(at(31), -10).took(at(200), 999).took(at(MINUTES - 40), 999);
    assertThat(check().verdict()).isEqualTo("FAIL");

    lake.add(at(330), 0, 5);
    Instant read = at(MINUTES - 40);
    assertThat(check(read).verdict()).isEqualTo("PASS");
    assertThat(cloudWatch.requests())
        .last()
        .satisfies(
            request ->
                assertThat(request.path("StartTime").asLong())
                    .isEqualTo(Instant.parse("2026-01-30T15:59:00Z").getEpochSecond()));

    assertThat(check(Instant.MIN).finding()).startsWith("Not compared: no whole hour");
  }

  @Test
  void anEmptyLakeIsNotCompared() {
    CheckResult result = records().check(new HandedOver(), Instant.MAX);

    assertThat(result.verdict()).isEqualTo("WARN");
    assertThat(result.finding()).startsWith("Not compared: no whole hour");
    assertThat(cloudWatch.requests()).isEmpty();
  }

  @Test
  void aStreamOfWhichNothingIsCountedIsNotCompared() {
    properties.put("source.stream", "clocks");

    CheckResult result = check();

    assertThat(result.verdict()).isEqualTo("WARN");
    assertThat(result.finding())
        .startsWith("Not compared: CloudWatch has no IncomingRecords of the stream 'clocks' for ")
        .endsWith("check source.stream and source.region");
  }

  @Test
  void aMissingRightIsTold() {
    cloudWatch.refuse("com.amazonaws.cloudwatch#AccessDeniedException");

    CheckResult result = check();

    assertThat(result.verdict()).isEqualTo("WARN");
    assertThat(result.finding())
        .startsWith("Not compared: CloudWatch does not say in region us-east-1")
        .contains("as the test wants")
        .contains("cloudwatch:GetMetricData");
  }

  @Test
  void anAnswerThatIsNotWholeIsNotTakenForOne() {
    cloudWatch.status("InternalError");

    assertThat(check().finding()).contains("the answer ends with InternalError");

    cloudWatch.status("PartialData");
    assertThat(check().finding()).contains("the answer ends with PartialData");
  }

  @Test
  void anEmulatorCountsNothing() {
    properties.remove("source.cloudwatch-endpoint");
    properties.put("source.endpoint", "http://127.0.0.1:1");

    CheckResult result = check();

    assertThat(result.verdict()).isEqualTo("WARN");
    assertThat(result.finding()).contains("'clicks' at http://127.0.0.1:1 is an emulator's");
  }

  private CheckResult check() {
    return check(Instant.MAX);
  }

  private CheckResult check(Instant read) {
    return records().check(lake, read);
  }

  private StreamRecords records() {
    SourceOptions source = JobCatalog.options().parseStream(properties);
    return new StreamRecords(source, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static Instant at(int minute) {
    return BEGIN.plus(Duration.ofMinutes(minute));
  }
}
