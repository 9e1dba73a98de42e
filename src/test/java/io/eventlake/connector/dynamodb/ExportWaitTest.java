package io.eventlake.connector.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.testing.SteppedPacing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;

/** How an export is waited for, and what makes two wishes the same. */
class ExportWaitTest {

  private static final String ARN = "arn:aws:dynamodb:eu-west-2:111122223333:table/api/export/1-a";
  private static final Instant TO = Instant.parse("2026-03-11T00:00:00Z");
  private static final Instant FROM = TO.minus(Duration.ofDays(1));

  private final SteppedPacing pacing = new SteppedPacing();
  private final List<String> told = new ArrayList<>();
  private final List<String> looks = new ArrayList<>();

  @Test
  void looksLessAndLessOftenAndSaysItOnce() {
    TableExport export = wait(Duration.ofHours(1), 6, "COMPLETED").completed(ARN);

    assertThat(export.id()).isEqualTo("1-a");
    assertThat(export.folder()).isEqualTo("daily/AWSDynamoDB/1-a");
    assertThat(pacing.pauses())
        .extracting(Duration::toSeconds)
        .containsExactly(5L, 10L, 20L, 40L, 60L, 60L);
    assertThat(told)
        .containsExactly(
            "The export " + ARN + " is IN_PROGRESS: waiting.", "It is COMPLETED after 195 s.");
  }

  @Test
  void whatIsCompletedIsNotWaitedFor() {
    wait(Duration.ZERO, 0, "COMPLETED").completed(ARN);

    assertThat(pacing.pauses()).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void theWaitHasAnEndWhichIsNotPassed() {
    assertThatThrownBy(() -> wait(Duration.ofSeconds(50), 99, "COMPLETED").completed(ARN))
        .hasMessage(
            "The export "
                + ARN
                + " is IN_PROGRESS after 50 s; run this again later, or set metrics.wait to more");
    assertThat(pacing.pauses()).extracting(Duration::toSeconds).containsExactly(5L, 10L, 20L, 15L);
  }

  @Test
  void aFailureIsToldInTheServicesWords() {
    assertThatThrownBy(() -> wait(Duration.ofHours(1), 2, "FAILED").completed(ARN))
        .hasMessage(
            "The export "
                + ARN
                + " FAILED: S3AccessDenied, the bucket said no; mend that and ask for another with"
                + " metrics export");
    assertThat(looks).hasSize(3);
  }

  @Test
  void twoWishesAreOneWhereAllIsTheSame() {
    String token = wish("t", "b", "p", "k", FROM, TO).token("");
    assertThat(wish("t", "b", "p", "k", FROM, TO).token("")).isEqualTo(token);
    List<String> others = new ArrayList<>();
    others.add(wish("u", "b", "p", "k", FROM, TO).token(""));
    others.add(wish("t", "c", "p", "k", FROM, TO).token(""));
    others.add(wish("t", "b", "q", "k", FROM, TO).token(""));
    others.add(wish("t", "b", "p", null, FROM, TO).token(""));
    others.add(wish("t", "b", "p", "k", null, TO).token(""));
    others.add(wish("t", "b", "p", "k", FROM, TO.plusSeconds(1)).token(""));
    others.add(wish("t", "b", "p", "k", FROM, TO).token(ARN));
    assertThat(others).doesNotContain(token).doesNotHaveDuplicates();
  }

  private static ExportWish wish(
      String table, String bucket, String prefix, String key, Instant from, Instant to) {
    return new ExportWish(table, bucket, prefix, key, from, to);
  }

  /** In progress so often, then at an end. */
  private ExportWait wait(Duration most, int inProgress, String end) {
    List<String> states = new ArrayList<>(Collections.nCopies(inProgress, "IN_PROGRESS"));
    states.add(end);
    return new ExportWait(
        arn -> {
          looks.add(arn);
          return new TableExport(
              ExportDescription.builder()
                  .exportArn(arn)
                  .s3Prefix("daily")
                  .exportStatus(states.remove(0))
                  .failureCode("S3AccessDenied")
                  .failureMessage("the bucket said no")
                  .build());
        },
        pacing,
        most,
        told::add);
  }
}
