package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.product.ProductTables;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.MetricsJob;
import io.eventlake.testing.ExportFolder;
import io.eventlake.testing.LakeReader;
import io.eventlake.testing.LakeWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code metrics run} as its user has it: figures, repetitions, faults, kills between its steps.
 */
class MetricsRunITCase {

  private static final LocalDate DAY = LocalDate.parse("2026-03-10");
  private static final Instant MIDNIGHT = DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
  private static final Instant NEXT = MIDNIGHT.plus(Duration.ofDays(1));
  private static final String NOW = "2026-03-12T02:30:00Z";
  private static final String ARN = "arn:aws:dynamodb:eu-west-2:111122223333:table/api";

  @TempDir private Path place;

  private Path bucket;
  private StringWriter out;
  private StringWriter err;

  @BeforeEach
  void prepare() throws IOException {
    bucket = Files.createDirectory(place.resolve("bucket"));
    out = new StringWriter();
    err = new StringWriter();
  }

  /** Properties 17 to 19 of the owner's document, and what is told of bad items. */
  @Test
  void aSecondRunChangesNothingAndABackfillLowersNothing() throws IOException {
    ExportFolder.incremental(bucket, "1-day", MIDNIGHT, NEXT)
        .of(ARN)
        .file(
            "a", List.of(change("session-sudoku-1", "u1", 0), change("session-sudoku-2", "u2", 5)))
        .file("b", List.of())
        .file("c", List.of("{\"NewImage\":{}}", "no json", change("session--3", "u1", 5)))
        .complete();
    assertThat(run("--day", "2026-03-10", "--prefix", "prefix")).as(err.toString()).isZero();

    assertThat(out.toString())
        .contains(
            "5 items read: 2 counted on 2026-03-10 (2 new), 0 of other days, 0 of other models, 0"
                + " removed, 3 rejected.")
        .contains("1 items rejected, MALFORMED_JSON: the first is line 2 of ")
        .contains("2 items rejected, BAD_MODEL_ID: the first is line 1 of ")
        .doesNotContain("no json");
    assertThat(lines("items.ndjson")).hasSize(1);
    assertThat(lines("cloudwatch.ndjson"))
        .containsExactly(
            "{\"timestamp\":\"2026-03-10T00:00:00Z\",\"App\":\"sudoku\",\"ActiveUsers\":2,"
                + "\"GamesPlayed\":2,\"PartiesCreated\":0,\"PartiesJoined\":0}");
    Map<String, Long> before = snapshots();
    List<String> items = lines("items.ndjson");

    assertThat(run("--day", "2026-03-10", "--prefix", "prefix")).isZero();
    assertThat(snapshots()).isEqualTo(before);
    assertThat(lines("items.ndjson")).isEqualTo(items);
    assertThat(lines("cloudwatch.ndjson")).isEmpty();

    // A full export knows only the last update: session 1 is of another day by then.
    ExportFolder.full(bucket, "2-all", NEXT.plusSeconds(99))
        .of(ARN)
        .file(
            "d", List.of(item("session-sudoku-1", "u1", 86_400), item("session-sudoku-9", "u1", 9)))
        .complete();
    assertThat(run("--from", "2026-03-09", "--to", "2026-03-10", "--prefix", "prefix")).isZero();
    assertThat(lines("cloudwatch.ndjson"))
        .containsExactly(
            "{\"timestamp\":\"2026-03-10T00:00:00Z\",\"App\":\"sudoku\",\"GamesPlayed\":3}");

    out.getBuffer().setLength(0);
    assertThat(main("metrics", "show", "--format", "csv", "--warehouse", lake())).isZero();
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            "metric_dt,app,active_users,games_played,parties_created,parties_joined,complete\n"
                + "2026-03-10,sudoku,2,3,0,0,true\n");
    out.getBuffer().setLength(0);
    assertThat(
            main(
                "sql",
                "--family",
                "product",
                "--format",
                "csv",
                "--warehouse",
                lake(),
                "SELECT export_id, rejected_reasons, read_items - counted_items - outside_items"
                    + " - other_items - removed_items - rejected_items AS open"
                    + " FROM ops.metric_exports ORDER BY export_id"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            "export_id,rejected_reasons,open\n"
                + "1-day,\"MALFORMED_JSON=1,BAD_MODEL_ID=2\",0\n"
                + "2-all,,0\n");
    out.getBuffer().setLength(0);
    assertThat(main("audit", "--warehouse", lake())).as(out.toString()).isZero();
    assertThat(out.toString())
        .contains("7a", "7b", "7c", "7d", "7e", "7f", "7g")
        .doesNotContain("bronze");
    assertThat(main("check", "--warehouse", lake())).as(out.toString()).isZero();
    assertThat(main("maintain", "--warehouse", lake())).as(err.toString()).isZero();
    reported();
    LakeWriter.append(
        new LakeTables(catalog()).load(ProductTables.DAILY_USERS),
        List.of(
            Map.of(
                "metric_dt",
                DAY,
                "app",
                "chess",
                "user_id",
                "u1",
                "games_played",
                1L,
                "parties_created",
                0L)));
    assertThat(main("audit", "--warehouse", lake())).isOne();
  }

