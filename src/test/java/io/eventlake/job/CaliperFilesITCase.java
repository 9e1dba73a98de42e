package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.config.OptionGroups;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.audit.AuditLine;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.lake.check.LakeChecks;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.sql.SqlScript;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job of learning events over files: the design's examples in its tables, balanced. */
class CaliperFilesITCase {

  private static final Instant WRITTEN = Instant.parse("2026-09-14T23:00:00Z");
  private static final String CONTEXT = "http://purl.imsglobal.org/ctx/caliper/v1p2";
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final String ANN = "https://lms.example.org/users/ann77";

  @TempDir private Path directory;

  @Test
  void theExamplesInTheTables() throws Exception {
    Files.writeString(directory.resolve("persons.key"), KEY + "\n");
    run(Map.of("caliper.persons-key", directory.resolve("persons.key").toString()));

    assertBalanced();
    assertThat(
            select(
                "SELECT kind, COUNT(*), COUNT(DISTINCT event_id) FROM bronze.events GROUP BY 1"
                    + " ORDER BY 1"))
        .containsExactly("entity 2 1", "event 22 19");
    assertThat(select("SELECT reason, pointer, event_index, event_count FROM bronze.dead_letters"))
        .containsExactlyInAnyOrder(
            "BAD_ENUM /data/3/action 3 5",
            "BAD_ENUM /data/3/action 3 5",
            "MISSING_FIELD /sensor null null");
    assertThat(
            select(
                "SELECT events, navigations, ended_by, learners, declared_duration_s, id_derived"
                    + " FROM silver.sessions WHERE session_id = 'https://lms.example.org/s/in'"))
        .containsExactly("5 3 TimedOut 1 3900.000 false");
    assertThat(
            select(
                "SELECT learners, events FROM silver.sessions WHERE session_id ="
                    + " 'https://lms.example.org/s/shared'"))
        .containsExactly("2 2");
    assertThat(select("SELECT score_given, score_max, score_ratio, grader_type FROM gold.outcomes"))
        .containsExactly("10.0000 15.0000 0.666667 SoftwareApplication");
    assertThat(
            select("SELECT metric, value, unit, cumulative FROM gold.facts ORDER BY metric, value"))
        .containsExactly(
            "MinutesOnTask 873.0000 min true",
            "MinutesOnTask 900.0000 min true",
            "active 90.0000 s false",
            "scoreGiven 10.0000 points false",
            "xpEarned -2.5000 xp false");
    assertThat(
            select(
                "SELECT SUM(events), SUM(view_events), SUM(items_completed), SUM(grades), SUM(active_s),"
                    + " SUM(xp) FROM gold.learning_days"))
        .containsExactly("19 12 1 1 90.000 -2.5000");
    assertThat(
            select(
                "SELECT learner_from, attempt_count, attempt_duration_s FROM silver.events WHERE"
                    + " event_type = 'AssessmentItemEvent'"))
        .containsExactly("actor 2 52.500");
    assertThat(select("SELECT SUM(records) FROM ops.record_counts WHERE outcome = 'duplicate'"))
        .containsExactly("3");
    assertThat(
            select(
                "SELECT COUNT(DISTINCT user_id_hash), MIN(LENGTH(user_id_hash)) FROM silver.events"))
        .containsExactly("7 80");

    reportsSayTheSame();
    assertThat(
            select(
                "SELECT entity_type, name, valid_from, valid_to, is_current, length(attributes) > 100"
                    + " FROM silver.entities"))
        .containsExactly("Person null 2026-09-14T16:00:00Z null true true");

    rebuiltIsTheSame();
    nothingOfTheKeyOrThePersonsIsOnDisk();
  }

