package io.eventlake.job.xp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.config.XpOptions;
import io.eventlake.connector.aws.S3Access;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.oneroster.LandedFiles;
import io.eventlake.connector.standin.CloudWatchStandIn;
import io.eventlake.family.caliper.CaliperFamily;
import io.eventlake.family.xp.XpInputException;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.XpJob;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.lake.check.LakeChecks;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.lake.publish.Interruption;
import io.eventlake.lake.publish.MadeOf;
import io.eventlake.lake.publish.Publication;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs over tables and files that change in between as they can. */
class XpRunTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-02-01T00:00:00Z"), ZoneOffset.UTC);
  private static final String ROSTER =
      "{\"orgs\":[{\"sourcedId\":\"utc\",\"timezone\":\"UTC\"},{\"sourcedId\":\"la\",\"timezone\":"
          + "\"America/Los_Angeles\"},{\"sourcedId\":\"ber\",\"timezone\":\"Europe/Berlin\"}],\"users\":[";

  @TempDir private Path directory;
  private final Map<String, String> more = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private LakeTables own;
  private LakeTables caliper;
  private LearningLake lake;

  @BeforeEach
  void open() throws IOException {
    own = new LakeTables(new LakeCatalog(options().lake, XpTables.set()));
    own.apply();
    caliper = new LakeTables(own.lake().with(CaliperFamily.tables()));
    caliper.apply();
    Files.createDirectories(directory.resolve("results"));
    lake = new LearningLake(caliper, directory.resolve("results"));
    roster("{\"sourcedId\":\"s1\",\"org\":\"utc\"}");
  }

  @AfterEach
  void close() {
    caliper.close();
    own.close();
  }

  /** The page's table, each line as a student of its own, step by step. */
  @Test
  void theExamplesOfThePageComeOutAsItSays() throws IOException {
    lake.event("a", "a", "exercise", 3, 0);
    lake.event("b", "b", "exercise", 9, 0);
    lake.event("c", "c", "exercise", 9, 0);
    lake.event("d", "d", "exercise", 10, 0);
    banks("e", 3).deliver("1-results.json", false);
    lake.event("f", "f", "exercise", 3, 0).event("f", "f", "exercise", 3, 0);
    lake.event("f", "f", "exercise", 3, 0).event("again", "f", "exercise", 3, 0.2);
    lake.event("g", "g", "exercise", 8, 0);
    lake.event("h", "h", "exercise", 4, 0);
    lake.stream();
    run();
    assertThat(totals()).isEqualTo("a 3, b 9, c 9, d 10, e 9, f 3, g 8, h 4");

    banks("a", null);
    banks("b", 3);
    banks("c", null);
    banks("d", 10);
    lake.event("e", "e", "exercise", 9, 0)
        .with(
            "arrival_ts",
            LearningLake.NOON.plusSeconds(86_400).atOffset(ZoneOffset.UTC).toLocalDateTime());
    lake.result("f_exercise", "f", "exercise", 3, 0);
    lake.result("g_exercise", "g", "exercise", 8, 0);
    banks("h", 4).deliver("2-results.json", false);
    run();
    assertThat(totals()).isEqualTo("a 9, b 9, c 9, d 16, e 9, f 3, g 8, h 10");
    assertThat(
            select("SELECT student_id, flag FROM gold.fact_xp WHERE flag IS NOT NULL ORDER BY 1"))
        .containsExactly("b bundled", "c suspected", "e bundled");

    lake.result("g_exercise", "g", "exercise", 6, 0).modified(24 * 60);
    lake.result("h_exercise_ali_attempt_1", "h", "exercise", 4, 0).modified(100);
    lake.last().put("status", "tobedeleted");
    lake.deliver("3-results.json", false);
    run();
    assertThat(totals()).isEqualTo("a 9, b 9, c 9, d 16, e 9, f 3, g 6, h 6");

    lake.result("g_exercise", "g", "exercise", 8, 0);
    lake.result("h_exercise_ali_attempt_1", "h", "exercise", 4, 0).modified(200);
    lake.deliver("4-results.json", false);
    run();
    assertThat(totals()).isEqualTo("a 9, b 9, c 9, d 16, e 9, f 3, g 6, h 10");
    assertThat(
            select(
                "SELECT status, CAST(valid_to AS VARCHAR) FROM silver.assessment_results WHERE"
                    + " result_id = 'h_exercise_ali_attempt_1' ORDER BY valid_from"))
        .containsExactly(
            "active 2025-08-15 13:40:00.000000",
            "tobedeleted 2025-08-15 15:20:00.000000",
            "active null");
    assertBalanced();
    runsAreAsOne();
  }

  /** Own result of the exercise, or none, and what it banked. */
  private LearningLake banks(String student, Integer own) {
    lake.banked(student, "video", 5, -0.03).banked(student, "article", 1, -0.03);
    return own == null
        ? lake
        : lake.result(student + "_exercise_ali_attempt_1", student, "exercise", own, -0.03);
  }

  /** All that was delivered, over tables that have counted nothing yet. */
  private void runsAreAsOne() throws IOException {
    Map<TableName, List<String>> after = rows();
    assertThat(run()).isFalse();
    assertThat(told).last().asString().startsWith("Nothing new since the run of ");
    for (TableName table :
        List.of(XpTables.CLAIMS, XpTables.FACTS, XpTables.DAYS, XpTables.VERSIONS, XpTables.RUNS)) {
      own.load(table).newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).commit();
    }

    run();
    assertThat(rows()).isEqualTo(after);
  }

  @Test
  void whatIsMissingInAllResultsIsVoid() throws IOException {
    lake.event("e", "s1", "exercise", 1, 4, 0);
    lake.result("r1", "s1", "video", 5, 0).result("x_attempt_1", "s1", "exercise", 4, 0);
    lake.deliver("monday/1.json", true);
    run();
    assertThat(totals()).isEqualTo("s1 9");

    lake.result("r1", "s1", "video", 5, 0).deliver("tuesday/1.json", true);
    lake.result("r3", "s1", "article", 1, 0).deliver("tuesday/2.json", true);
    run();
    assertThat(totals()).isEqualTo("s1 6");
    assertThat(select("SELECT xp, status, record_source FROM gold.fact_xp WHERE attempt = 1"))
        .containsExactly("0.0000 void oneroster");
    assertThat(select("SELECT earnings, void_earnings FROM gold.agg_daily_xp"))
        .containsExactly("2 1");

    lake.result("r1", "s1", "video", 5, 0).result("r3", "s1", "article", 1, 0);
    lake.result("x_attempt_1", "s1", "exercise", 4, 0).deliver("wednesday/1.json", true);
    run();
    assertThat(totals()).isEqualTo("s1 10");
    assertBalanced();
    runsAreAsOne();
  }

  /** The last state of each path stands, by itself or as a part of all results. */
  @Test
  void aFileThatIsAsItWasBeforeIsNews() throws IOException {
    for (int xp : new int[] {4, 7, 4}) {
      lake.result("r3", "s1", "text", xp, 0).deliver("page.json", false);
      run();
      assertThat(totals()).isEqualTo("s1 " + xp);
    }

    for (boolean isWhole : new boolean[] {true, false, true}) {
      deliverBoth(isWhole);
      run();
      assertThat(totals()).isEqualTo(isWhole ? "s1 6" : "s1 1");
    }

    assertThat(select("SELECT COUNT(*), COUNT(DISTINCT delivery) FROM ops.result_deliveries"))
        .containsExactly("9 6");
    assertThat(
            select(
                "SELECT status, COUNT(*) FROM bronze.assessment_results GROUP BY status ORDER BY 1"))
        .as("r3 three times, r0 twice, the others once; r3 and r0 gone")
        .containsExactly("absent 2", "active 7");
    assertThat(select("SELECT SUM(unchanged) FROM ops.result_deliveries")).containsExactly("4");
    assertThat(LakeChecks.run(own.lake(), own.names(), CLOCK).results())
        .filteredOn(check -> check.offending() > 0)
        .isEmpty();
    assertBalanced();
    runsAreAsOne();
  }

  /** Two pages of all results: the first with both of its results, or with one of them. */
  private void deliverBoth(boolean isWhole) throws IOException {
    if (isWhole) {
      lake.result("r0", "s1", "exercise", 5, 0);
    }

    lake.result("r2", "s1", "article", 0, 0).deliver("all/1.json", true);
    lake.result("r1", "s1", "video", 1, 0).deliver("all/2.json", true);
  }

  @Test
  void whatCannotBeCountedIsALetterAndTheOthersCount() throws IOException {
    lake.result("good", "s1", "good", "1.00005", 0).result("text", "s1", "text", 1, 0);
    metadata("xp", "\"5\"");
    lake.result("nan", "s1", "nan", 1, 0);
    metadata("xp", "true");
    lake.result("most", "s2", "most", "99999999999999", 0);
    lake.result("more", "s2", "more", "99999999999999", 0);
    lake.result("large", "s1", "large", "1e14", 0).result("nobody", "s1", "nobody", 1, 0);
    lake.last().remove("student");
    lake.result("never", "s1", "never", 1, 0);
    lake.last().put("dateLastModified", "yesterday");
    lake.result("kept", "s1", "kept", 1, 0);
    lake.last().put("status", "kept");
    lake.result("silent", "s1", "silent", null, 0).result("tiny", "s1", "tiny", "1e-999999999", 0);
    lake.result("huge", "s1", "huge", "1e999999999", 0);
    Path page = lake.deliver("page.json", false);
    Files.writeString(page, Files.readString(page).replace("\"xp\":true", "\"xp\":NaN"));
    run();

    assertThat(totals()).isEqualTo("s1 1.0001, s2 199999999999998");
    assertThat(
            select(
                "SELECT result_id, reason, pointer FROM bronze.rejected_results ORDER BY delivery_row"))
        .containsExactly(
            "text WRONG_TYPE /metadata/xp",
            "nan WRONG_TYPE /metadata/xp",
            "large OUT_OF_RANGE /metadata/xp",
            "nobody MISSING_FIELD /student/sourcedId",
            "never BAD_TIMESTAMP /dateLastModified",
            "kept BAD_ENUM /status",
            "huge OUT_OF_RANGE /metadata/xp");
    assertThat(select("SELECT source_id, role FROM silver.xp_claims WHERE counted_xp IS NULL"))
        .containsExactly("silent none");
    assertThat(told).anyMatch(line -> line.startsWith("5 results read, 7 rejected (BAD_ENUM 1, "));
  }

  private void metadata(String name, String json) throws IOException {
    ((ObjectNode) lake.last().get("metadata")).set(name, new ObjectMapper().readTree(json));
  }

  @Test
  void aFileThatIsNoPageChangesNothing() throws IOException {
    lake.result("good", "s1", "good", 1, 0).deliver("1.json", false);
    Path other = directory.resolve("results/2.json");
    for (String text :
        List.of(
            "[]",
            "{}",
            "{\"results\":{}}",
            "{\"results\":[{]}",
            "{\"results\":[{\"metadata\":{\"xp\":1e2147483648}}]}",
            "{\"results\":[]} {}",
            "{\"results\":[" + "[".repeat(5_000))) {
      Files.writeString(other, text);
      assertThatThrownBy(this::run)
          .as(text)
          .isInstanceOf(XpInputException.class)
          .hasMessageContaining("2.json is no page of results: ")
          .hasMessageEndingWith(". Nothing was read; repair the file or move it away");
      assertThat(select("SELECT * FROM ops.result_deliveries")).isEmpty();
    }

    Files.delete(other);
    Path packed = directory.resolve("results/2.json.gz");
    byte[] cut = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 1};
    for (byte[] bytes : List.of(new byte[0], "{}".getBytes(StandardCharsets.UTF_8), cut)) {
      Files.write(packed, bytes);
      assertThatThrownBy(this::run)
          .isInstanceOf(XpInputException.class)
          .hasMessageContaining("2.json.gz is no page of results: it is no whole gzip (");
    }

    Files.delete(packed);
    more.put("xp.results", directory.resolve("nowhere").toString());
    assertThatThrownBy(this::run)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("is not there: name a file or a directory");
    roster("{\"sourcedId\":\"s1\",\"org\":\"mars\"}");
    assertThatThrownBy(this::run)
        .isInstanceOf(XpInputException.class)
        .hasMessageContaining("the user s1 is at mars, which is none of orgs");
  }

  /** As the first fetch of a server that has nothing yet. */
  @Test
  void resultsAndEventsOfNobodyAreARun() throws IOException {
    lake.deliver("1.json", false);
    assertThat(run()).isTrue();
    assertThat(told).contains("0 students counted.");
    lake.event("e", "s1", "q", null, 0).stream();
    run();
    lake.event("f", "s1", "q", 3, 0).stream();
    run();
    assertThat(totals()).isEqualTo("s1 3");
  }

  @Test
  void pseudonymsAreNoStudents() {
    lake.event("e", "s1", "q", 3, 0).with("actor_id", "urn:hmac-sha256:00").stream();

    assertThatThrownBy(this::run)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("1 learning events with XP have pseudonyms")
        .hasMessageEndingWith("--set caliper.persons=keep");
  }

  /** Where the school was then; another roster counts all anew. */
  @Test
  void aDayIsThatOfTheSchoolThen() throws IOException {
    roster(
        "{\"sourcedId\":\"s1\",\"roles\":[{\"org\":{\"sourcedId\":\"la\"},\"endDate\":\"2025-08-16\"},"
            + "{\"org\":{\"sourcedId\":\"ber\"},\"beginDate\":\"2025-08-16\"}]}");
    lake.event("e1", "s1", "q", 1, 1, -11 * 60).event("e2", "s1", "q", 2, 2, 24 * 60 + 11 * 60);
    lake.event("e3", "stranger", "q", 1, 4, 0);
    lake.deliver("1.json", false);
    run();
    assertThat(
            select(
                "SELECT student_id, local_dt, xp, timezone, school_id FROM gold.fact_xp ORDER BY xp"))
        .containsExactly(
            "s1 2025-08-14 1.0000 America/Los_Angeles la",
            "s1 2025-08-17 2.0000 Europe/Berlin ber",
            "stranger 2025-08-15 4.0000 UTC null");
    assertThat(told).anyMatch(line -> line.startsWith("1 of the students are not in "));

    roster("{\"sourcedId\":\"s1\",\"org\":\"utc\"}");
    assertThat(run()).isTrue();
    assertThat(
            select("SELECT local_dt, xp FROM gold.agg_daily_xp WHERE student_id = 's1' ORDER BY 1"))
        .containsExactly("2025-08-15 1.0000", "2025-08-16 2.0000");
  }

  /** Days of events that are written anew or lost, events of one id by two students. */
  @Test
  void whatBecomesOfEventsBecomesOfXp() throws IOException {
    lake.event("e1", "s1", "q", 1, 1, 0).event("e2", "s2", "q", 1, 2, 24 * 60);
    lake.event("e1", "s3", "q", 1, 7, 0).stream();
    run();
    assertThat(totals()).isEqualTo("s1 1, s2 2");

    caliper
        .load(TableName.SILVER_EVENTS)
        .newDelete()
        .deleteFromRowFilter(Expressions.equal("event_dt", "2025-08-16"))
        .commit();
    run();
    assertThat(totals()).isEqualTo("s1 1");
    lake.event("e3", "s1", "q", 2, 5, 60).event("e4", "s1", "q", null, null, 60).stream();
    told.clear();
    run();
    assertThat(totals()).isEqualTo("s1 6");
    assertThat(told).contains("2 students counted.");
    runsAreAsOne();
  }

  /** The table has the name where there is no id. */
  @Test
  void anActivityWithoutIdIsItsObject() throws IOException {
    lake.event("e1", "s1", "q", 1, 1, 0).with("activity_id", "Quiz: one");
    lake.with("object_id", "https://app.example.org/resources/quiz-1/");
    lake.event("e2", "s1", "q", 1, 2, 0)
        .with("activity_id", null)
        .with("object_id", "urn:x:quiz-2");
    lake.result("r", "s1", "quiz-1", 4, 0);
    lake.last().put("sourcedId", "r_attempt_1");
    lake.deliver("1.json", false);
    run();
    assertThat(select("SELECT activity_id, xp, flag FROM gold.fact_xp ORDER BY 1"))
        .containsExactly("quiz-1 4.0000 differs", "quiz-2 2.0000 null");
  }

  /** A result that changes its student is nobody else's any more. */
  @Test
  void aResultIsOfTheStudentOfItsNewestVersion() throws IOException {
    lake.result("r", "s1", "q", 3, 0).deliver("1.json", false);
    run();
    lake.result("r", "s2", "q", 3, 5).deliver("2.json", false);
    run();
    assertThat(totals()).isEqualTo("s2 3");
  }

  /** What the total was is of all tables at one run, and never of a half of one. */
  @Test
  void theTablesAsTheyWereAreThoseOfOneRun() throws IOException {
    Instant ever = Instant.ofEpochMilli(Long.MAX_VALUE);
    assertThatThrownBy(() -> LakeCut.at(own, ever))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("No run had published anything by ");
    lake.result("r", "s1", "q", 3, 0).deliver("1.json", false);
    run();
    Instant afterFirst =
        Instant.ofEpochMilli(own.load(XpTables.RUNS).currentSnapshot().timestampMillis());
    Map<TableName, Long> first = LakeCut.at(own, ever).snapshots();

    lake.result("r", "s1", "q", 5, 5).deliver("2.json", false);
    assertThatThrownBy(() -> run(cut -> kill())).isInstanceOf(Killed.class);
    publishSome(2, XpTables.VERSIONS, XpTables.CLAIMS);
    Map<TableName, Long> half = LakeCut.at(own, ever).snapshots();
    assertThat(half.get(XpTables.RESULTS)).isNotEqualTo(first.get(XpTables.RESULTS));
    assertThat(half).containsEntry(XpTables.CLAIMS, first.get(XpTables.CLAIMS));
    assertThat(half).containsEntry(XpTables.VERSIONS, first.get(XpTables.VERSIONS));

    run();
    assertThat(LakeCut.at(own, ever).snapshots().get(XpTables.CLAIMS))
        .isNotEqualTo(first.get(XpTables.CLAIMS));
    assertThat(LakeCut.at(own, afterFirst).snapshots()).isEqualTo(first);
  }

  /** The alarms' numbers: failed or not, and what may be counted twice. */
  @Test
  void cloudWatchIsToldOfEachRun() throws IOException {
    lake.event("c", "c", "exercise", 9, 0);
    banks("c", null).deliver("1.json", false);
    more.put("xp.results", directory.resolve("results").toString());
    more.put("xp.verdict-namespace", "Eventlake");
    more.put("lake.region", "us-east-1");
    try (CloudWatchStandIn cloudWatch = new CloudWatchStandIn(CLOCK)) {
      more.put("xp.cloudwatch-endpoint", cloudWatch.endpoint());
      new XpJob().run(options(), CLOCK, told::add);
      new XpJob().run(options(), CLOCK, told::add);
      Files.writeString(directory.resolve("results/2.json"), "{}");
      assertThatThrownBy(() -> new XpJob().run(options(), CLOCK, told::add))
          .isInstanceOf(XpInputException.class)
          .hasNoSuppressedExceptions();
      assertThat(cloudWatch.samples())
          .containsOnly(
              Map.entry("Eventlake xpDoubleCounts 2026-02-01T00:00:00Z", List.of(1.0, 1.0)),
              Map.entry("Eventlake xpFailed 2026-02-01T00:00:00Z", List.of(0.0, 0.0, 1.0)));
    }
  }

  /** Wherever it is killed, the next run makes of it what it would have been. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 6, 8})
  void whereverItIsKilledTheNextRunEndsIt(int step) throws IOException {
    lake.event("b", "b", "exercise", 9, 0);
    banks("b", 3).deliver("1.json", false);
    if (step < 4) {
      killedWhileLanding(step);
    } else {
      assertThatThrownBy(() -> run(cut -> kill())).isInstanceOf(Killed.class);
      publishSome(
          step - 4,
          XpTables.VERSIONS,
          XpTables.CLAIMS,
          XpTables.DAYS,
          XpTables.FACTS,
          XpTables.RUNS);
    }

    run();
    assertThat(totals()).isEqualTo("b 9");
    assertThat(select("SELECT results FROM ops.result_deliveries")).containsExactly("3");
    assertThat(select("SELECT COUNT(*) FROM bronze.assessment_results")).containsExactly("3");
    assertThat(select("SELECT COUNT(*) FROM silver.xp_claims")).containsExactly("4");
    assertThat(run()).isFalse();
  }

  private void killedWhileLanding(int step) {
    String results = directory.resolve("results").toString();
    try (LandedFiles files = LandedFiles.of(results, S3Access.of(own.options()));
        Landing landing = new Landing(own, "_ali", null, 0)) {
      landing.read(Deliveries.find(results, files, new KnownFiles()));
      Publication publication = Publication.create(own, "publish-xp-killed");
      publication.stage(landing.complete(), MadeOf.nothing());
    }

    publishSome(step, XpTables.RESULTS, XpTables.DELIVERIES, XpTables.RUNS);
  }

  /** The first of the tables of what is staged. */
  private void publishSome(int count, TableName... tables) {
    String branch =
        own.load(XpTables.RUNS).refs().keySet().stream()
            .filter(ref -> ref.startsWith("publish-"))
            .findFirst()
            .orElseThrow();
    for (int i = 0; i < count; i++) {
      Interruption.after(Publication.create(own, branch), tables[i]);
    }
  }

  private static void kill() {
    throw new Killed();
  }

  /** As a process that ends: nobody tidies up. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private boolean run() {
    return run(cut -> {});
  }

  private boolean run(Consumer<LakeCut> audit) {
    more.putIfAbsent("xp.results", directory.resolve("results").toString());
    try (LakeLease lease = LakeLease.take(own, "xp")) {
      Publication.finishInterrupted(own, lease);
      return new XpRun(own, caliper, options().own.get(XpOptions.GROUP), CLOCK, audit, told::add)
          .run(lease);
    }
  }

  private void roster(String users) throws IOException {
    Files.writeString(directory.resolve("roster.json"), ROSTER + users + "]}");
  }

  private JobOptions options() {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("job.name", "xp");
    properties.put("lake.warehouse", directory.resolve("lake").toString());
    properties.put("xp.roster", directory.resolve("roster.json").toString());
    return JobCatalog.options().parse(properties);
  }

  private void assertBalanced() {
    LakeAudit audit = LakeAudit.run(own.lake());
    assertThat(audit.lines()).hasSize(8).allMatch(line -> line.passed());
  }

  private String totals() {
    return String.join(
            ", ",
            select(
                "SELECT student_id, SUM(xp) FROM gold.agg_daily_xp GROUP BY student_id"
                    + " ORDER BY student_id"))
        .replaceAll("(\\.\\d*?)0+\\b", "$1")
        .replaceAll("\\.(?!\\d)", "");
  }

  private List<String> select(String statement) {
    try (LakeEngine engine = LakeEngine.over(own.lake())) {
      return engine.run(statement).all().stream()
          .map(row -> String.join(" ", row.values().stream().map(String::valueOf).toList()))
          .toList();
    }
  }

  /** Of what is counted; the runs are never the same. */
  private Map<TableName, List<String>> rows() {
    Map<TableName, List<String>> all =
        new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    for (TableName table : own.set().tables()) {
      if (!table.equals(XpTables.RUNS)) {
        all.put(
            table,
            LakeReader.rows(own.load(table)).stream()
                .map(row -> new TreeMap<>(row).toString())
                .sorted()
                .toList());
      }
    }

    return all;
  }
}
