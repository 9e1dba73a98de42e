package io.eventlake.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whichever call of a script is refused: it is the last, and the script ends with its code. */
class RefusedCallsTest {

  private static final int REFUSED = 254;

  /**
   * Where a script takes the value of a call, and where the shell does not pass over its failure.
   */
  private static final Pattern TAKEN =
      Pattern.compile("\\$\\((ask|call|status|describe|update|upload|aws) ");

  private static final Pattern ASSIGNED = Pattern.compile("^ *(?:.*\\|\\| )?\\w+=\\$\\(\\w+ .*");

  @TempDir Path work;

  @ParameterizedTest
  @MethodSource
  void itIsTheLast(List<String> command, Map<String, String> answers) throws Exception {
    List<String> all = run(0, command, answers).calls();
    assertThat(all).isNotEmpty();
    for (int call = 1; call <= all.size(); call++) {
      if (!all.get(call - 1).startsWith("sleep ")) {
        ScriptRun script = run(call, command, answers);
        assertThat(script.calls()).as("of call %s, %s", call, script.errors).hasSize(call);
        assertThat(script.exitCode).as(all.get(call - 1)).isEqualTo(REFUSED);
      }
    }
  }

  static Stream<Arguments> itIsTheLast() {
    String status = "describe-application-ApplicationStatus";
    String snapshot = "describe-application-snapshot-SnapshotStatus";
    String snapshots = "list-application-snapshots-length(SnapshotSummaries)";
    return Stream.of(
        Arguments.of(
            List.of("deploy.sh", "--jar", "JAR", "--yes"),
            Map.of(
                "describe-application-FileKey",
                "jars/old.jar",
                status,
                "READY\nREADY\nRUNNING\nREADY\nREADY\nRUNNING",
                snapshots,
                "0")),
        Arguments.of(
            List.of("backfill.sh", "clickstream", "daily-1", "--jar", "JAR", "--yes"),
            Map.of(
                "describe-application-snapshot-SnapshotCreationTimestamp",
                "2026-02-01T05:15:00Z",
                "describe-stream-summary-RetentionPeriodHours",
                "168",
                status,
                "RUNNING\nREADY\nREADY\nSTARTING\nRUNNING",
                snapshot,
                "CREATING\nREADY")),
        Arguments.of(
            List.of("update.sh", "clickstream", "--jar", "JAR", "--properties"),
            Map.of(
                status,
                "RUNNING\nUPDATING\nRUNNING",
                snapshot,
                "READY",
                "update-application-ApplicationVersionId",
                "8",
                "describe-application-ApplicationVersionId",
                "8")),
        Arguments.of(
            List.of("rollback.sh", "segments", "--yes"),
            Map.of(status, "RUNNING", "describe-application-ApplicationVersionId", "8")),
        Arguments.of(List.of("snapshot.sh", "clickstream"), Map.of(snapshot, "READY")),
        Arguments.of(
            List.of("start.sh", "segments"), Map.of(status, "READY\nRUNNING", snapshots, "3")),
        Arguments.of(List.of("status.sh"), Map.of()),
        Arguments.of(
            List.of("tag-snapshots.sh", "segments"),
            Map.of(
                "list-application-snapshots-[SnapshotName,SnapshotCreationTimestamp]",
                "@daily-1\\t2026-02-01T05:15:00Z")),
        Arguments.of(
            List.of("undelivered.sh", "FOLDER"),
            Map.of(
                "get-queue-url-QueueUrl",
                "https://queue",
                "receive-message",
                "{\"Messages\":[{\"ReceiptHandle\":\"a\",\"Body\":\"{}\"}]}\n",
                "delete-message-batch-length(not_null(Failed, `[]`))",
                "0")),
        Arguments.of(List.of("audit.sh"), Map.of()),
        Arguments.of(List.of("check.sh"), Map.of()));
  }

  /** What no call of today shows. */
  @Test
  void aValueOfACallIsAssignedAndNothingElse() throws IOException {
    try (Stream<Path> scripts = Files.list(ScriptRun.SCRIPTS)) {
      for (Path script : scripts.sorted().toList()) {
        assertThat(Files.readAllLines(script))
            .as(script.toString())
            .filteredOn(line -> TAKEN.matcher(line).find())
            .allMatch(line -> ASSIGNED.matcher(line).matches());
      }
    }
  }

  private ScriptRun run(int refused, List<String> command, Map<String, String> answers)
      throws Exception {
    Path place = Files.createTempDirectory(work, "run");
    ScriptRun script = new ScriptRun(place);
    for (Map.Entry<String, String> answer : answers.entrySet()) {
      script.answer(answer.getKey(), answer.getValue().split("\n", -1));
    }

    String[] arguments =
        command.stream()
            .skip(1)
            .map(word -> word.equals("JAR") ? script.jar() : word)
            .map(word -> word.equals("FOLDER") ? place.resolve("events").toString() : word)
            .toArray(String[]::new);
    return script.run(Map.of("REFUSED_CALL", Integer.toString(refused)), command.get(0), arguments);
  }
}
