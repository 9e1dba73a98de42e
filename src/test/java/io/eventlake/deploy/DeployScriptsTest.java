package io.eventlake.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eventlake.testing.GoldenLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts call AWS as written down, in that order, and stop where they must. */
class DeployScriptsTest {

  private static final String XP = "application-properties-xp.json";

  private static final String STATUS = "describe-application-ApplicationStatus";
  private static final String VERSION = "describe-application-ApplicationVersionId";
  private static final String TOKEN = "describe-application-ConditionalToken";
  private static final String NEW_VERSION = "update-application-ApplicationVersionId";
  private static final String SNAPSHOT = "describe-application-snapshot-SnapshotStatus";
  private static final String TAKEN = "describe-application-snapshot-SnapshotCreationTimestamp";
  private static final String SNAPSHOTS =
      "list-application-snapshots-[SnapshotName,SnapshotCreationTimestamp]";
  private static final String RETENTION = "describe-stream-summary-RetentionPeriodHours";

  @TempDir Path work;
  private ScriptRun script;

  @BeforeEach
  void prepare() throws IOException {
    script = new ScriptRun(work);
  }

  @Test
  void aSnapshotIsWaitedFor() throws Exception {
    script.answer(SNAPSHOT, "CREATING", "READY").run("snapshot.sh", "clickstream", "rule-7");

    assertCalls("snapshot");
    assertThat(script.output).isEqualTo("rule-7\n");
  }

  @Test
  void aSnapshotThatFailsIsTold() throws Exception {
    script.answer(SNAPSHOT, "CREATING", "FAILED").run("snapshot.sh", "segments");

    assertThat(script.exitCode).isEqualTo(1);
    assertThat(script.errors).contains("by-hand-20260203-040506 of eventlake-segments is FAILED");
  }

  @Test
  void anUpdateGoesOnFromTheNewestState() throws Exception {
    script
        .answer(STATUS, "RUNNING", "UPDATING", "RUNNING")
        .answer(SNAPSHOT, "READY")
        .answer(TOKEN, "token-1")
        .answer(NEW_VERSION, "8")
        .answer(VERSION, "8")
        .run("update.sh", "segments", "--jar", script.jar(), "--properties", "--parallelism", "3");

    assertCalls("update");
    assertThat(script.output).contains("there is the snapshot before-update-20260203-040506");
  }

  @Test
  void anUpdateThatTheServiceTookBackIsTold() throws Exception {
    script
        .answer(STATUS, "RUNNING")
        .answer(SNAPSHOT, "READY")
        .answer(NEW_VERSION, "8")
        .answer(VERSION, "9")
        .run("update.sh", "clickstream", "--parallelism", "3");

    assertThat(script.exitCode).isEqualTo(1);
    assertThat(script.errors).contains("runs version 9, not 8");
  }

  @Test
  void whatDoesNotRunIsNotUpdated() throws Exception {
    script.answer(STATUS, "READY").run("update.sh", "clickstream", "--parallelism", "3");

    assertThat(script.exitCode).isEqualTo(2);
    assertThat(script.errors).contains("eventlake-clickstream is READY");
    assertThat(script.calls()).hasSize(1);
  }

  @Test
  void waitingHasAnEnd() throws Exception {
    script
        .answer(STATUS, "RUNNING", "UPDATING")
        .answer(SNAPSHOT, "READY")
        .answer(NEW_VERSION, "8")
        .run("update.sh", "clickstream", "--parallelism", "3");

    assertThat(script.exitCode).isEqualTo(1);
    assertThat(script.errors).contains("eventlake-clickstream is UPDATING after 40 s, not RUNNING");
    assertThat(script.calls()).filteredOn(call -> call.equals("sleep 10")).hasSize(3);
  }

  @Test
  void aRefusedCallEndsTheScript() throws Exception {
    script
        .answer(STATUS, "RUNNING")
        .answer(SNAPSHOT, "READY")
        .answer(NEW_VERSION, "!ConcurrentModificationException")
        .run("update.sh", "clickstream", "--parallelism", "3");

    assertThat(script.exitCode).isEqualTo(254);
    assertThat(script.calls()).last().asString().startsWith("aws kinesisanalyticsv2 update-");
  }

