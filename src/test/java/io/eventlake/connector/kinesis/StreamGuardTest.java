package io.eventlake.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
import io.eventlake.testing.TestOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamGuardTest {

  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static final String ARN = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks";
  private static final Duration DAY = Duration.ofHours(24);
  private static final Instant CREATED = Instant.EPOCH;

  private StreamDescription stream = described("ACTIVE", DAY);

  @ParameterizedTest
  @ValueSource(strings = {"ACTIVE", "UPDATING"})
  void aFreshStartNeedsNoMoreThanAReadableStream(String status) {
    stream = described(status, DAY);

    assertThatCode(() -> check("clicks", Map.of())).doesNotThrowAnyException();
    assertThatCode(() -> check(ARN, Map.of())).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CREATING", "DELETING"})
  void aStreamThatCanNotBeReadIsRefused(String status) {
    stream = described(status, DAY);

    assertRefused(
        "clicks",
        Map.of(),
        "The Kinesis stream 'clicks' is "
            + status
            + " and cannot be read: start again when it is ACTIVE");
  }

  @Test
  void aStreamThatIsNotThereIsRefusedAndTheJobNotRestarted() {
    stream = null;

    assertRefused(
        "clicks",
        Map.of(),
        "The Kinesis stream 'clicks' does not exist in region us-east-1: create it, or correct"
            + " source.stream and source.region");
    assertThat(ThrowableClassifier.getThrowableType(new StreamRefusedException("no")))
        .isEqualTo(ThrowableType.NonRecoverableError);
  }

  @Test
  void anotherAccountsStreamOfTheSameNameIsRefused() {
    String other = ARN.replace("123456789012", "999999999999");

    assertRefused(
        other,
        Map.of(),
        "source.stream = '"
            + other
            + "' is a stream of another account, the credentials reach "
            + ARN
            + ": run the job in the stream's account");
  }

  @Test
  void aPositionWithinTheRetentionIsFine() {
    assertThatCode(() -> check("clicks", Map.of("shard-0", NOW.minus(DAY).toEpochMilli())))
        .doesNotThrowAnyException();
  }

  @Test
  void aPositionBeforeTheRetentionIsRefusedWithWhatWouldBeLost() {
    Map<String, Long> readThrough =
        Map.of(
            "shard-0", NOW.minus(DAY).toEpochMilli() - 1,
            "shard-1", NOW.minus(Duration.ofHours(2)).toEpochMilli(),
            "shard-2", NOW.minus(Duration.ofHours(50)).toEpochMilli());

    assertRefused(
        "clicks",
        readThrough,
        "The Kinesis stream 'clicks' keeps records for 24 h, but the restored state is older:"
            + " records that arrived before 2026-03-09T12:00:00Z are gone and would be lost on"
            + " shard-0 (read up to 2026-03-09T11:59:59.999Z),"
            + " shard-2 (read up to 2026-03-08T10:00:00Z);"
            + " restore a newer savepoint, or start without state and load the gap from an archive"
            + " with the files source");
  }

  @Test
  void aLongerRetentionAllowsAnOlderPosition() {
    stream = described("ACTIVE", Duration.ofDays(7));

    assertThatCode(() -> check("clicks", Map.of("shard-0", NOW.minus(DAY).toEpochMilli() - 1)))
        .doesNotThrowAnyException();
  }

  @Test
  void aBeginningThatIsStillToComeIsRefused() {
    assertThatCode(() -> checkStart(NOW)).doesNotThrowAnyException();
    assertThatThrownBy(() -> checkStart(NOW.plusMillis(300)))
        .isInstanceOf(StreamRefusedException.class)
        .hasMessage(
            "source.initial-timestamp = 2026-03-10T12:00:00.300Z is still to come, it is"
                + " 2026-03-10T12:00:00Z by the clock of Kinesis, which refuses to read from then:"
                + " correct it, or set source.initial-position=latest");
  }

  @Test
  void aStreamThatWasMadeAnewIsRefused() {
    Instant read = NOW.minus(Duration.ofHours(2));
    ReadProgress progress = new ReadProgress();
    progress.note("shard-0", read.toEpochMilli(), 0);
    stream = new StreamDescription(ARN, "ACTIVE", DAY, read.plusSeconds(2), NOW);

    assertRefused(
        "clicks",
        progress.toMap(),
        "The Kinesis stream 'clicks' was created at 2026-03-10T10:00:02Z, but the restored state is"
            + " of an older one of that name: what was not read of that is gone with it, shard-0"
            + " (read up to 2026-03-10T09:59:00Z); start without state to read the new one from"
            + " its beginning, and load what is missing from an archive with the files source");
  }

  /** The stream's clock is known to a second only. */
  @Test
  void aStreamThatWasReadAsSoonAsItWasCreatedIsTheSame() {
    ReadProgress progress = new ReadProgress();
    progress.note("shard-0", NOW.minusMillis(999).toEpochMilli(), 0);
    stream = new StreamDescription(ARN, "ACTIVE", DAY, NOW, NOW);

    assertThatCode(() -> check("clicks", progress.toMap())).doesNotThrowAnyException();
  }

  @Test
  void manyShardsAreCounted() {
    Map<String, Long> readThrough = new TreeMap<>();
    for (int i = 0; i < 8; i++) {
      readThrough.put("shard-" + i, 0L);
    }

    assertThatThrownBy(() -> check("clicks", readThrough))
        .hasMessageContaining("shard-4 (read up to 1970-01-01T00:00:00Z) and 3 more shards;");
  }

  @Test
  void whatIsNoArnOfAStreamIsToldInASentence() {
    assertThatThrownBy(() -> check("arn:aws:sqs:eu-west-1:123456789012:clicks", Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("is no ARN of a stream, such as arn:aws:kinesis:");
  }

  @Test
  void progressNeverGoesBackAndKeepsAMargin() {
    ReadProgress progress = new ReadProgress();
    progress.note("shard-0", 1_000_000, 100_000);
    progress.note("shard-0", 1_000_000, 500_000);
    progress.note("shard-1", 2_000_000, 0);
    progress.retain(Set.of("shard-0", "shard-2"));

    assertThat(progress.toMap())
        .isEqualTo(Map.of("shard-0", 900_000 - ReadProgress.MARGIN.toMillis()));
  }

  private void assertRefused(String name, Map<String, Long> readThrough, String message) {
    assertThatThrownBy(() -> check(name, readThrough))
        .isInstanceOf(StreamRefusedException.class)
        .hasMessage(message);
  }

  private void check(String name, Map<String, Long> readThrough) {
    StreamName streamName = StreamName.of(TestOptions.kinesis(name, "http://127.0.0.1:1").source());
    new StreamGuard(this::describe).checkRestored(streamName, readThrough);
  }

  private void checkStart(Instant begin) {
    StreamName name = StreamName.of(TestOptions.kinesis("clicks", "http://127.0.0.1:1").source());
    new StreamGuard(this::describe).checkStart(name, begin);
  }

  private static StreamDescription described(String status, Duration retention) {
    return new StreamDescription(ARN, status, retention, CREATED, NOW);
  }

  private Optional<StreamDescription> describe(String name) {
    assertThat(name).isEqualTo("clicks");
    return Optional.ofNullable(stream);
  }
}