  private void reported() throws IOException {
    Path page = place.resolve("page");
    assertThat(
            main("report", "--family", "product", "--warehouse", lake(), "--out", page.toString()))
        .as(err.toString() + out)
        .isZero();
    assertThat(page.resolve("index.html"))
        .content()
        .contains("<h1>Product report</h1>", "Days from 2026-03-10 to 2026-03-10")
        .contains("<dd>2</dd><dd class=\"aside\">applications: 1</dd>")
        .contains(
            "<th scope=\"row\">sudoku</th><td class=\"number\">2</td><td class=\"number\">0</td>"
                + "<td class=\"number\">0.00\u00a0%</td><td class=\"number\">2.00</td>"
                + "<td class=\"number\">3</td>")
        .doesNotContain("Not computed");
  }

  @Test
  void whatIsNotWholeOrNotAskedForChangesNothing() throws IOException {
    ExportFolder export =
        ExportFolder.incremental(bucket, "1-day", MIDNIGHT, NEXT)
            .of(ARN)
            .file("a", List.of(change("session-sudoku-1", "u1", 0)))
            .file("b", List.of(change("session-sudoku-2", "u1", 0)))
            .complete();
    String folder = "prefix/AWSDynamoDB/1-day";
    assertFails("2026-03-12 is not over", "--day", "2026-03-12", "--export", folder);
    assertFails(
        "but those from 2026-03-11T00:00:00Z to 2026-03-12T00:00:00Z were asked for",
        "--day",
        "2026-03-11",
        "--export",
        folder);
    assertFails(
        "is an export of the table " + ARN + ", but metrics.table = other",
        "--day",
        "2026-03-10",
        "--export",
        folder,
        "--set",
        "metrics.table=other");
    assertFails(
        "has no whole export with the changes of 2026-03-11; there is 1-day (changes from",
        "--day",
        "2026-03-11",
        "--prefix",
        "prefix");
    assertThat(Files.exists(place.resolve("lake"))).isFalse();

    Path data = export.data().resolve("b");
    byte[] whole = Files.readAllBytes(data);
    Files.write(data, Arrays.copyOf(whole, whole.length - 1));
    assertFails("/data/b has the MD5 ", "--day", "2026-03-10", "--export", folder);
    assertThat(snapshots()).isEmpty();

    Files.write(data, whole);
    assertThat(run("--day", "2026-03-10", "--export", folder)).as(err.toString()).isZero();
    Map<String, Long> before = snapshots();
    Files.delete(data);
    assertFails("/data/b, which does not exist", "--day", "2026-03-10", "--export", folder);
    ExportFolder.incremental(bucket, "9-foreign", NEXT, NEXT.plus(Duration.ofDays(1)))
        .of(ARN + "-other")
        .complete();
    assertFails(
        "9-foreign is an export of the table " + ARN + "-other, but the metrics are of " + ARN,
        "--day",
        "2026-03-11",
        "--prefix",
        "prefix");
    assertThat(snapshots()).isEqualTo(before);
  }

