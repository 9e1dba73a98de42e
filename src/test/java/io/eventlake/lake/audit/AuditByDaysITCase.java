package io.eventlake.lake.audit;

import static io.eventlake.lake.audit.DatedLake.FIRST;
import static io.eventlake.lake.audit.DatedLake.noon;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.SessionOptions;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.job.JobCatalog;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeWriter;
import io.eventlake.testing.Seed;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types.LongType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days audited one by one, and remembered, say the same as the whole. */
class AuditByDaysITCase {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-05-01T00:00:00Z"), ZoneOffset.UTC);
  private static final SessionOptions SESSION = JobCatalog.options().parseSession(Map.of());
  private static final Duration GAP = SESSION.gap;
  private static final int DAYS = 4;

  /** One after them, on which the last goes on, and those of what comes late. */
  private static final List<Integer> DAYS_WITH_ROWS = List.of(0, 1, 2, 3, 4, 5, 8);

  @TempDir private Path warehouse;
  private DatedLake lake;

  @BeforeEach
  void open() {
    lake = new DatedLake(warehouse);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void daysAddUpToTheWholeWhateverHappensToTheLake() {
    Random dice = new Random(Seed.of(getClass(), 17));
    for (int day = 0; day < DAYS; day++) {
      lake.day(day, dice).commit();
    }

    compareRemembered("some days", true);
    lake.late("late", lake.anySession(0), noon(0, 3), noon(5, 0)).commit();
    compareRemembered("an event that is days late", true);
    Map<TableName, Long> then = lake.state();

    String corrected = lake.anySession(2);
    lake.event("more", "page_view", corrected, noon(2, 9), noon(3, 0)).commit();
    compareRemembered("an event whose session is not written yet", false);
    lake.correct(corrected, 2).commit();
    compareRemembered("a session that was corrected", true);

    lake.twice("late", noon(8, 0)).commit();
    compare("an event that came again when nobody remembered it", false);
    lake.rebuild("late", noon(8, 0)).commit();
    compareRemembered("a rebuild of its day", true);

    lake.replay("letter", 1).commit();
    lake.rewriteSilver(FIRST.plusDays(1));
    compare("a dead letter that was replayed, and a compaction", true);

    lake.bronze("lost", "page_view", "s", noon(2, 0), noon(2, 1)).commit();
    compareRemembered("an event that is not in silver", false);

    lake.rewind(then);
    compareRemembered("a rewind", true);
    lake.remove(TableName.SILVER_EVENTS, FIRST.plusDays(1));
    compareRemembered("files of silver that somebody took away", false);
  }

  /** What is remembered and what was computed make the whole. */
  private LakeAudit compareRemembered(String what, boolean passes) {
    LakeAudit whole = LakeAudit.run(lake.catalog, GAP);
    assertThat(whole.passed()).as(what + ": " + whole.lines()).isEqualTo(passes);
    assertThat(lines(audit().audit())).as(what).isEqualTo(lines(whole));
    return whole;
  }

  /** The days one by one do, too. */
  private void compare(String what, boolean passes) {
    LakeAudit whole = compareRemembered(what, passes);
    Map<String, BigDecimal> left = new TreeMap<>();
    Map<String, BigDecimal> right = new TreeMap<>();
    for (int day : DAYS_WITH_ROWS) {
      LakeAudit of = LakeAudit.ofDays(lake.catalog, GAP, AskedDays.of(FIRST.plusDays(day)));
      assertThat(of.leftOut()).containsExactly("3a", "5a");
      of.lines().forEach(line -> left.merge(line.line(), line.left(), BigDecimal::add));
      of.lines().forEach(line -> right.merge(line.line(), line.right(), BigDecimal::add));
    }

    assertThat(left.keySet()).hasSize(whole.lines().size() - 2);
    for (AuditLine line : whole.lines()) {
      if (left.containsKey(line.line())) {
        assertThat(left.get(line.line())).as(what + ": " + line).isEqualByComparingTo(line.left());
        assertThat(right.get(line.line()))
            .as(what + ": " + line)
            .isEqualByComparingTo(line.right());
      }
    }
  }

  @Test
  void onlyWhatHasChangedIsReadAgain() throws IOException {
    lake.quiet(0).quiet(1).commit();
    assertThat(audit().remarks())
        .hasSize(2)
        .last()
        .asString()
        .matches("Remembered in ops.audits: \\d+ balances of days and lines.");
    lake.quiet(3).commit();

    NewAudit first = audit();
    NewAudit second = audit();

    assertThat(days(first)).containsOnly("2 trusted, 1 computed", "1 trusted, 0 computed");
    assertThat(days(second)).containsOnly("3 trusted, 0 computed", "1 trusted, 0 computed");
    assertThat(second.remarks()).isEmpty();
    lake.twice(lake.anySession(1) + "-0", noon(1, 11)).commit();
    assertThat(audit().audit().passed()).isFalse();
    assertThat(days(audit()))
        .as("a day that does not balance is never trusted, and its line computed from everything")
        .contains("all computed", "3 trusted, 0 computed");
    assertThat(damaged(FIRST)).isPositive();
    assertThat(LakeAudit.run(lake.catalog, GAP).missing()).hasSize(4);
    assertThat(LakeAudit.ofDays(lake.catalog, GAP, AskedDays.of(FIRST)).missing()).hasSize(4);
    assertThat(LakeAudit.ofDays(lake.catalog, GAP, AskedDays.of(FIRST.plusDays(3))).missing())
        .as("files of other days are not read")
        .isEmpty();
  }

  /**
   * Makes garbage of all files that are of a day by their partition, in place; returns how many.
   */
  private int damaged(LocalDate day) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(warehouse)) {
      files =
          all.filter(file -> file.toString().endsWith(".parquet"))
              .filter(
                  file -> file.toString().matches(".*/(bronze|silver|gold)/.*_dt=" + day + "/.*"))
              .collect(Collectors.toList());
    }

