package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.connector.standin.Bucket;
import io.eventlake.connector.standin.ExportStandIn;
import io.eventlake.connector.standin.TableHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code metrics export} against a DynamoDB with exports, and the run that waits for one. */
class MetricsExportITCase {

  private static final String ARN = "arn:aws:dynamodb:eu-west-2:111122223333:table/api";
  private static final Instant NOW = Instant.parse("2026-03-12T02:00:00Z");

  @TempDir private Path place;

  private final TableHistory history = new TableHistory();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private ExportStandIn dynamoDb;

  @BeforeEach
  void start() {
    Instant day = Instant.parse("2026-03-11T00:00:00Z");
    session("session-chess-1", "u1", day.minusSeconds(1));
    session("session-chess-1", "u1", day);
    session("session-chess-2", "u2", day.plusSeconds(86_399));
    session("session-chess-2", "u2", day.plusSeconds(86_400));
    session("session-chess-3", "u1", day.minus(Duration.ofDays(3)));
    history.write(day.plusSeconds(7), keys("session-chess-4", "u1"), null);
    dynamoDb =
        new ExportStandIn(
            ARN,
            history,
            Bucket.in(place.resolve("exports")),
            null,
            Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void stop() {
    dynamoDb.close();
  }

  @Test
  void whatIsAskedForTwiceIsOneExportAndARunWaitsForIt() throws IOException {
    // As a clock that calls twice, and then a run half an hour later that knows of no ARN.
    String[] export = {"export", "--day", "yesterday", "--set", "metrics.kms-key=alias/exports"};
    assertThat(metrics(export)).as(err.toString()).isZero();
    String first = out.toString();
    assertThat(first)
        .contains("Export " + ARN + "/export/", " of the changes of 2026-03-11 is IN_PROGRESS")
        .contains("Then: ")
        .contains(" metrics run --day 2026-03-11 --export " + ARN + "/export/");
    out.getBuffer().setLength(0);
    assertThat(metrics(export)).isZero();
    assertThat(out.toString()).isEqualTo(first);
    assertThat(exports()).hasSize(1);
    assertThat(dynamoDb.calls().get(0))
        .contains(
            "\"ExportType\":\"INCREMENTAL_EXPORT\"",
            "\"ExportFromTime\":1.7731872E9",
            "\"ExportToTime\":1.7732736E9",
            "\"ExportFormat\":\"DYNAMODB_JSON\"",
            "\"S3SseAlgorithm\":\"KMS\"",
            "\"S3SseKmsKeyId\":\"alias/exports\"",
            "\"S3Prefix\":\"daily\"");

    assertThat(metrics("run", "--day", "yesterday")).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains(": changes from 2026-03-11T00:00:00Z to 2026-03-12T00:00:00Z, ")
        .contains(
            "3 items read: 2 counted on 2026-03-11 (2 new), 0 of other days, 0 of other models, 1"
                + " removed, 0 rejected.");
  }

  /** Of all items as they were when yesterday was over: what happened since hides nothing. */
  @Test
  void aBackfillIsOfTheLastMidnight() throws IOException {
    assertThat(metrics("export", "--backfill", "--from", "2026-03-01", "--format", "json"))
        .as(err.toString())
        .isZero();
    assertThat(dynamoDb.calls().get(0))
        .contains("\"ExportType\":\"FULL_EXPORT\"", "\"ExportTime\":1.7732736E9");
    assertThat(out.toString())
        .contains("\"verdict\"", "\"DONE\"", "\"status\"", "\"IN_PROGRESS\"", "2026-03-01");
    out.getBuffer().setLength(0);

    String arn = ARN + "/export/" + exports().get(0);
    assertThat(metrics("run", "--from", "2026-03-01", "--to", "2026-03-11", "--export", arn))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .contains("3 items read: 3 counted on 2026-03-01 to 2026-03-11 (3 new), 0 of other days,")
        .doesNotContain("waiting.");
  }

  @Test
  void afterAFailureAnotherIsMadeAndTheRunTellsTheServicesReason() throws IOException {
    dynamoDb.fail("the bucket is gone");
    assertThat(metrics("export", "--day", "2026-03-11")).as(err.toString()).isZero();
    assertFails(
        "FAILED: S3AccessDenied, the bucket is gone; mend that and ask for another with metrics"
            + " export",
        "run",
        "--day",
        "2026-03-11");
    assertThat(Files.exists(place.resolve("lake"))).isFalse();

    dynamoDb.fail(null);
    assertThat(metrics("export", "--day", "2026-03-11")).isZero();
    assertThat(exports()).hasSize(2);
    assertThat(metrics("export", "--day", "2026-03-11")).isZero();
    assertThat(exports()).hasSize(2);

    // One that DynamoDB does not know, as of another table below the same prefix.
    Path other = place.resolve("exports/daily/AWSDynamoDB/01773273600001-0000000a");
    Files.createFile(Files.createDirectory(other).resolve("_started"));
    assertThat(metrics("run", "--day", "2026-03-11")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("Export " + exports().get(1) + ": changes from ");
  }

  @Test
  void whatCannotBeExportedIsRefusedInASentence() {
    assertFails("2026-03-12 is not over", "export", "--day", "today");
    assertFails(
        "2026-02-01 is more than 35 days ago, and point-in-time recovery has no more: what all"
            + " items still tell of it, metrics export --backfill --from 2026-02-01 gets",
        "export",
        "--day",
        "2026-02-01");
    assertFails(
        "metrics.table must be the ARN of the table",
        "export",
        "--day",
        "yesterday",
        "--set",
        "metrics.table=api");
    assertFails(
        "DynamoDB does not export " + ARN + "x: TableNotFoundException, Table not found; correct",
        "export",
        "--day",
        "yesterday",
        "--set",
        "metrics.table=" + ARN + "x");
    assertFails(
        "is a folder: name the bucket, and the folder as metrics.prefix",
        "export",
        "--day",
        "yesterday",
        "--set",
        "metrics.bucket=s3://exports/daily");
    assertFails(
        "is no export of the table in metrics.table, " + ARN,
        "run",
        "--day",
        "yesterday",
        "--export",
        ARN + "x/export/1-a");
    assertFails(
        "is no ARN of an export",
        "run",
        "--day",
        "yesterday",
        "--set",
        "metrics.table=api",
        "--export",
        "arn:aws:dynamodb:eu-west-2:1:table/api");
    assertFails(
        "has no whole export with the changes of 2026-03-11; metrics export asks DynamoDB for it",
        "run",
        "--day",
        "yesterday");
  }

  private void assertFails(String why, String... words) {
    err.getBuffer().setLength(0);
    assertThat(metrics(words)).isEqualTo(2);
    assertThat(err.toString()).contains(why);
    assertThat(err.toString().strip().lines()).hasSize(1);
  }

  private int metrics(String... words) {
    List<String> all = new ArrayList<>(List.of("metrics", words[0]));
    all.addAll(
        List.of(
            "--warehouse",
            place.resolve("lake").toString(),
            "--now",
            NOW.toString(),
            "--set",
            "metrics.prefix=daily",
            "--set",
            "metrics.dynamodb-endpoint=" + dynamoDb.endpoint()));
    List<String> given = List.of(words).subList(1, words.length);
    String text = String.join(" ", given);
    if (!text.contains("metrics.table=")) {
      all.addAll(List.of("--set", "metrics.table=" + ARN));
    }

    if (!text.contains("metrics.bucket=")) {
      all.addAll(List.of("--set", "metrics.bucket=" + place.resolve("exports")));
    }

    all.addAll(given);
    return Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(new String[0]));
  }

  /** Ids of all exports that have begun. */
  private List<String> exports() throws IOException {
    try (Stream<Path> folders = Files.list(place.resolve("exports/daily/AWSDynamoDB"))) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> !name.equals("data"))
          .sorted()
          .toList();
    }
  }

  private void session(String modelId, String user, Instant updated) {
    history.write(
        updated,
        keys(modelId, user),
        "{\"modelId\":{\"S\":\"%s\"},\"owner\":{\"S\":\"user-%s\"},\"updatedAt\":{\"S\":\"%s\"}}"
            .formatted(modelId, user, updated));
  }

  private static String keys(String modelId, String user) {
    return "{\"modelId\":{\"S\":\"%s\"},\"owner\":{\"S\":\"user-%s\"}}".formatted(modelId, user);
  }
}