  @Test
  void aJarThatWasNotUploadedIsNotRun() throws Exception {
    script
        .answer(STATUS, "RUNNING")
        .answer("cp", "!AccessDenied")
        .run("update.sh", "clickstream", "--jar", script.jar());

    assertThat(script.exitCode).isEqualTo(254);
    assertThat(script.calls()).last().asString().startsWith("aws s3 cp ");
  }

  @Test
  void rollingBackNamesTheVersion() throws Exception {
    script
        .answer(STATUS, "UPDATING", "ROLLING_BACK", "RUNNING")
        .answer(VERSION, "8")
        .run("rollback.sh", "clickstream", "--yes");

    assertCalls("rollback");
  }

  @Test
  void withoutAnAnswerNothingIsChanged() throws Exception {
    script.answer(STATUS, "RUNNING").answer(VERSION, "8").run("rollback.sh", "clickstream");

    assertThat(script.exitCode).isEqualTo(2);
    assertThat(script.calls()).noneMatch(call -> call.contains("rollback-application"));
  }

  @Test
  void aBackfillTakesTablesAndJobBackTogether() throws Exception {
    script
        .answer(TAKEN, "2026-02-01T05:15:00.123000+02:00")
        .answer(RETENTION, "168")
        .answer(STATUS, "RUNNING", "STOPPING", "READY", "UPDATING", "READY", "STARTING", "RUNNING")
        .answer(SNAPSHOT, "READY")
        .answer(TOKEN, "token-2")
        .run("backfill.sh", "clickstream", "daily-1", "--jar-key", "jars/new.jar", "--yes");

    assertCalls("backfill");
  }

  @Test
  void aBackfillGoesByTheTagWhereItIsToldTo() throws Exception {
    script
        .answer(TAKEN, "2026-02-01T05:15:00Z")
        .answer(RETENTION, "168")
        .answer(STATUS, "READY", "READY", "RUNNING")
        .run("backfill.sh", "clickstream", "daily-1", "--by-tag", "--yes");

    assertThat(script.exitCode).as(script.errors).isZero();
    String rewind =
        "eventlake rewind --job clickstream --to-tag daily-1 --config"
            + " ROOT/deploy/managed-flink/application-properties.json";
    assertThat(script.calls()).contains(rewind, rewind + " --run");
  }

  @Test
  void tablesAreTaggedForTheSnapshotsThereAre() throws Exception {
    script
        .answer(SNAPSHOTS, "@daily-1\\t2026-02-01T05:15:00.123000+02:00\\ndaily-2\\t1770002100.9")
        .run("tag-snapshots.sh", "segments");

    assertCalls("tag-snapshots");
  }

  @Test
  void withoutSnapshotsTheTagsGo() throws Exception {
    script.answer(SNAPSHOTS, "None").run("tag-snapshots.sh", "clickstream");

    assertThat(script.exitCode).as(script.errors).isZero();
    assertThat(script.calls())
        .last()
        .isEqualTo(
            "eventlake tag --job clickstream --prune --config"
                + " ROOT/deploy/managed-flink/application-properties.json");
  }

  @Test
  void aListThatWasRefusedChangesNoTag() throws Exception {
    script.answer(SNAPSHOTS, "!AccessDeniedException").run("tag-snapshots.sh", "clickstream");

    assertThat(script.exitCode).isEqualTo(254);
    assertThat(script.calls()).hasSize(1);
  }

  @Test
  void whatTheStreamHasForgottenIsNotBackfilled() throws Exception {
    script
        .answer(TAKEN, "2026-01-27T04:05:06Z")
        .answer(RETENTION, "168")
        .run("backfill.sh", "clickstream", "daily-1", "--yes");

    assertThat(script.exitCode).isEqualTo(2);
    assertThat(script.errors).contains("of 2026-01-27T04:05:06Z, and the stream keeps 168 hours");
    assertThat(script.calls()).hasSize(2);
  }

