package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.DecodeOptions;
import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.family.EventFamily;
import io.eventlake.family.contract.IdRules;
import io.eventlake.family.toy.ToyFamily;
import io.eventlake.family.web.generate.GeneratedFiles;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.audit.AuditLine;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.lake.check.LakeChecks;
import io.eventlake.lake.cut.LakeCuts;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.maintain.Maintenance;
import io.eventlake.lake.rebuild.RebuildException;
import io.eventlake.lake.rewind.Rewind;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import io.eventlake.testing.Directories;
import io.eventlake.testing.LakeReader;
import io.eventlake.testing.TestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableUtil;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A second family beside web in one warehouse, through everything that is done to a lake: its room,
 * its tables and a line such as those of {@link FamilyCatalog} are all that there is of it.
 *
 * <p>Of the audit the lines that hold of every family, and the one that is in a folder of its name;
 * of the checks those of the tables that all families have alike.
 */
class ToyFamilyITCase {

  /** The line. */
  private static final FamilyJob TOYS =
      toys(options -> new ToyFamily(options.maxRecordBytes, ids(options)));

  /** The same in the release before. */
  private static final FamilyJob FIRST_TOYS =
      toys(options -> ToyFamily.first(options.maxRecordBytes, ids(options)));

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-03-01");
  private static final Instant ARRIVAL = Instant.parse("2026-03-01T12:00:00Z");
  private static final String CHILD = "sha256:" + "ab".repeat(32);

  @TempDir private Path directory;

  @Test
  void itsStateIsFoundByUids() throws IOException {
    Path events = Files.createFile(directory.resolve("toys.ndjson"));
    OperatorUidTest.assertUids(TOYS, "toys-files", TestOptions.files(events.toString()));
  }

  @Test
  void aFamilyIsARoomAndALine() throws Exception {
    streamWeb();
    Map<String, String> web = webAsItIs();

    stream(FIRST_TOYS, "first", 10, ARRIVAL, List.of());
    assertStreamed();
    List<String> first = rows();
    Snapshot end = ledger();

    Instant later = Instant.ofEpochMilli(end.timestampMillis()).plusSeconds(1);
    stream(TOYS, "second", 20, later, corrections());
    List<String> second = rows();
    assertThat(second).isNotEqualTo(first);
    assertCorrected();
    rewindTo(end);
    assertThat(rows()).isEqualTo(first);
    stream(TOYS, "second", 20, later, corrections());
    assertThat(rows()).isEqualTo(second);

    replayWhatIsAnEventNow();
    rebuildWrongly();
    rebuildWhatWasLost();
    List<String> healed = rows();
    maintain();
    assertThat(rows()).isEqualTo(healed);
    assertReadable();

    assertThat(webAsItIs()).isEqualTo(web);
    assertThat(LakeAudit.run(catalog(Lakes.tables())).passed()).isTrue();
  }

  private static FamilyJob toys(Function<DecodeOptions, EventFamily> family) {
    return new FamilyJob("toys", "toys from files", ToyFamily::tables, family);
  }

  private static IdRules ids(DecodeOptions options) {
    return new IdRules(options.absentIds, options.userIds);
  }

  private void streamWeb() throws IOException {
    GeneratedFiles files =
        new GeneratedFiles(
            directory.resolve("web"), GeneratedFiles.Compression.NONE, Integer.MAX_VALUE);
    files.write(GeneratorOptions.events(400).seed(20_261_130).span(Duration.ofHours(30)).build());
    LocalRun.start(options("clickstream", Map.of("source.path", files.events().toString())))
        .ended()
        .join();
    assertThat(LakeAudit.run(catalog(Lakes.tables())).passed()).isTrue();
  }

