package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.lake.audit.AuditLine;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.testing.cluster.FaultResults;
import io.eventlake.testing.cluster.MemberProcess;
import io.eventlake.testing.cluster.ProcessCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short set of faults over envelopes, by one cluster: a TaskManager is killed, then the
 * JobManager, then one stands still past its heartbeat. Tasks that begin anew read the key again.
 */
@Tag("faults")
@Timeout(300)
class CaliperFaultsITCase {

  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private static final Duration LONGEST_FREEZE = Duration.ofSeconds(150);
  private static final String KEY = "0123456789abcdef-not-to-be-found";
  private static final String CONTEXT = "http://purl.imsglobal.org/ctx/caliper/v1p2";
  private static final int FILES = 5;
  private static final int ENVELOPES = 80;

  @RegisterExtension private final FaultResults results = new FaultResults();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  private Path watched;
  private ProcessCluster cluster;
  private long begin;

  @Test
  void faults1To3LeaveEachItemOnce() throws Exception {
    results.seed(0);
    watched = Files.createDirectory(directory.resolve("watched"));
    Files.writeString(directory.resolve("persons.key"), KEY);
    try (ProcessCluster members =
        ProcessCluster.start(directory.resolve("cluster"), properties(), 2, Map.of(), null)) {
      cluster = members;
      cluster.awaitRunning();
      deliver(0);
      List<MemberProcess> busy = cluster.busy();
      begin = System.currentTimeMillis();
      cluster.kill(busy.get(0));
      cluster.startTaskManager();
      recovered();

      deliver(1);
      begin = System.currentTimeMillis();
      cluster.killJobManager();
      cluster.startJobManager();
      recovered();

      deliver(2);
      begin = System.currentTimeMillis();
      try (MemberProcess.Freeze freeze = cluster.committer().freeze(LONGEST_FREEZE)) {
        recovered();
      }

      for (int file = 3; file < FILES; file++) {
        deliver(file);
      }

      String all = Integer.toString(3 * FILES * ENVELOPES);
      cluster.await(
          "all rows are committed", () -> select("SELECT COUNT(*) FROM bronze.events").equals(all));
      cluster.drain();
    }

    assertEachItemOnce();
    assertThat(tellingFiles()).isEmpty();
  }

  /** Of each envelope a describe, a view, a grade, and a view that is none. */
  private void assertEachItemOnce() throws IOException {
    int envelopes = FILES * ENVELOPES;
    String distinct = Integer.toString(envelopes + envelopes);
    LakeAudit audit = LakeAudit.run(catalog());
    assertThat(audit.lines()).as(audit.state()).hasSizeGreaterThan(15).allMatch(AuditLine::passed);
    assertThat(select("SELECT COUNT(*) FROM bronze.dead_letters"))
        .isEqualTo(Integer.toString(envelopes));
    assertThat(select("SELECT COUNT(*) FROM silver.events")).isEqualTo(distinct);
    assertThat(select("SELECT COUNT(*), SUM(score_given) FROM gold.outcomes"))
        .isEqualTo(envelopes + " " + 7 * envelopes + ".0000");
    assertThat(select("SELECT COUNT(*) FROM gold.facts")).isEqualTo(Integer.toString(envelopes));
    assertThat(select("SELECT SUM(events), SUM(view_events), SUM(grades) FROM gold.learning_days"))
        .isEqualTo(distinct + " " + envelopes + " " + envelopes);
    assertThat(select("SELECT SUM(events) FROM silver.sessions")).isEqualTo(distinct);
    assertThat(select("SELECT COUNT(DISTINCT user_id_hash) FROM silver.events")).isEqualTo("20");
  }

  /** Files of the lake and of its states that have the key in them. */
  private List<Path> tellingFiles() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("persons.key"))
          .filter(CaliperFaultsITCase::tells)
          .toList();
    }
  }

  private static boolean tells(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(KEY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void recovered() throws InterruptedException {
    results.faults(1);
    Duration recovery = cluster.awaitRecovery(begin);
    results.recovered(recovery);
    assertThat(recovery).isLessThan(RECOVERY);
  }

  /** Whole, as a producer has to. */
  private void deliver(int file) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < ENVELOPES; i++) {
      lines.add(envelope(file * ENVELOPES + i));
    }

    Path hidden = Files.write(watched.resolve("." + file + ".ndjson"), lines);
    Files.move(hidden, watched.resolve(file + ".ndjson"));
    cluster.awaitCheckpoints(1);
  }

  private static String envelope(int number) {
    String learner = "https://lms.example.org/users/" + number % 20;
    String person = "{\"id\":\"" + learner + "\",\"type\":\"Person\"}";
    String attempt =
        "{\"id\":\"https://lms.example.org/a/"
            + number
            + "\",\"type\":\"Attempt\",\"assignee\":"
            + person
            + ",\"assignable\":\"https://lms.example.org/q/1\"}";
    return "{\"sensor\":\"https://lms.example.org/sensor/"
        + number % 3
        + "\",\"sendTime\":\"2026-09-14T12:00:00.000Z\",\"dataVersion\":\""
        + CONTEXT
        + "\",\"data\":["
        + "{\"@context\":\""
        + CONTEXT
        + "\","
        + person.substring(1)
        + ","
        + event(
            number,
            1,
            "ViewEvent",
            "Viewed",
            person,
            "{\"id\":\"https://lms.example.org/p/1\",\"type\":\"Page\"}")
        + ","
        + event(
            number,
            2,
            "GradeEvent",
            "Graded",
            "{\"id\":\"https://lms.example.org/bot\",\"type\":\"SoftwareApplication\"}",
            attempt
                + ",\"generated\":{\"id\":\"https://lms.example.org/s/"
                + number
                + "\",\"type\":\"Score\",\"maxScore\":10,\"scoreGiven\":7,\"attempt\":\"https://lms.example.org/a/"
                + number
                + "\"}")
        + ","
        + event(number, 3, "ViewEvent", "Looked", person, "\"https://lms.example.org/p/2\"")
        + "]}";
  }

  private static String event(
      int number, int kind, String type, String action, String actor, String object) {
    return String.format(
        "{\"@context\":\"%s\",\"id\":\"urn:uuid:6f1e1c5a-0d3b-4c52-9a76-%011d%d\",\"type\":\"%s\","
            + "\"actor\":%s,\"action\":\"%s\",\"object\":%s,\"eventTime\":\"2026-09-14T%02d:%02d:00.000Z\"}",
        CONTEXT, number, kind, type, actor, action, object, 8 + number / 60 % 3, number % 60);
  }

  private String select(String statement) {
    try (LakeEngine engine = LakeEngine.over(catalog())) {
      return String.join(
          " ", engine.run(statement).all().get(0).values().stream().map(String::valueOf).toList());
    }
  }

  private LakeCatalog catalog() {
    return new LakeCatalog(
        JobCatalog.options().parse(properties()).lake, CaliperJob.job().tables());
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("job.name", "caliper");
    properties.put("source.type", "files");
    properties.put("source.path", watched.toString());
    properties.put("source.files-mode", "watch");
    properties.put("source.files-watch-interval", "500 ms");
    properties.put("lake.catalog", "local");
    properties.put("lake.warehouse", directory.resolve("lake").toString());
    properties.put("caliper.persons-key", directory.resolve("persons.key").toString());
    return properties;
  }
}