  @Test
  void aPlanThatDoesNotHoldStopsTheBackfill() throws Exception {
    script
        .answer(TAKEN, "2026-02-01T05:15:00Z")
        .answer(RETENTION, "168")
        .answer("eventlake", "exit 1")
        .run("backfill.sh", "clickstream", "daily-1", "--yes");

    assertThat(script.exitCode).isEqualTo(1);
    assertThat(script.calls()).noneMatch(call -> call.contains("stop-application"));
  }

  @Test
  void aFirstStartHasNoState() throws Exception {
    script
        .answer(STATUS, "READY", "RUNNING")
        .answer("list-application-snapshots-length(SnapshotSummaries)", "0")
        .run("start.sh", "segments");

    assertCalls("start-first");
  }

  @Test
  void aLaterStartHasTheNewestState() throws Exception {
    script
        .answer(STATUS, "READY", "RUNNING")
        .answer("list-application-snapshots-length(SnapshotSummaries)", "3")
        .run("start.sh", "segments");

    assertThat(script.exitCode).isZero();
    assertThat(script.calls())
        .anyMatch(call -> call.contains("start-") && call.contains("RESTORE_FROM_LATEST_SNAPSHOT"));
  }

  @Test
  void whatDoesNotComeUpIsTold() throws Exception {
    script.answer(STATUS, "READY", "STARTING", "READY").run("start.sh", "segments", "rule-7");

    assertThat(script.exitCode).isEqualTo(1);
    assertThat(script.errors).contains("eventlake-segments is READY, not RUNNING");
  }

  @Test
  void statusShowsBothAndTheAlarms() throws Exception {
    script.run("status.sh");

    assertCalls("status");
  }

  @ParameterizedTest
  @CsvSource({"audit, 0", "audit, 1", "check, 0", "check, 1"})
  void aVerdictTellsItsAlarm(String command, int code) throws Exception {
    script.answer("eventlake", "exit " + code).run(command + ".sh");

    assertThat(script.exitCode).isEqualTo(code);
    assertThat(script.calls())
        .containsExactly(
            "eventlake "
                + command
                + (command.equals("audit") ? " --new" : "")
                + " --config ROOT/deploy/managed-flink/application-properties.json",
            "aws cloudwatch put-metric-data --namespace Eventlake --metric-name "
                + command
                + "Failed --value "
                + code
                + " --unit Count");
  }

  @Test
  void anAuditThatCouldNotRunTellsNothing() throws Exception {
    script.answer("eventlake", "exit 2").run("audit.sh");

    assertThat(script.exitCode).isEqualTo(2);
    assertThat(script.calls()).hasSize(1);
  }

  /** Events first reach the disk and then leave the queue; a snapshot's message is no event. */
  @Test
  void whatCouldNotBeDeliveredIsReadAndThenLeavesTheQueue() throws Exception {
    Path folder = work.resolve("undelivered");
    script
        .answer("get-queue-url-QueueUrl", "https://queue")
        .answer(
            "receive-message",
            "{\"Messages\":[{\"ReceiptHandle\":\"a\",\"Body\":\"{\\n \\\"event_id\\\":1}\"},"
                + "{\"ReceiptHandle\":\"b\",\"Body\":\"{}\",\"MessageAttributes\":{\"SCHEDULE_ARN\":"
                + "{\"StringValue\":\"s\"},\"ERROR_CODE\":{\"StringValue\":\"NotRunning\"}}}]}",
            "{\"Messages\":[{\"ReceiptHandle\":\"c\",\"Body\":\"{\\\"event_id\\\":2}\"}]}",
            "")
        .answer("delete-message-batch-length(not_null(Failed, `[]`))", "0")
        .run("undelivered.sh", folder.toString());

    assertCalls("undelivered");
    assertThat(folder.resolve("events.ndjson"))
        .content()
        .isEqualTo("{  \"event_id\":1}\n{\"event_id\":2}\n");
    assertThat(script.errors).contains("no snapshot: {}: NotRunning");
    assertThat(script.output)
        .contains("2 events are in")
        .endsWith(
            "./eventlake produce --stream clickstream-events --region us-east-1 --input '"
                + folder
                + "'\n");

    script.run("undelivered.sh", folder.toString());
    assertThat(script.exitCode).isEqualTo(2);
    assertThat(script.calls()).isEmpty();
  }