  @Test
  void withoutAKeyThereIsNoJob() {
    assertThatThrownBy(() -> options("caliper", Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("caliper.persons-key is missing")
        .hasMessageContaining("unless caliper.persons is keep");
    JobOptions unknown =
        options("caliper", Map.of("caliper.persons", "keep", "caliper.extensions", "timeback-9"));
    assertThatThrownBy(() -> CaliperJob.job().family(unknown))
        .hasMessage("caliper.extensions: there is no extension timeback-9, there is timeback-1");
  }

  /** By the files that ship: the last total and the window, the grading, who learns, who sends. */
  private void reportsSayTheSame() throws IOException {
    assertThat(report("time-on-task"))
        .containsExactly("null 1 54090.000 90.000 54000.000 54090.000");
    assertThat(report("assessment-outcomes"))
        .containsExactly("null https://lms.example.org/quiz/1 1 1 0 66.67 66.67 66.67 66.67");
    assertThat(report("engagement")).containsExactly("null 7 0 0.00 1.00 2.43 0 0.00");
    assertThat(report("dead-letters-by-emitter"))
        .hasSize(2)
        .anyMatch(line -> line.startsWith("https://lms.example.org/sensors/1 BAD_ENUM 2 "))
        .anyMatch(line -> line.startsWith("null MISSING_FIELD 1 "));
    Clock late = Clock.fixed(WRITTEN, ZoneOffset.UTC);
    assertThat(
            LakeChecks.run(catalog(), catalog().set().tables(), late).results().stream()
                .filter(check -> check.offending() > 0)
                .map(check -> check.table() + " " + check.name()))
        .containsExactlyInAnyOrder(
            "silver.sessions one-learner",
            "bronze.dead_letters share",
            "ops.record_counts duplicates");
  }

  private List<String> report(String name) throws IOException {
    return select(
        SqlScript.statements(
                Files.readString(Path.of("sql", "reports", "caliper", name, "query.sql")))
            .get(0));
  }

  /** From bronze alone, by a job that has no key. */
  private void rebuiltIsTheSame() throws IOException {
    List<String> before = rows();
    try (LakeTables lake = lake()) {
      for (TableName lost : List.of(TableName.SESSIONS, TableName.of("gold", "facts"))) {
        lake.load(lost).newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).commit();
      }
    }

    JobOptions options =
        options(
            "rebuild", Map.of("rebuild.from", "2026-09-14", "caliper.extensions", "timeback-1"));
    new RebuildRun(CaliperJob.job(), options, line -> {}).run();
    assertThat(rows()).isEqualTo(before);
    assertBalanced();
  }

  /** In no file of the lake, its names and metadata among them. */
  private void nothingOfTheKeyOrThePersonsIsOnDisk() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("lake"))) {
      List<Path> telling =
          files.filter(Files::isRegularFile).filter(CaliperFilesITCase::tells).toList();
      assertThat(telling).isEmpty();
    }
  }

  private static boolean tells(Path file) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return text.contains(KEY) || text.contains("ann77") || text.contains("Ann Lee");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(Map<String, String> more) throws IOException {
    Path events = directory.resolve("events.ndjson");
    Files.writeString(events, String.join("\n", records()) + "\n");
    Files.setLastModifiedTime(events, FileTime.from(WRITTEN));
    Map<String, String> properties = new HashMap<>(more);
    properties.put("source.type", "files");
    properties.put("source.path", events.toString());
    properties.put("caliper.extensions", "timeback-1");
    LocalRun.start(CaliperJob.job(), options("caliper", properties)).ended().join();
  }

  private static List<String> records() {
    String mixed =
        envelope(
            "{\"@context\":\"" + CONTEXT + "\"," + ann().substring(1),
            view(1, "09:00", ann(), "9f"),
            view(2, "09:01", ann(), "9f"),
            event(
                3,
                "MediaEvent",
                "Viewed",
                "09:02",
                "\"actor\":" + ann() + ",\"object\":" + thing("VideoObject")),
            event(
                4,
                "NavigationEvent",
                "NavigatedTo",
                "09:03",
                "\"actor\":" + ann() + ",\"object\":" + thing("Page")));
    List<String> records = new ArrayList<>(List.of(mixed, mixed));
    String session =
        "{\"id\":\"https://lms.example.org/s/in\",\"type\":\"Session\",\"user\":"
            + ann()
            + ",\"duration\":\"PT1H5M\"}";
    String app = "{\"id\":\"https://lms.example.org\",\"type\":\"SoftwareApplication\"}";
    records.add(
        envelope(
            event(
                10,
                "SessionEvent",
                "LoggedIn",
                "10:00",
                "\"actor\":"
                    + ann()
                    + ",\"object\":"
                    + app
                    + ",\"session\":\"https://lms.example.org/s/in\""),
            view(11, "10:10", ann(), "in"),
            view(12, "10:20", ann(), "in"),
            view(13, "10:25", ann(), "in"),
            event(
                14,
                "SessionEvent",
                "TimedOut",
                "10:30",
                "\"actor\":" + app + ",\"object\":" + session)));
    records.add(
        envelope(
            view(15, "11:00", person("x1"), "shared"), view(16, "11:01", person("x2"), "shared")));
    records.add(
        envelope(
            event(
                20,
                "GradeEvent",
                "Graded",
                "12:00",
                "\"actor\":"
                    + app
                    + ",\"object\":{\"id\":\"https://lms.example.org/attempt/2\",\"type\":\"Attempt\",\"assignee\":"
                    + ann()
                    + ",\"assignable\":\"https://lms.example.org/quiz/1\",\"count\":1},\"generated\":{\"id\":\"https://lms.example.org/score/1\",\"type\":\"Score\",\"scoreGiven\":10,\"maxScore\":15.0}"),
            used(21, "09:10", "873.0"),
            used(22, "09:40", "900.0")));
    for (int i = 0; i < 4; i++) {
      records.add(
          envelope(
              view(30 + i, "13:0" + i, person("auto" + i), "x")
                  .replace("https://lms.example.org/s/x", "urn:tag:auto-attach")));
    }

    records.add(envelope(spent(40), completed(50)));
    records.add(
        envelope(view(41, "14:00", ann(), "9f"))
            .replace("\"sensor\":\"https://lms.example.org/sensors/1\",", ""));
    return records;
  }

  private static String used(int number, String time, String minutes) {
    return event(
        number,
        "ToolUseEvent",
        "Used",
        time,
        "\"actor\":"
            + ann()
            + ",\"object\":{\"id\":\"https://lms.example.org\",\"type\":\"SoftwareApplication\"},\"generated\":{\"id\":\"https://lms.example.org/use/"
            + number
            + "\",\"type\":\"AggregateMeasureCollection\",\"items\":[{\"id\":\"https://lms.example.org/measure/"
            + number
            + "\",\"type\":\"AggregateMeasure\",\"metric\":\"MinutesOnTask\",\"metricValue\":"
            + minutes
            + ",\"startedAtTime\":\"2026-09-14T08:00:00.000Z\"}]}");
  }

  private static String spent(int number) {
    return event(
        number,
        "TimeSpentEvent",
        "SpentTime",
        "15:00",
        "\"profile\":\"TimebackProfile\",\"actor\":{\"id\":\""
            + ANN
            + "\",\"type\":\"TimebackUser\",\"email\":\"ann77@example.org\"},\"object\":{\"id\":\"https://xp.example.org/a/1\",\"type\":\"TimebackActivityContext\",\"subject\":\"Math\"},"
            + "\"generated\":{\"id\":\"https://xp.example.org/m/1\",\"type\":\"TimebackTimeSpentMetricsCollection\",\"items\":[{\"type\":\"active\",\"value\":90},{\"type\":\"xpEarned\",\"value\":-2.5}]}");
  }

  private static String completed(int number) {
    return event(
        number,
        "AssessmentItemEvent",
        "Completed",
        "15:10",
        "\"actor\":"
            + ann()
            + ",\"object\":{\"id\":\"https://lms.example.org/item/6\",\"type\":\"AssessmentItem\"},\"generated\":{\"id\":\"https://lms.example.org/response/1\",\"type\":\"FillinBlankResponse\",\"attempt\":{\"id\":\"https://lms.example.org/attempt/3\",\"type\":\"Attempt\",\"count\":2,\"duration\":\"PT52.5S\"}},\"session\":\"https://lms.example.org/s/7c\"");
  }

  private static String view(int number, String time, String actor, String session) {
    return event(
        number,
        "ViewEvent",
        "Viewed",
        time,
        "\"actor\":"
            + actor
            + ",\"object\":"
            + thing("Page")
            + ",\"session\":\"https://lms.example.org/s/"
            + session
            + "\"");
  }

  private static String thing(String type) {
    return "{\"id\":\"https://lms.example.org/thing/3\",\"type\":\""
        + type
        + "\",\"name\":\"Week 3\"}";
  }

  private static String ann() {
    return "{\"id\":\"" + ANN + "\",\"type\":\"Person\",\"name\":\"Ann Lee\"}";
  }

  private static String person(String name) {
    return "{\"id\":\"https://lms.example.org/users/" + name + "\",\"type\":\"Person\"}";
  }

  private static String event(
      int number, String type, String action, String time, String properties) {
    return String.format(
        "{\"@context\":\"%s\",\"id\":\"urn:uuid:6f1e1c5a-0d3b-4c52-9a76-%012d\",\"type\":\"%s\",\"action\":\"%s\",%s,\"eventTime\":\"2026-09-14T%s:30.250Z\"}",
        CONTEXT, number, type, action, properties, time);
  }

  private static String envelope(String... items) {
    return "{\"sensor\":\"https://lms.example.org/sensors/1\",\"sendTime\":\"2026-09-14T16:00:00.000Z\",\"dataVersion\":\""
        + CONTEXT
        + "\",\"data\":["
        + String.join(",", items)
        + "]}";
  }

  private void assertBalanced() throws IOException {
    LakeAudit audit = LakeAudit.run(catalog());
    assertThat(audit.lines())
        .extracting(AuditLine::line)
        .contains("0a", "1a", "1h", "2a", "2e", "3a", "5a", "5b", "5c");
    assertThat(audit.lines()).as(audit.state()).allMatch(AuditLine::passed);
  }

  private List<String> select(String statement) throws IOException {
    try (LakeEngine engine = LakeEngine.over(catalog())) {
      return engine.run(statement).all().stream()
          .map(row -> String.join(" ", row.values().stream().map(String::valueOf).toList()))
          .toList();
    }
  }

  /** Of every table that a rebuild writes. */
  private List<String> rows() throws IOException {
    List<String> all =
        new ArrayList<>(
            select(
                "SELECT event_dt, learner_id, ed_app_id, group_id, SUM(events), SUM(view_events),"
                    + " SUM(items_completed), SUM(submissions), SUM(grades), SUM(active_s), SUM(xp)"
                    + " FROM gold.learning_days GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"));
    try (LakeTables lake = lake()) {
      for (TableName table : lake.set().byDay()) {
        if (table.equals(TableName.of("gold", "learning_days"))) {
          continue; // Readers sum its rows.
        }

        LakeReader.rows(lake.load(table)).stream()
            .map(row -> table + " " + row)
            .sorted()
            .forEach(all::add);
      }
    }

    return all;
  }

  private LakeTables lake() {
    return new LakeTables(catalog());
  }

  private LakeCatalog catalog() {
    return new LakeCatalog(
        JobOptions.parseLake(Map.of("lake.warehouse", directory.resolve("lake").toString())),
        CaliperJob.job().tables());
  }

  private JobOptions options(String job, Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("job.name", job);
    properties.put("lake.warehouse", directory.resolve("lake").toString());
    properties.put("local.parallelism", "1");
    properties.putIfAbsent("source.type", "files");
    properties.putIfAbsent("source.path", directory.resolve("events.ndjson").toString());
    List<Job> jobs = new ArrayList<>(JobCatalog.all());
    jobs.add(CaliperJob.job());
    OptionGroups groups = JobCatalog.options(jobs);
    return groups.parse(properties);
  }
}