    for (Path file : files) {
      Files.write(file, new byte[(int) Files.size(file)]);
    }

    return files.size();
  }

  @Test
  void whatIsRememberedHidesNoDifference() throws IOException {
    lake.quiet(0).quiet(1).commit();
    assertThat(audit().audit().passed()).isTrue();
    List<Map<String, Object>> changed = new ArrayList<>();
    for (Record row : remembered()) {
      Map<String, Object> values = new HashMap<>();
      row.struct().fields().forEach(field -> values.put(field.name(), row.getField(field.name())));
      values.put("left_side", ((BigDecimal) row.getField("left_side")).add(BigDecimal.ONE));
      values.put("right_side", ((BigDecimal) row.getField("right_side")).add(BigDecimal.ONE));
      changed.add(values);
    }

    lake.remembered().newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).commit();
    LakeWriter.append(lake.remembered(), changed);

    NewAudit audit = audit();

    assertThat(lines(audit.audit())).isEqualTo(lines(LakeAudit.run(lake.catalog, GAP)));
    assertThat(days(audit)).containsOnly("0 trusted, 2 computed", "all computed");
    Files.delete(anyFile("silver/sessions"));
    LakeAudit lost = audit().audit();
    assertThat(lost.missing().stream().map(MissingLine::line))
        .as("a file of a trusted day that is lost is missed")
        .containsExactly("3", "4");
    assertThat(lost.missing().get(0).why()).contains("silver.sessions");
  }

  private Path anyFile(String table) throws IOException {
    try (Stream<Path> files = Files.walk(warehouse.resolve(table))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  /** As Spark or Athena may do it: the files stay, and what they say of the column is gone. */
  @Test
  void aColumnThatWasDroppedAndMadeAgainIsNotTrusted() {
    lake.quiet(0).quiet(1).commit();
    assertThat(audit().audit().passed()).isTrue();
    lake.table(TableName.SESSIONS)
        .updateSchema()
        .addColumn("spare_column", LongType.get())
        .commit();
    assertThat(days(audit())).containsOnly("2 trusted, 0 computed", "1 trusted, 0 computed");

    lake.table(TableName.SESSIONS).updateSchema().deleteColumn("events").commit();
    compareRemembered("a column that was dropped", false);
    lake.table(TableName.SESSIONS).updateSchema().addColumn("events", LongType.get()).commit();
    compareRemembered("the same made again", false);
  }

  @Test
  void openDaysAreNotRemembered() {
    lake.quiet(0).quiet(1).quiet(2);
    lake.commit(
        Map.of(
            CommitSummary.RUN_ID, "r",
            CommitSummary.CHECKPOINT_ID, "1",
            CommitSummary.COMMIT_ID, "c",
            CommitSummary.WATERMARK, "2026-03-04T00:34:00Z"));
    audit();

    assertThat(days(audit())).containsOnly("1 trusted, 2 computed", "1 trusted, 0 computed");
  }

  @Test
  void auditsAtTheSameTimeAndAgainRememberEachDayOnce() throws Exception {
    lake.quiet(0).quiet(1).commit();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<NewAudit>> audits = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        audits.add(threads.submit(this::audit));
      }

      for (Future<NewAudit> audit : audits) {
        assertThat(audit.get().audit().passed()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }

    long snapshot = lake.remembered().currentSnapshot().snapshotId();
    audit();
    assertThat(lake.remembered().currentSnapshot().snapshotId()).isEqualTo(snapshot);
    List<Record> rows = remembered();
    assertThat(rows).hasSize(2 * 24 + 1);
    assertThat(rows.stream().map(row -> row.getField("line") + " " + row.getField("day")))
        .doesNotHaveDuplicates();
  }

  /** The limit of looking up by days, which docs/operations.md names. */
  @Test
  void anEventIdThatComesBackOnOtherDaysIsSeenByTheWholeOnly() {
    for (int day = 0; day < DAYS + 3; day++) {
      lake.quiet(day).commit();
    }

    assertThat(audit().audit().passed()).isTrue();
    String session = lake.anySession(3);
    String again = session + "-0";
    lake.late(again, session, noon(9, 0), noon(9, 1)).commit();

    assertThat(audit().audit().passed()).isTrue();
    assertThat(
            LakeAudit.run(lake.catalog, GAP).lines().stream()
                .filter(line -> !line.passed())
                .map(AuditLine::line))
        .containsExactly("2a", "2d");
  }

  /** A lake of release 0.1.0 has no such table. */
  @Test
  void aLakeWithoutTheTableIsAuditedAndGetsIt() {
    lake.quiet(0).commit();
    assertThat(LakeAudit.run(lake.catalog, GAP).passed()).isTrue();
    assertThat(audit().remarks()).hasSize(2).first().isEqualTo("Created the table ops.audits.");
    assertThat(days(audit())).containsOnly("1 trusted, 0 computed");
  }

  private List<Record> remembered() throws IOException {
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> all = IcebergGenerics.read(lake.remembered()).build()) {
      all.forEach(row -> rows.add(row.copy()));
    }

    return rows;
  }

  private static Set<String> days(NewAudit audit) {
    return audit.audit().lines().stream()
        .map(line -> line.days().toString())
        .collect(Collectors.toSet());
  }

  private NewAudit audit() {
    return NewAudit.run(lake.catalog, SESSION, CLOCK);
  }

  private static List<String> lines(LakeAudit audit) {
    List<String> lines = new ArrayList<>();
    audit.missing().forEach(line -> lines.add(line.why()));
    audit.lines().forEach(line -> lines.add(line.toString()));
    return lines.stream().collect(Collectors.toList());
  }
}
