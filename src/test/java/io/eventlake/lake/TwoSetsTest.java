package io.eventlake.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.FamilyCommands;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.job.Lakes;
import io.eventlake.lake.cut.LakeCuts;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.lake.maintain.Maintenance;
import io.eventlake.lake.maintain.OrphanAge;
import io.eventlake.lake.maintain.OrphanFile;
import io.eventlake.lake.maintain.Orphans;
import io.eventlake.lake.register.FoundTable;
import io.eventlake.lake.register.FoundTable.Action;
import io.eventlake.lake.register.Registration;
import io.eventlake.lake.relocate.Relocation;
import io.eventlake.lake.relocate.TableRelocation;
import io.eventlake.lake.rewind.Rewind;
import io.eventlake.lake.rewind.Rewind.Others;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import io.eventlake.testing.Directories;
import io.eventlake.testing.LakeReader;
import io.eventlake.testing.LakeWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.TableUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two sets of tables in one warehouse: what is done to one leaves the other's files as they are.
 */
class TwoSetsTest {

  private static final TableName EVENTS = TableName.SILVER_EVENTS;
  private static final TableName COUNTS = TableName.RECORD_COUNTS;
  private static final LocalDate DAY = LocalDate.parse("2026-01-31");
  private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");
  private static final String WEB_JOB = "clickstream";
  private static final String TOY_JOB = "toys";

  @TempDir private Path directory;

  private final List<LakeTables> opened = new ArrayList<>();
  private Path warehouse;
  private LakeTables web;
  private LakeTables toy;

  @BeforeEach
  void write() throws IOException {
    warehouse = Files.createDirectory(directory.resolve("lake"));
    open();
    web.apply();
    toy.apply();
    for (int checkpoint = 1; checkpoint <= 3; checkpoint++) {
      commit(web, WEB_JOB, checkpoint);
      commit(toy, TOY_JOB, checkpoint);
    }
  }

  @AfterEach
  void close() {
    opened.forEach(LakeTables::close);
    opened.clear();
  }

  @Test
  void eachHasDatabasesOfItsOwn() throws IOException {
    try (Stream<Path> files = Files.list(warehouse)) {
      assertThat(files.filter(Files::isDirectory).map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "bronze", "silver", "gold", "ops", "toy_bronze", "toy_silver", "toy_gold", "toy_ops");
    }

    assertThat(web.diff()).isEmpty();
    assertThat(toy.diff()).isEmpty();
  }

  /** What is printed of a family's lake makes its tables, and not those of another. */
  @Test
  void commandsThatMakeTablesOrDaysNameTheFamily() {
    assertThat(FamilyCommands.rebuild(web, "rebuild.from=2026-03-01"))
        .startsWith("./eventlake run rebuild --set rebuild.from=2026-03-01 --set lake.");
    assertThat(FamilyCommands.rebuild(toy, "rebuild.from=2026-03-01"))
        .startsWith(
            "./eventlake run rebuild --set job.family=toy --set rebuild.from=2026-03-01 --set lake.");
    assertThat(FamilyCommands.apply(web)).startsWith("./eventlake tables apply --set ");
    assertThat(FamilyCommands.apply(toy))
        .startsWith("./eventlake tables apply --family toy --set ");
  }

  /** Else the cut of one would wait for the checkpoints of the other, or take its watermark. */
  @Test
  void theCutOfEachIsThatOfItsOwnLedger() throws Exception {
    append(toy, EVENTS, TOY_JOB, 4); // not in the ledger yet

    assertThat(LakeCut.of(toy).description()).isEqualTo("checkpoint 3 of run toys-run");
    assertThat(LakeCut.of(toy).snapshots()).hasSize(2).doesNotContainValue(head(toy, EVENTS));
    assertThat(LakeCut.of(web).snapshots()).containsEntry(EVENTS, head(web, EVENTS));
    unchanged(web, () -> new LakeCuts(toy).publish("first"));
    assertThat(new LakeCuts(toy).list()).hasSize(1);
    assertThat(new LakeCuts(web).list()).isEmpty();
  }

  @Test
  void maintenanceOfOneAndItsOrphansLeaveTheOther() throws Exception {
    Path orphanOfWeb = plant("silver/events/data/x.parquet");
    Path orphanOfToy = plant("toy_silver/events/data/x.parquet");
    makeOld();

    unchanged(
        web,
        () -> {
          assertThat(new Maintenance(toy, EVENTS, 1L << 20).compact(DAY.plusDays(1))).isEqualTo(3);
          assertThat(orphans(toy)).containsExactly(orphanOfToy + " (1 bytes)");
          new Orphans(toy, EVENTS, later(toy)).remove(new Orphans(toy, EVENTS, later(toy)).find());
        });
    assertThat(orphanOfToy).doesNotExist();
    assertThat(orphans(web)).containsExactly(orphanOfWeb + " (1 bytes)");
    assertThat(LakeReader.rows(toy.load(EVENTS))).hasSize(3);
  }