  /**
   * Records of two events each, ids counted from a number: one twice, one broken, one unfit.
   *
   * @param again what was committed until then is not what the job goes on with
   * @param more records after them
   */
  private void stream(FamilyJob job, String play, int id, Instant again, List<String> more)
      throws IOException {
    String built = pair(toy(id, "built", "red", 3, play), toy(id + 1, "built", "blue", 5, play));
    List<String> records =
        new ArrayList<>(
            List.of(
                built,
                pair(
                    toy(id + 2, "broken", "red", 3, play),
                    toy(id + 3, "built", "green", 7, "other")),
                built,
                pair(toy(id + 4, "built", "red", -1, play), toy(id + 5, "built", "", 2, "other"))));
    records.addAll(more);
    Path file = Files.createDirectories(directory.resolve(play)).resolve(play + ".ndjson");
    Files.write(file, records);
    Files.setLastModifiedTime(file, FileTime.from(ARRIVAL));
    Map<String, String> source =
        Map.of("source.path", file.getParent().toString(), "job.again-as-of", again.toString());
    LocalRun.start(job, options(job.name(), source)).ended().join();
  }

  /** A session that is written, then cut in more runs, then begins earlier. */
  private static List<String> corrections() {
    List<String> records = new ArrayList<>();
    records.add(toy(100, "built", "red", 1, "10:00:30", "late"));
    records.add(toy(101, "built", "red", 1, "10:00:50", "late"));
    records.addAll(confirming(110, "11:30:00"));
    records.add(toy(102, "built", "blue", 1, "10:00:40", "late"));
    records.addAll(confirming(120, "13:00:00"));
    records.add(toy(103, "built", "red", 1, "10:00:20", "late"));
    return records;
  }

  /** By which it is later, as that many sessions say so. */
  private static List<String> confirming(int id, String time) {
    return IntStream.range(id, id + 6)
        .mapToObj(each -> toy(each, "broken", "red", 0, time, "sure" + each))
        .toList();
  }

  private void assertCorrected() throws IOException {
    assertThat(select("SELECT events, revision FROM silver.sessions WHERE session_id = 'late'"))
        .containsExactly("4 2");
    assertThat(
            select(
                "SELECT substr(first_event_id, 34), colour, toys FROM gold.fact_runs WHERE"
                    + " session_id = 'late'"))
        .containsExactlyInAnyOrder("103 red 2", "102 blue 1", "101 red 1");
  }

  private static String pair(String one, String other) {
    return "[" + one + "," + other + "]";
  }

  private static String toy(int id, String type, String colour, int pieces, String play) {
    return toy(id, type, colour, pieces, "10:00:" + id, play + id / 10);
  }

  private static String toy(
      int id, String type, String colour, int pieces, String time, String play) {
    return String.format(
        Locale.ROOT,
        "{\"id\":\"00000000-0000-4000-8000-%012d\",\"type\":\"%s\",\"at\":\"%sT%sZ\","
            + "\"play\":\"%s\",\"child\":\"%s\",\"colour\":\"%s\",\"pieces\":%d}",
        id,
        type,
        DAY,
        time,
        play,
        CHILD,
        colour,
        pieces);
  }

  private void assertStreamed() throws IOException {
    assertThat(select("SELECT event_index, event_count, COUNT(*) FROM bronze.events GROUP BY 1, 2"))
        .containsExactlyInAnyOrder("0 2 2", "1 2 4");
    assertThat(select("SELECT reason, pointer, event_index FROM bronze.dead_letters"))
        .containsExactlyInAnyOrder("BAD_ENUM /0/type 0", "OUT_OF_RANGE /0/pieces 0");
    assertThat(select("SELECT session_id, events, pieces, revision FROM silver.sessions"))
        .containsExactlyInAnyOrder("first1 2 8 0", "other1 2 9 0");
    assertThat(select("SELECT colour, pieces FROM gold.fact_toys"))
        .containsExactlyInAnyOrder("red 3", "blue 5", "green 7", "null 2");
    assertThat(select("SELECT session_id, colour, toys, pieces FROM gold.fact_runs"))
        .containsExactlyInAnyOrder(
            "first1 red 1 3", "first1 blue 1 5", "other1 green 1 7", "other1  1 2");
    assertThat(select("SELECT family, outcome, SUM(records) FROM ops.record_counts GROUP BY 1, 2"))
        .containsExactlyInAnyOrder(
            "toy handed_over 4",
            "toy read 8",
            "toy further 4",
            "toy bronze 6",
            "toy dead_letter 2",
            "toy silver 4",
            "toy duplicate 2");
  }

