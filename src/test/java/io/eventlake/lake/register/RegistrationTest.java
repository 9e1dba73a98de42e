package io.eventlake.lake.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.CatalogFile;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.web.WebTables;
import io.eventlake.job.Lakes;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.lake.maintain.OrphanException;
import io.eventlake.lake.maintain.Orphans;
import io.eventlake.lake.register.FoundTable.Action;
import io.eventlake.lake.relocate.Relocation;
import io.eventlake.table.TableName;
import io.eventlake.testing.Directories;
import io.eventlake.testing.LakeReader;
import io.eventlake.testing.LakeWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A catalog that was lost or damaged: no table is made over another's files, and all come back. */
class RegistrationTest {

  private static final TableName SESSIONS = TableName.SESSIONS;
  private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");

  @TempDir private Path warehouse;

  private Path catalog;
  private LakeOptions options;

  @BeforeEach
  void write() {
    catalog = warehouse.resolve("catalog.db");
    options = options(warehouse);
    try (LakeTables lake = new LakeTables(Lakes.of(options))) {
      lake.apply();
      append(lake, "a");
      append(lake, "b");
    }
  }

  @Test
  void aLostCatalogIsMadeAnewAndNothingBeforeThat() throws Exception {
    Files.delete(catalog);
    Map<String, String> before = Directories.contents(warehouse);

    assertThatThrownBy(() -> Lakes.of(options).requireExisting())
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("The catalog " + catalog + " is missing, though tables have")
        .hasMessageEndingWith("eventlake tables register --set lake.warehouse=" + warehouse);
    Registration registration = Registration.plan(Lakes.of(options), Map.of());
    assertThat(registration.trouble()).contains("The catalog " + catalog + " is missing.");
    assertThat(registration.tables()).extracting(FoundTable::action).containsOnly(Action.REGISTERS);
    assertThat(Directories.contents(warehouse)).as("a plan changes nothing").isEqualTo(before);

    registration.run(NOW);

    assertSessions("a", "b");
    assertThat(Registration.plan(Lakes.of(options), Map.of()).isDone()).isTrue();
  }

  @Test
  void noEmptyCatalogIsLeftWhereOneWasLost() throws Exception {
    Files.delete(catalog);
    Map<String, String> before = Directories.contents(warehouse);

    assertThatThrownBy(() -> new LakeTables(Lakes.of(options)))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("nothing was created there")
        .hasMessageContaining("eventlake tables register --set lake.warehouse=" + warehouse);

    assertThat(Directories.contents(warehouse)).isEqualTo(before);
  }

  @Test
  void nothingIsRegisteredWhileAnotherHasTheLake() {
    Registration registration =
        Registration.plan(
            Lakes.of(options),
            Map.of(Lakes.of(options).identifier(SESSIONS).toString(), metadataOf(SESSIONS)));
    try (LakeTables lake = new LakeTables(Lakes.of(options));
        LakeLease lease = LakeLease.take(lake, "a rebuild")) {
      assertThatThrownBy(() -> registration.run(NOW))
          .isInstanceOf(LakeException.class)
          .hasMessageStartingWith("The lake is held by a rebuild");
      lease.require();
    }

    registration.run(NOW);
  }

  private String metadataOf(TableName name) {
    try (LakeTables lake = new LakeTables(Lakes.of(options))) {
      return ((HasTableOperations) lake.load(name)).operations().current().metadataFileLocation();
    }
  }

  @Test
  void noTableIsMadeOverTheFilesOfAnother() throws Exception {
    Files.delete(catalog);
    Lakes.of(options).create();
    try (LakeTables lake = new LakeTables(Lakes.of(options))) {
      assertThat(lake.isLost(SESSIONS)).isTrue();
      assertThat(lake.isLost(WebTables.CLICKS)).as("an empty one loses nothing").isFalse();
      for (var attempt :
          List.<ThrowingCallable>of(
              lake::apply,
              () -> lake.verify(Lakes.tables().readable()),
              () -> lake.load(SESSIONS))) {
        assertThatThrownBy(attempt)
            .isInstanceOf(LakeException.class)
            .hasMessageStartingWith("The catalog does not name the table silver.sessions, and its")
            .hasMessageContaining("eventlake tables register --set lake.warehouse=" + warehouse);
      }
    }

    Directories.delete(warehouse.resolve("silver/sessions/metadata"));
    try (LakeTables lake = new LakeTables(Lakes.of(options))) {
      assertThatThrownBy(lake::apply).as("data alone").hasMessageContaining("tables register");
    }

    Directories.delete(warehouse.resolve("silver/sessions"));
    try (LakeTables lake = new LakeTables(Lakes.of(options))) {
      lake.apply();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "cut", "flipped", "empty"})
  void aDamagedCatalogIsToldAndSetAside(String damage) throws Exception {
    byte[] bytes = Files.readAllBytes(catalog);
    switch (damage) {
      case "garbage" -> Files.writeString(catalog, "no database at all, but of some length");
      case "cut" -> Files.write(catalog, Arrays.copyOf(bytes, bytes.length / 2));
      case "flipped" -> {
        // Somewhere in the first page's table of contents.
        Arrays.fill(bytes, 100, 140, (byte) 0x55);
        Files.write(catalog, bytes);
      }
      default -> Files.write(catalog, new byte[0]);
    }

    boolean empty = damage.equals("empty");
    assertThatThrownBy(
            () -> {
              try (LakeTables lake = new LakeTables(Lakes.of(options))) {
                lake.load(SESSIONS);
              }
            })
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("The catalog ")
        .hasMessageContaining(empty ? "does not name the table" : catalog + " is damaged")
        .hasMessageContaining("eventlake tables register");

    Registration registration = Registration.plan(Lakes.of(options), Map.of());
    assertThat(registration.trouble().isPresent()).isEqualTo(!empty);
    registration.run(NOW);

    assertSessions("a", "b");
    assertThat(warehouse.resolve("catalog.db.damaged-20261130T090000Z").toFile().exists())
        .isEqualTo(!empty);
  }

