package io.eventlake.lake.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import io.eventlake.testing.LakeReader;
import io.eventlake.testing.LakeWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.WriteResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch run of the marts of the toys: days replaced, children by key, the table of runs last. */
class PublicationTest {

  private static final TableSet MARTS = TableSet.of("toy-marts");
  private static final TableName DAYS = MARTS.table("gold", "agg_toys");
  private static final TableName PLAYERS = MARTS.table("gold", "dim_players");
  private static final TableName RUNS = TableName.TRANSFORM_RUNS;
  private static final List<TableName> ORDER = List.of(DAYS, PLAYERS, RUNS);
  private static final TableSet TOYS = TableSet.of("toy");
  private static final TableName EVENTS = TableName.SILVER_EVENTS;
  private static final LocalDate DAY = LocalDate.parse("2026-01-31");
  private static final LocalDate NEXT = DAY.plusDays(1);
  private static final String BRANCH = "publish-toy-marts-1";
  private static final Consumer<Map<TableName, Long>> FINE = staged -> {};

  /** Of what {@link Publication#run} does: three branches, as many commits on them, and so on. */
  private static final int STEPS = 12;

  @TempDir private Path warehouse;

  private LakeTables lake;

  @BeforeEach
  void open() {
    lake =
        new LakeTables(
            new LakeCatalog(
                JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString())), MARTS));
    lake.apply();
    LakeWriter.append(lake.load(DAYS), List.of(day(DAY, 1), day(NEXT, 2)));
    LakeWriter.append(lake.load(PLAYERS), List.of(player("ann", 1), player("bob", 2)));
    LakeWriter.append(lake.load(RUNS), List.of(ofRun("before", 4)));
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void theTableOfRunsIsTheLedger() {
    assertThat(MARTS.ledger()).isEqualTo(RUNS);
    assertThat(LakeCut.of(lake).snapshots()).containsOnlyKeys(DAYS, PLAYERS, RUNS);
  }

  @Test
  void allTablesChangeAsOne() {
    run(Publication.create(lake, BRANCH), FINE);

    assertPublished();
    for (TableName table : ORDER) {
      Snapshot snapshot = lake.load(table).currentSnapshot();
      assertThat(snapshot.summary())
          .containsEntry("eventlake.publication", BRANCH)
          .containsEntry("eventlake.made-of.toy.silver.events", "5..7");
    }

    assertThat(MadeOf.newest(lake).snapshot(TOYS, EVENTS)).contains(7L);
    assertThat(MadeOf.newest(lake).snapshot(TOYS, TableName.SESSIONS)).isEmpty();
  }

  @Test
  void whatTheAuditRefusesLeavesNothing() {
    Map<TableName, List<String>> before = rows();

    assertThatThrownBy(
            () ->
                run(
                    Publication.create(lake, BRANCH),
                    staged -> {
                      assertThat(staged).containsOnlyKeys(DAYS, PLAYERS, RUNS);
                      assertThat(rows()).isEqualTo(before);
                      throw new PublishException("does not balance");
                    }))
        .hasMessage("does not balance");

    assertThat(rows()).isEqualTo(before);
    assertThat(branches()).isEmpty();
  }

  @Test
  void whatCannotBeStagedLeavesNothing() {
    TableChange unknown = TableChange.append(RUNS, 4711L, List.of());
    Publication publication = Publication.create(lake, BRANCH);

    assertThatThrownBy(
            () -> publication.stage(List.of(changes().get(0), unknown), MadeOf.nothing()))
        .isInstanceOf(RuntimeException.class);

    assertThat(branches()).isEmpty();
  }

  /** As often as it is killed, and wherever: what follows brings it to one end. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void whereverItIsKilledTheNextRunEndsIt(int step) {
    Map<TableName, List<String>> before = rows();
    List<Runnable> steps = steps(Publication.create(lake, BRANCH));
    assertThat(steps).hasSize(STEPS);
    steps.subList(0, step).forEach(Runnable::run);
    boolean begun = step > 6;
    boolean half = begun && step < 9;
    if (half) {
      assertThatThrownBy(() -> Publication.readableCut(lake))
          .isInstanceOf(PublishException.class)
          .hasMessageContaining(BRANCH + " is just being published, or was interrupted");
    } else {
      Publication.readableCut(lake);
      assertThat(rows().equals(before)).isEqualTo(!begun);
    }

    try (LakeLease lease = LakeLease.take(lake, "the next run")) {
      Publication.finishInterrupted(lake, lease);
      assertThat(branches()).isEmpty();
      if (begun) {
        assertPublished();
      } else {
        assertThat(rows()).isEqualTo(before);
      }
    }

    run(Publication.create(lake, "publish-toy-marts-2"), FINE);
    assertThat(rows().get(DAYS)).containsExactly("[2026-01-31, 5]", "[2026-02-01, 2]");
    assertThat(rows().get(PLAYERS)).containsExactly("[ann, 5]", "[bob, 2]", "[cy, 1]");
    assertThat(branches()).isEmpty();
  }

  @Test
  void aKeyThatSomebodyWroteMeanwhileIsNotWrittenTwice() {
    List<TableChange> changes = changes();
    LakeWriter.append(lake.load(PLAYERS), List.of(player("cy", 9)));
    Map<TableName, List<String>> before = rows();

    assertThatThrownBy(() -> run(Publication.create(lake, BRANCH), changes, FINE))
        .isInstanceOf(PublishException.class)
        .hasMessageStartingWith(
            "gold.dim_players has changed in what publish-toy-marts-1 replaces");

    assertThat(rows()).isEqualTo(before);
    assertThat(branches()).isEmpty();
  }

  @Test
  void daysThatAreNoPartitionsAreNotReplaced() {
    assertThatThrownBy(
            () -> TableChange.days(lake, RUNS, base(RUNS), "run_dt", List.of(DAY), List.of()))
        .isInstanceOf(PublishException.class)
        .hasMessageStartingWith(
            "ops.transform_runs is not partitioned by the days that are to be replaced: ");
  }

  @Test
  void aBranchHasANameOfItsKind() {
    assertThatThrownBy(() -> Publication.create(lake, "main"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("main begins with none of [rebuild-, publish-]");
  }

  private void run(Publication publication, Consumer<Map<TableName, Long>> audit) {
    run(publication, changes(), audit);
  }

  private void run(
      Publication publication, List<TableChange> changes, Consumer<Map<TableName, Long>> audit) {
    try (LakeLease lease = LakeLease.take(lake, "a run")) {
      publication.run(changes, sources(), audit, lease);
    }
  }

  /** What {@link Publication#run} does, commit by commit. */
  private List<Runnable> steps(Publication publication) {
    List<TableChange> changes = changes();
    List<Runnable> steps = new ArrayList<>();
    for (TableChange change : changes) {
      StagedTable table = new StagedTable(lake, change.table(), BRANCH);
      steps.add(() -> table.branch(change));
      steps.add(() -> table.commit(change, sources()));
    }

    ORDER.forEach(table -> steps.add(() -> publication.publish(table)));
    List.of(RUNS, PLAYERS, DAYS)
        .forEach(table -> steps.add(() -> new StagedTable(lake, table, BRANCH).drop()));
    return steps;
  }

  private static MadeOf sources() {
    return MadeOf.nothing().with(TOYS, EVENTS, 5, 7);
  }

  private List<TableChange> changes() {
    Table players = lake.load(PLAYERS);
    // Of a key that may be there as of one that is: a run that is repeated finds its own.
    DeleteFile ann = LakeWriter.deleteFile(players, Map.of("child", "ann"));
    DeleteFile cy = LakeWriter.deleteFile(players, Map.of("child", "cy"));
    WriteResult upserted =
        WriteResult.builder()
            .addDataFiles(LakeWriter.files(players, List.of(player("ann", 5), player("cy", 1))))
            .addDeleteFiles(ann, cy)
            .build();
    return List.of(
        TableChange.days(
            lake,
            DAYS,
            base(DAYS),
            "event_dt",
            List.of(DAY),
            LakeWriter.files(lake.load(DAYS), List.of(day(DAY, 5)))),
        TableChange.upsert(PLAYERS, base(PLAYERS), upserted),
        TableChange.append(
            RUNS, base(RUNS), LakeWriter.files(lake.load(RUNS), List.of(ofRun("agg_toys", 1)))));
  }

  private Long base(TableName table) {
    return lake.load(table).currentSnapshot().snapshotId();
  }

  private static Map<String, Object> day(LocalDate day, long toys) {
    return Map.of("event_dt", day, "toys", toys);
  }

  private static Map<String, Object> player(String child, long toys) {
    return Map.of("child", child, "toys", toys);
  }

  private static Map<String, Object> ofRun(String table, long rows) {
    return Map.of("table_name", table, "rows_written", rows, "run_dt", DAY);
  }

  private void assertPublished() {
    assertThat(rows())
        .isEqualTo(
            Map.of(
                DAYS, List.of("[2026-01-31, 5]", "[2026-02-01, 2]"),
                PLAYERS, List.of("[ann, 5]", "[bob, 2]", "[cy, 1]"),
                RUNS, List.of("[agg_toys, 1, 2026-01-31]", "[before, 4, 2026-01-31]")));
    assertThat(branches()).isEmpty();
  }

  private Map<TableName, List<String>> rows() {
    return ORDER.stream()
        .collect(
            Collectors.toMap(
                table -> table,
                table ->
                    LakeReader.rows(lake.load(table)).stream()
                        .map(row -> List.copyOf(row.values()).toString())
                        .sorted()
                        .toList()));
  }

  private Set<String> branches() {
    return ORDER.stream()
        .flatMap(table -> lake.load(table).refs().keySet().stream())
        .filter(name -> !name.equals("main"))
        .collect(Collectors.toSet());
  }
}