  private void rewindTo(Snapshot end) {
    try (LakeTables lake = lake()) {
      Rewind.toCheckpoint(
              lake,
              TOYS.name(),
              Long.parseLong(end.summary().get(CommitSummary.CHECKPOINT_ID)),
              end.summary().get(CommitSummary.RUN_ID))
          .run(Rewind.Others.IN_THE_WAY);
    }
  }

  private void replayWhatIsAnEventNow() throws IOException {
    List<String> told = new ArrayList<>();
    JobOptions options =
        options("replay-dead-letters", Map.of("replay.where", "reason = 'BAD_ENUM'"));
    new ReplayRun(TOYS, options, Clock.fixed(NOW, ZoneOffset.UTC), told::add).run();

    assertThat(told).anyMatch(line -> line.endsWith("1 BAD_ENUM: events now"));
    assertThat(select("SELECT COUNT(*) FROM bronze.dead_letters WHERE replayed_ts IS NOT NULL"))
        .containsExactly("1");
    assertThat(
            select(
                "SELECT event_index, event_count, COUNT(*) FROM bronze.events WHERE event_type ="
                    + " 'broken' AND session.session_id = 'first1' GROUP BY 1, 2"))
        .containsExactly("0 2 1");
    assertThat(select("SELECT colour, pieces FROM gold.fact_runs WHERE session_id = 'first1'"))
        .containsExactlyInAnyOrder("red 3", "blue 5", "red 0");
    assertSessions();
  }

  /** The session of the first run has the replayed event; that of the second had it at once. */
  private void assertSessions() throws IOException {
    assertThat(
            select(
                "SELECT session_id, events, pieces, revision FROM silver.sessions WHERE session_id"
                    + " NOT LIKE 'sure%' AND session_id <> 'late'"))
        .containsExactlyInAnyOrder("first1 3 8 1", "other1 2 9 0", "second2 3 8 0", "other2 2 9 0");
  }

  /** A branch without the toys that were built is not published. */
  private void rebuildWrongly() {
    List<String> before = rows();
    JobOptions options =
        options("rebuild", Map.of("rebuild.from", DAY.toString(), "rebuild.to", DAY.toString()));
    FamilyJob losing =
        toys(
            decode ->
                new LosingFamily(
                    new ToyFamily(decode.maxRecordBytes, ids(decode)), ToyFamily.TOYS));

    assertThatThrownBy(() -> new RebuildRun(losing, options, line -> {}).run())
        .isInstanceOf(RebuildException.class)
        .hasMessageStartingWith("Not published, since it would not balance")
        .hasMessageContaining("4a FAIL: gold.fact_toys = toys that silver.events has as built");
    assertThat(rows()).isEqualTo(before);
  }

  private void rebuildWhatWasLost() throws IOException {
    List<String> before = rows();
    try (LakeTables lake = lake()) {
      for (TableName lost : List.of(ToyFamily.TOYS, ToyFamily.RUNS)) {
        lake.load(lost).newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).commit();
      }
    }

    List<String> told = new ArrayList<>();
    JobOptions options =
        options("rebuild", Map.of("rebuild.from", DAY.toString(), "rebuild.to", DAY.toString()));
    new RebuildRun(TOYS, options, told::add).run();