  @Test
  void aStageIsInEveryName() throws Exception {
    script.run("status.sh", "--stage", "nowhere");
    assertThat(script.exitCode).isEqualTo(2);
    assertThat(script.errors).contains("there is no file", "stages/nowhere/application-properties");
    assertThat(script.calls()).isEmpty();

    Path deploy = work.resolve("checkout/deploy/managed-flink");
    Files.createDirectories(deploy.resolve("stages/test"));
    Files.createDirectories(deploy.resolve("cdk"));
    copy(ScriptRun.SCRIPTS, deploy.resolve("bin"));
    Files.copy(Path.of("deploy/managed-flink/cdk/cdk.json"), deploy.resolve("cdk/cdk.json"));
    for (String file :
        List.of("application-properties.json", "application-properties-segments.json")) {
      Files.copy(
          Path.of("deploy/managed-flink", file), deploy.resolve("stages/test").resolve(file));
    }

    script
        .in(deploy.resolve("bin"))
        .run("deploy.sh", "--stage", "test", "--jar", script.jar(), "--dry-run");

    assertThat(script.exitCode).as(script.errors).isZero();
    assertThat(script.shown())
        .anyMatch(call -> call.contains("eventlake-test-data --context stage=test"))
        .anyMatch(call -> call.contains("s3://example-lake-catalog-test/jars/"))
        .anyMatch(call -> call.contains("stages/test/application-properties.json"))
        .anyMatch(call -> call.contains("start-application --application-name eventlake-test-"))
        .noneMatch(
            call -> call.matches(".*eventlake-(data|jobs|access|clickstream|segments)\\b.*"));
  }

  /** An application, and a batch whose verdict is told: nothing else says that they are there. */
  @Test
  void aFileMakesAJobKnown() throws Exception {
    Path deploy = work.resolve("checkout/deploy/managed-flink");
    Files.createDirectories(deploy.resolve("cdk"));
    copy(ScriptRun.SCRIPTS, deploy.resolve("bin"));
    Files.copy(Path.of("deploy/managed-flink/cdk/cdk.json"), deploy.resolve("cdk/cdk.json"));
    Path file = deploy.resolve("application-properties.json");
    Files.copy(Path.of("deploy/managed-flink/application-properties.json"), file);
    job(deploy, "toys", "{\"set\": \"toy\", \"start-order\": \"1\"}");
    job(deploy, "toy-marts", "{\"set\": \"toy-marts\", \"kind\": \"batch\"}");
    script.in(deploy.resolve("bin"));

    script.answer("eventlake", "exit 1").run("batch.sh", "toy-marts");
    assertThat(script.exitCode).isEqualTo(1);
    assertThat(script.calls())
        .containsExactly(
            "eventlake run toy-marts --config"
                + " WORK/checkout/deploy/managed-flink/application-properties-toy-marts.json",
            "aws cloudwatch put-metric-data --namespace Eventlake --metric-name toy-martsFailed"
                + " --value 1 --unit Count");

    Path events = work.resolve("checkout/iceberg-ddl/toy/bronze/events.sql");
    Files.createDirectories(events.getParent());
    Files.createFile(events);
    script.run("deploy.sh", "--from", "tables", "--dry-run");
    assertThat(script.exitCode).as(script.errors).isZero();
    String folder = "WORK/checkout/deploy/managed-flink/";
    assertThat(script.shown())
        .filteredOn(call -> call.contains("tables apply"))
        .extracting(call -> call.replaceFirst(".* tables apply ", ""))
        .containsExactly(
            "--config " + folder + "application-properties.json",
            "--family toy --config " + folder + "application-properties-toys.json",
            "--family toy-marts --config " + folder + "application-properties-toy-marts.json");
    assertThat(script.shown())
        .filteredOn(call -> call.contains("start-application"))
        .extracting(call -> call.replaceAll(".*--application-name (\\S+) .*", "$1"))
        .containsExactly("eventlake-toys", "eventlake-clickstream");

    script.run("status.sh", "toy-marts");
    assertThat(script.errors).contains("'toy-marts' is no job; there are clickstream and toys");
    script.run("batch.sh", "toys");
    assertThat(script.errors).contains("'toys' is no batch job; there are toy-marts");
    assertThat(script.exitCode).isEqualTo(2);
  }