  /** They change no table of each other's. */
  @Test
  void eachIsHeldByItself() {
    try (LakeLease ofWeb = LakeLease.takeAll(web, "a maintain");
        LakeLease ofToy = LakeLease.take(toy, "a rebuild")) {
      ofWeb.require();
      ofToy.require();
      assertThatThrownBy(() -> LakeLease.take(toy, "a rewind"))
          .hasMessageStartingWith("The lake is held by a rebuild");
      assertThatThrownBy(() -> rewindOfSegments().close())
          .hasMessageStartingWith("The lake is held by a maintain");
    }

    rewindOfSegments().close();
  }

  private LakeLease rewindOfSegments() {
    try (LakeTables segments = new LakeTables(web.lake().with(TableSet.of("segments")))) {
      return LakeLease.take(segments, "a rewind");
    }
  }

  @Test
  void aRewindMovesTheTablesOfItsJobAlone() throws Exception {
    unchanged(web, () -> Rewind.toCheckpoint(toy, TOY_JOB, 1, null).run(Others.IN_THE_WAY));
    assertThat(LakeReader.rows(toy.load(EVENTS))).hasSize(1);
    assertThat(LakeReader.rows(web.load(EVENTS))).hasSize(3);

    unchanged(toy, () -> Rewind.toCheckpoint(web, WEB_JOB, 2, null).run(Others.IN_THE_WAY));
    assertThat(LakeReader.rows(web.load(EVENTS))).hasSize(2);
  }

  @Test
  void aStatementReachesTheOtherUnderItsFullName() {
    String statement =
        "SELECT COUNT(*), (SELECT COUNT(*) FROM toy_silver.events WHERE pieces = 3) FROM"
            + " silver.events";
    try (LakeEngine engine =
        LakeEngine.over(web.lake()).beside(toy.set(), LakeCut.of(toy).snapshots(), false)) {
      assertThat(engine.run(statement).all().get(0).values())
          .extracting(Object::toString)
          .containsExactly("3", "3");
      assertThat(engine.read()).containsExactly(EVENTS);
    }

    try (LakeEngine engine = LakeEngine.over(toy.lake())) {
      assertThat(engine.run("SELECT colour FROM silver.events").all()).hasSize(3);
    }
  }

  /** One catalog has them all: whoever makes it anew names them all. */
  @Test
  void aLostCatalogIsNoticedByEitherAndRegistersBoth() throws Exception {
    close();
    Files.delete(warehouse.resolve("catalog.db"));

    LakeCatalog catalog = catalog(warehouse, TableSet.of("toy"));
    Map<String, String> before = Directories.contents(warehouse);
    assertThatThrownBy(() -> new LakeTables(catalog))
        .hasMessageStartingWith("The catalog does not name the table toy_");
    Registration registration = Registration.plan(catalog, Map.of());
    assertThat(registration.tables())
        .filteredOn(table -> table.action() == Action.REGISTERS)
        .extracting(FoundTable::name)
        .contains("silver.events", "ops.record_counts", "gold.fact_toys", "silver.user_segments")
        .hasSize(toy.names().size() + web.names().size());
    registration.run(NOW);

    open();
    assertThat(LakeReader.rows(toy.load(EVENTS))).hasSize(3);
    assertThat(LakeReader.rows(web.load(EVENTS))).hasSize(3);
    before.keySet().removeIf(file -> file.startsWith("catalog.db"));
    assertThat(Directories.contents(warehouse)).containsAllEntriesOf(before);
  }

  @Test
  void whereOnlyTheOtherHasTablesNoCatalogIsMadeOverThem() throws Exception {
    close();
    Files.delete(warehouse.resolve("catalog.db"));
    for (String database : List.of("toy_bronze", "toy_silver", "toy_gold", "toy_ops")) {
      Directories.delete(warehouse.resolve(database));
    }

    assertThatThrownBy(() -> new LakeTables(catalog(warehouse, TableSet.of("toy"))))
        .hasMessageStartingWith("The catalog does not name the table ");
    assertThat(warehouse.resolve("catalog.db")).doesNotExist();
  }