  /** After a line that it says, which follows on each step; the second and third on one. */
  @Test
  void whereverItIsKilledTheNextRunBringsItToTheSameEnd() throws IOException {
    ExportFolder.incremental(bucket, "1-day", MIDNIGHT, NEXT)
        .of(ARN)
        .file("a", List.of(change("session-sudoku-1", "u1", 0)))
        .complete();
    int steps = 5;
    for (int step : new int[] {1, 2, 4, 5}) {
      int last = step;
      List<String> said = new ArrayList<>();
      assertThatThrownBy(
              () ->
                  job(
                      line -> {
                        said.add(line);
                        if (said.size() == last) {
                          throw new IllegalStateException("killed");
                        }
                      }))
          .as("step %d", step)
          .hasMessage("killed");
      assertThat(said).hasSize(step);
    }

    // Nothing that was given to CloudWatch was remembered yet: it is given once more.
    assertThat(lines("cloudwatch.ndjson")).hasSize(1);
    List<String> said = new ArrayList<>();
    job(said::add);
    assertThat(said).hasSize(steps);
    assertThat(lines("cloudwatch.ndjson")).hasSize(1);
    assertThat(lines("items.ndjson")).hasSize(1);
    job(line -> {});
    assertThat(lines("cloudwatch.ndjson")).isEmpty();
    try (LakeTables tables = new LakeTables(catalog())) {
      assertThat(LakeReader.rows(tables.load(ProductTables.ACTIVITY))).hasSize(1);
      assertThat(LakeReader.rows(tables.load(ProductTables.DAILY))).hasSize(1);
      assertThat(LakeReader.rows(tables.load(ProductTables.DAILY_USERS))).hasSize(1);
      assertThat(LakeReader.rows(tables.load(ProductTables.EXPORTS))).hasSize(1);
      assertThat(LakeReader.rows(tables.load(ProductTables.RUNS))).hasSize(1);
      assertThat(LakeReader.rows(tables.load(ProductTables.VALUES))).hasSize(4);
    }
  }

  private void job(Consumer<String> progress) {
    new MetricsJob()
        .run(
            JobCatalog.options()
                .parse(
                    Map.of(
                        "job.name",
                        MetricsJob.NAME,
                        "lake.warehouse",
                        lake(),
                        "metrics.bucket",
                        bucket.toString(),
                        "metrics.prefix",
                        "prefix",
                        "metrics.from",
                        "2026-03-10",
                        "metrics.out",
                        place.resolve("out").toString())),
            Clock.fixed(Instant.parse(NOW), ZoneOffset.UTC),
            progress);
  }

  private void assertFails(String why, String... words) {
    err.getBuffer().setLength(0);
    assertThat(run(words)).isNotZero();
    assertThat(err.toString()).contains(why);
    assertThat(err.toString().strip().lines()).hasSize(1);
  }

  private int run(String... words) {
    List<String> all = new ArrayList<>(List.of("metrics", "run", "--warehouse", lake()));
    all.addAll(List.of("--set", "metrics.bucket=" + bucket, "--now", NOW));
    all.addAll(List.of("--out", place.resolve("out").toString()));
    all.addAll(List.of(words));
    return main(all.toArray(new String[0]));
  }

  private int main(String... words) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), words);
  }

  private String lake() {
    return place.resolve("lake").toString();
  }

  private LakeCatalog catalog() {
    return new LakeCatalog(
        JobCatalog.options().parseLake(Map.of("lake.warehouse", lake())), ProductTables.set());
  }

  private Map<String, Long> snapshots() {
    Map<String, Long> snapshots = new TreeMap<>();
    try (LakeTables tables = new LakeTables(catalog())) {
      for (var name : tables.names()) {
        var current = tables.load(name).currentSnapshot();
        if (current != null) {
          snapshots.put(name.toString(), current.snapshotId());
        }
      }
    }

    return snapshots;
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(place.resolve("out").resolve(file));
  }

  private static String change(String modelId, String user, long seconds) {
    return item(modelId, user, seconds).replace("Item", "NewImage");
  }

  private static String item(String modelId, String user, long seconds) {
    return "{\"Item\":{\"modelId\":{\"S\":\"%s\"},\"owner\":{\"S\":\"user-%s\"},\"updatedAt\":{\"N\":\"%d\"}}}"
        .formatted(modelId, user, MIDNIGHT.getEpochSecond() + seconds);
  }
}