    assertThat(told)
        .anyMatch(line -> line.startsWith("Auditing the branch "))
        .anyMatch(line -> line.startsWith("gold.fact_toys "))
        .anyMatch(line -> line.startsWith("gold.fact_runs "));
    assertThat(rows()).isEqualTo(before);
    assertSessions();
  }

  private void maintain() throws IOException {
    try (LakeTables lake = lake()) {
      for (TableName table : lake.names()) {
        Maintenance maintenance = new Maintenance(lake, table, 1L << 20);
        maintenance.compact(DAY.plusYears(1));
        maintenance.expire(Instant.now().plusSeconds(60));
      }
    }
  }

  /** By a cut, a statement over both families, the audit, and checks of what all have alike. */
  private void assertReadable() throws IOException {
    try (LakeTables lake = lake();
        LakeTables web = new LakeTables(catalog(Lakes.tables()));
        LakeEngine both =
            LakeEngine.over(web.lake()).beside(lake.set(), LakeCut.of(lake).snapshots(), false)) {
      new LakeCuts(lake).publish("toys");
      assertThat(new LakeCuts(lake).list()).hasSize(1);
      assertThat(new LakeCuts(web).list()).isEmpty();
      assertThat(
              both.run(
                      "SELECT COUNT(*) > 9, (SELECT SUM(pieces) FROM toy_gold.fact_toys) FROM"
                          + " silver.events")
                  .all()
                  .get(0)
                  .values())
          .extracting(Object::toString)
          .containsExactly("true", "38");
    }

    LakeAudit audit = LakeAudit.run(catalog(TOYS.tables()));
    assertThat(audit.passed()).isTrue();
    assertThat(audit.lines()).extracting(AuditLine::line).contains("0a", "1a", "2a", "3a", "4a");
    LakeChecks checks =
        LakeChecks.run(
            catalog(TOYS.tables()),
            List.of(TableName.DEAD_LETTERS, TableName.LATE_EVENTS, TableName.RECORD_COUNTS),
            Clock.fixed(ARRIVAL, ZoneOffset.UTC));
    assertThat(checks.results()).isNotEmpty().allMatch(result -> result.passed());
    assertThat(checks.unreadable()).isEmpty();
  }

  private List<String> select(String statement) throws IOException {
    try (LakeEngine engine = LakeEngine.over(catalog(TOYS.tables()))) {
      return engine.run(statement).all().stream()
          .map(row -> String.join(" ", row.values().stream().map(String::valueOf).toList()))
          .toList();
    }
  }

  /** Of every table but the counts, which are added to and never changed. */
  private List<String> rows() {
    List<String> all = new ArrayList<>();
    try (LakeTables lake = lake()) {
      for (TableName table : lake.names()) {
        if (!table.equals(TableName.RECORD_COUNTS)) {
          all.add(
              table
                  + " "
                  + LakeReader.rows(lake.load(table)).stream()
                      .map(row -> new TreeMap<>(row).toString())
                      .sorted()
                      .toList());
        }
      }
    }

    return all;
  }

  private Snapshot ledger() {
    try (LakeTables lake = lake()) {
      return lake.load(TableName.RECORD_COUNTS).currentSnapshot();
    }
  }

  /** The files of web's tables, and what the catalog says of them. */
  private Map<String, String> webAsItIs() throws IOException {
    Map<String, String> state = new TreeMap<>();
    try (LakeTables web = new LakeTables(catalog(Lakes.tables()))) {
      for (TableName name : web.names()) {
        Directories.contents(Path.of(web.location(name)))
            .forEach((file, content) -> state.put(name + " " + file, content));
        state.put(name + " at", TableUtil.metadataFileLocation(web.load(name)));
      }
    }

    return state;
  }

  private LakeTables lake() {
    return new LakeTables(catalog(TOYS.tables()));
  }

  private LakeCatalog catalog(TableSet set) {
    return new LakeCatalog(
        JobOptions.parseLake(Map.of("lake.warehouse", directory.resolve("lake").toString())), set);
  }

  private JobOptions options(String job, Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("job.name", job);
    properties.put("source.type", "files");
    properties.putIfAbsent("source.path", directory.toString());
    properties.put("lake.warehouse", directory.resolve("lake").toString());
    properties.put("local.parallelism", "1");
    properties.put("local.checkpoint-interval", "1 s");
    return JobCatalog.options().parse(properties);
  }
}