  @Test
  void aCopyIsNoLakeOfEitherUntilBothAreRelocated() throws Exception {
    close();
    Path copy = Directories.copy(warehouse, directory.resolve("copy"));
    Map<String, String> before = Directories.contents(warehouse);
    LakeCatalog toys = catalog(copy, TableSet.of("toy"));

    assertThatThrownBy(toys::open).hasMessageContaining("is a copy, and its tables name");
    Relocation relocation = Relocation.plan(toys);
    assertThat(relocation.tables())
        .extracting(TableRelocation::name)
        .extracting(Object::toString)
        .contains("silver.events", "toy_silver.events");
    relocation.run();

    assertThat(Directories.contents(warehouse)).isEqualTo(before);
    Directories.delete(warehouse);
    for (LakeCatalog catalog : List.of(toys, toys.with(Lakes.tables()))) {
      try (LakeTables tables = new LakeTables(catalog)) {
        assertThat(LakeReader.rows(tables.load(EVENTS))).hasSize(3);
      }
    }

    warehouse = copy;
    open();
  }

  private void open() {
    web = new LakeTables(catalog(warehouse, Lakes.tables()));
    opened.add(web);
    toy = new LakeTables(catalog(warehouse, TableSet.of("toy")));
    opened.add(toy);
  }

  private static LakeCatalog catalog(Path warehouse, TableSet set) {
    return new LakeCatalog(
        JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString())), set);
  }

  private static void commit(LakeTables lake, String job, int checkpoint) {
    append(lake, EVENTS, job, checkpoint);
    append(lake, COUNTS, job, checkpoint);
  }

  private static void append(LakeTables lake, TableName table, String job, int checkpoint) {
    LakeWriter.append(
        lake.load(table),
        List.of(table.equals(COUNTS) ? count() : event(lake.set(), checkpoint)),
        Map.of(
            CommitSummary.JOB,
            job,
            CommitSummary.RUN_ID,
            job + "-run",
            CommitSummary.CHECKPOINT_ID,
            Integer.toString(checkpoint),
            CommitSummary.COMMIT_ID,
            job + "-" + checkpoint));
  }

  private static Map<String, Object> event(TableSet set, int number) {
    Map<String, Object> event = new HashMap<>();
    event.put("event_id", "e" + number);
    event.put("event_type", "built");
    event.put("session_id", "s" + number);
    event.put("ts", DAY.atTime(12, number));
    event.put("event_dt", DAY);
    if (set.databasePrefix().equals("toy_")) {
      event.put("colour", "red");
      event.put("pieces", 3L);
    }

    return event;
  }

  private static Map<String, Object> count() {
    return Map.of(
        "arrival_minute",
        LocalDateTime.parse("2026-01-31T12:00:00"),
        "outcome",
        "read",
        "records",
        1L);
  }

  private static Long head(LakeTables lake, TableName table) {
    return lake.load(table).currentSnapshot().snapshotId();
  }

  private static List<String> orphans(LakeTables lake) {
    return new Orphans(lake, EVENTS, later(lake))
        .find().stream().map(OrphanFile::toString).toList();
  }

  /** Before it lies what {@link #makeOld} has dated back. */
  private static Instant later(LakeTables lake) {
    Instant newest = Instant.ofEpochMilli(lake.load(COUNTS).currentSnapshot().timestampMillis());
    return OrphanAge.of(lake, newest, Duration.ofDays(2)).before(EVENTS);
  }

  /** Every file that is there, of either. */
  private void makeOld() throws IOException {
    try (Stream<Path> files = Files.walk(warehouse)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plus(Duration.ofDays(1))));
      }
    }
  }

  private Path plant(String file) throws IOException {
    return Files.writeString(warehouse.resolve(file), "x");
  }

  /** Something is done that leaves the files of a set, and what the catalog says of them. */
  private void unchanged(LakeTables other, Work work) throws Exception {
    Map<String, String> before = state(other);
    work.run();
    assertThat(state(other)).isEqualTo(before);
  }

  private static Map<String, String> state(LakeTables lake) throws IOException {
    Map<String, String> state = new TreeMap<>();
    for (TableName name : lake.set().tables()) {
      Path folder = Path.of(lake.location(name));
      Directories.contents(folder)
          .forEach((file, content) -> state.put(folder.resolve(file).toString(), content));
      state.put(name + " at", TableUtil.metadataFileLocation(lake.load(name)));
    }

    return state;
  }

  /** What may fail. */
  private interface Work {
    void run() throws Exception;
  }
}