  private static void job(Path deploy, String name, String ofDeployment) throws IOException {
    Files.writeString(
        deploy.resolve("application-properties-" + name + ".json"),
        "[{\"PropertyGroupId\": \"job\", \"PropertyMap\": {\"name\": \""
            + name
            + "\"}}, {\"PropertyGroupId\": \"deploy\", \"PropertyMap\": "
            + ofDeployment
            + "}]");
  }

  @Test
  void aLakeIsDeployedInPhases() throws Exception {
    script
        .answer("describe-application-FileKey", "!ResourceNotFoundException")
        .answer(STATUS, "READY", "READY", "RUNNING", "READY", "READY", "RUNNING")
        .answer("list-application-snapshots-length(SnapshotSummaries)", "0")
        .run(Map.of("OPERATOR_PROFILE", "engineer"), "deploy.sh", "--jar", script.jar(), "--yes");

    assertCalls("deploy");
  }

  @Test
  void whatRunsKeepsItsJarWhenItIsDeployedAgain() throws Exception {
    script
        .answer("describe-application-FileKey", "jars/old.jar")
        .answer(STATUS, "RUNNING")
        .run("deploy.sh", "--jar", script.jar(), "--yes");

    assertThat(script.exitCode).isZero();
    assertThat(script.errors).contains("goes on with jars/old.jar; for the new one: update.sh");
    assertThat(script.calls())
        .contains(
            "npx --no-install cdk deploy --exclusively eventlake-jobs --context jar=jars/old.jar"
                + " --require-approval never")
        .noneMatch(call -> call.contains("start-application"));
  }

  @Test
  void aRightThatIsMissingIsNoNewApplication() throws Exception {
    script
        .answer("describe-application-FileKey", "!AccessDeniedException")
        .run("deploy.sh", "--from", "jobs");

    assertThat(script.exitCode).isEqualTo(254);
    assertThat(script.calls()).hasSize(1);
  }