  @Test
  void ofTwoCommitsOfOneVersionOneHasToBeNamed() throws Exception {
    String newest = metadata();
    String other = newest.replaceFirst("-[^/]*\\.metadata", "-other.metadata");
    Files.copy(Path.of(newest), Path.of(other));
    Files.delete(catalog);

    Registration blocked = Registration.plan(Lakes.of(options), Map.of());
    assertThat(blocked.isBlocked()).isTrue();
    assertThat(blocked.tables())
        .filteredOn(table -> table.action() == Action.BLOCKED)
        .singleElement()
        .extracting(FoundTable::remark)
        .asString()
        .contains("--metadata", newest, other);

    Registration.plan(
            Lakes.of(options), Map.of(Lakes.of(options).identifier(SESSIONS).toString(), newest))
        .run(NOW);
    assertThat(metadata()).isEqualTo(newest);
    assertSessions("a", "b");
  }

  @Test
  void halfAFileOfMetadataIsNotTakenAndTold() throws Exception {
    String newest = metadata();
    String half = newest.replaceFirst("/0000\\d-", "/00009-");
    Files.writeString(Path.of(half), "{\"format-version\" : 2,");
    Files.delete(catalog);

    Registration registration = Registration.plan(Lakes.of(options), Map.of());
    assertThat(registration.tables())
        .filteredOn(table -> table.name().equals(SESSIONS.toString()))
        .singleElement()
        .satisfies(
            table -> {
              assertThat(table.file()).isEqualTo(newest);
              assertThat(table.remark()).isEqualTo("newer, and cannot be read: " + half);
            });
    registration.run(NOW);
    assertSessions("a", "b");
  }

  @Test
  void orphansStayWhereTheirTableWasOverwritten() throws Exception {
    String lost = metadata();
    // What releases before this one did: an empty table over the files of the other.
    Files.move(warehouse.resolve("silver/sessions"), warehouse.resolve("away"));
    Files.delete(catalog);
    try (LakeTables lake = new LakeTables(Lakes.of(options))) {
      Directories.delete(warehouse.resolve("silver"));
      lake.apply();
      for (String folder : List.of("data", "metadata")) {
        for (var file : Directories.contents(warehouse.resolve("away/" + folder)).keySet()) {
          Path to = warehouse.resolve("silver/sessions/" + folder).resolve(file);
          Files.createDirectories(to.getParent());
          Files.copy(warehouse.resolve("away/" + folder).resolve(file), to);
        }
      }

      assertThatThrownBy(() -> new Orphans(lake, SESSIONS, Instant.now().plusSeconds(60)).find())
          .isInstanceOf(OrphanException.class)
          .hasMessageContaining("is of another; no file was removed")
          .hasMessageContaining("eventlake tables register --metadata silver.sessions=");
    }

    Registration.plan(
            Lakes.of(options), Map.of(Lakes.of(options).identifier(SESSIONS).toString(), lost))
        .run(NOW);
    assertSessions("a", "b");
  }

  @Test
  void aLakeThatWasMovedAndLostItsCatalogIsRegisteredThenRelocated() throws Exception {
    Path moved =
        Directories.copy(warehouse, warehouse.resolveSibling("moved-" + System.nanoTime()));
    try {
      Files.delete(moved.resolve("catalog.db"));
      Registration registration = Registration.plan(Lakes.of(options(moved)), Map.of());
      assertThat(registration.tables())
          .extracting(FoundTable::remark)
          .allMatch(remark -> remark.contains("run tables relocate afterwards"));
      registration.run(NOW);
      Relocation.plan(Lakes.of(options(moved))).run();
      try (LakeTables lake = new LakeTables(Lakes.of(options(moved)))) {
        assertThat(LakeReader.rows(lake.load(SESSIONS))).hasSize(2);
      }
    } finally {
      Directories.delete(moved);
    }
  }

  @Test
  void copiesOfTheCatalogAreKeptAFewGenerations() throws Exception {
    CatalogFile file = CatalogFile.of(options).orElseThrow();
    for (int day = 0; day < 5; day++) {
      file.keepCopy(NOW.plusSeconds(day * 86_400L));
    }

    assertThat(file.copies())
        .extracting(copy -> copy.getFileName().toString())
        .containsExactly(
            "catalog.db.copy-20261204T090000Z",
            "catalog.db.copy-20261203T090000Z",
            "catalog.db.copy-20261202T090000Z");
    Files.copy(file.copies().get(0), catalog, StandardCopyOption.REPLACE_EXISTING);
    assertSessions("a", "b");
    Files.delete(catalog);
    assertThat(Registration.plan(Lakes.of(options), Map.of()).copies()).hasSize(3);
  }

  private void assertSessions(String... ids) {
    try (LakeTables lake = new LakeTables(Lakes.of(options))) {
      lake.verify(Lakes.tables().readable());
      assertThat(LakeReader.rows(lake.load(SESSIONS)))
          .extracting(row -> row.get("session_id"))
          .containsExactlyInAnyOrder((Object[]) ids);
    }
  }

  private String metadata() {
    try (LakeTables lake = new LakeTables(Lakes.of(options))) {
      Table table = lake.load(SESSIONS);
      return ((BaseTable) table).operations().current().metadataFileLocation();
    }
  }

  private static void append(LakeTables lake, String session) {
    LakeWriter.append(lake.load(SESSIONS), List.of(Map.of("session_id", session)));
  }

  private static LakeOptions options(Path warehouse) {
    return JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()));
  }
}