  /** With --dry-run nothing is called, and everything is shown. */
  @ParameterizedTest
  @MethodSource
  void dryRunsCallNothing(String golden, List<String> command) throws Exception {
    List<String> arguments = new ArrayList<>(command.subList(1, command.size()));
    arguments.replaceAll(argument -> argument.replace("JAR", script.jar()));
    arguments.add("--dry-run");

    script.run(command.get(0), arguments.toArray(new String[0]));

    assertThat(script.errors).isNotEmpty();
    assertThat(script.exitCode).as(script.errors).isZero();
    assertThat(script.calls()).isEmpty();
    GoldenLines.assertSame("managed-flink/dry-" + golden + ".txt", script.shown());
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> dryRunsCallNothing() {
    return Stream.of(
            List.of("deploy.sh", "--jar", "JAR"),
            List.of("update.sh", "clickstream", "--jar", "JAR", "--properties"),
            List.of("rollback.sh", "clickstream"),
            List.of("snapshot.sh", "clickstream"),
            List.of("tag-snapshots.sh", "clickstream"),
            List.of("backfill.sh", "segments", "daily-1", "--properties"),
            List.of("start.sh", "clickstream"),
            List.of("status.sh", "clickstream"),
            List.of("undelivered.sh", "no-such-folder"),
            List.of("audit.sh"),
            List.of("check.sh"))
        .map(
            command ->
                org.junit.jupiter.params.provider.Arguments.of(
                    command.get(0).replace(".sh", ""), command));
  }

  /** By its file alone: the stack, and the days from one on. */
  @Test
  void productMetricsAreDeployedAndCountedFromADayOn() throws Exception {
    script.run("metrics-backfill.sh", "2026-03-01");
    assertThat(script.errors).contains("there is no batch job");

    Path deploy = work.resolve("checkout/deploy/managed-flink");
    Files.createDirectories(deploy.resolve("cdk"));
    copy(ScriptRun.SCRIPTS, deploy.resolve("bin"));
    Files.copy(Path.of("deploy/managed-flink/cdk/cdk.json"), deploy.resolve("cdk/cdk.json"));
    for (String file :
        List.of("application-properties.json", "application-properties-product.json")) {
      Path from = Path.of("deploy/managed-flink", file.contains("product") ? "examples" : "");
      Files.copy(from.resolve(file), deploy.resolve(file));
    }

    script.in(deploy.resolve("bin"));
    script.run("metrics-backfill.sh", "2026-03-01");
    assertThat(script.exitCode).as(script.errors).isZero();
    String config =
        " --config WORK/checkout/deploy/managed-flink/application-properties-product.json";
    assertThat(script.calls())
        .containsExactly(
            "eventlake metrics export --backfill --from 2026-03-01" + config,
            "eventlake metrics run --from 2026-03-01 --to yesterday" + config);
    script.run("metrics-backfill.sh", "yesterday");
    assertThat(script.errors).contains("'yesterday' is no day as 2026-03-01");

    script.run("deploy.sh", "--from", "access", "--dry-run");
    assertThat(script.exitCode).as(script.errors).isZero();
    assertThat(script.shown())
        .filteredOn(call -> call.contains("cdk deploy"))
        .extracting(call -> call.replaceAll(".*--exclusively (\\S+).*", "$1"))
        .containsExactly("eventlake-access", "eventlake-product");

    // Without a server to fetch from there is no fetch.
    String xp = Files.readString(Path.of("deploy/managed-flink/examples", XP));
    for (boolean fetches : new boolean[] {false, true}) {
      String hours = "\"hours\": \"26\"";
      String fetch = hours + ", \"fetch-url\": \"https://example.org/gradebook\"";
      Files.writeString(deploy.resolve(XP), fetches ? xp.replace(hours, fetch) : xp);
      script.run("deploy.sh", "--from", "access", "--dry-run");
      assertThat(script.exitCode).as(script.errors).isZero();
      assertThat(script.shown().stream().anyMatch(call -> call.contains("eventlake-fetch")))
          .isEqualTo(fetches);
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void helpIsTheHeadOfTheScript(String name) throws Exception {
    script.run(name, "--help");

    assertThat(script.exitCode).isZero();
    assertThat(script.output).contains(name).doesNotContain("set -euo").doesNotStartWith("#");
    assertThat(script.calls()).isEmpty();
  }

  @Test
  void shellcheckFindsNothing() throws Exception {
    assumeTrue(onPath("shellcheck"), "shellcheck is not installed: apt-get install shellcheck");
    List<String> command =
        new ArrayList<>(List.of("shellcheck", "--external-sources", "common.sh"));
    command.addAll(scripts());

    Process process =
        new ProcessBuilder(command)
            .directory(ScriptRun.SCRIPTS.toFile())
            .redirectErrorStream(true)
            .start();
    String found = new String(process.getInputStream().readAllBytes());

    assertThat(found).isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  static List<String> scripts() throws IOException {
    try (Stream<Path> files = Files.list(ScriptRun.SCRIPTS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".sh") && !name.equals("common.sh"))
          .sorted()
          .toList();
    }
  }

  private void assertCalls(String golden) throws IOException {
    assertThat(script.exitCode).as(script.errors).isZero();
    GoldenLines.assertSame("managed-flink/" + golden + ".txt", script.calls());
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static boolean onPath(String command) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }
}
