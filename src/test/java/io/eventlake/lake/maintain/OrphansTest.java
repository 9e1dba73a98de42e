package io.eventlake.lake.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.GenericStatisticsFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nothing names goes, once it is old enough for every checkpoint; all else stays. */
class OrphansTest {

  private static final TableName EVENTS = TableName.SILVER_EVENTS;
  private static final LocalDate DAY = LocalDate.parse("2026-01-31");
  private static final Duration WEEK = Duration.ofDays(7);

  /** Everything that the tests write is as old as that by then. */
  private static final Duration WRITTEN_BEFORE = Duration.ofDays(10);

  @TempDir private Path warehouse;

  private LakeTables lake;

  @BeforeEach
  void open() {
    lake =
        new LakeTables(
            Lakes.of(JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()))));
    lake.apply();
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void anOldFileThatNothingNamesGoes() throws Exception {
    commit("1");
    Set<Path> named = files();
    Path data = plant("data/event_dt=2026-01-31/event_type=page_view/x.parquet", WRITTEN_BEFORE);
    Path metadata = plant("metadata/00009-x.metadata.json", WRITTEN_BEFORE);
    Path young = plant("data/y.parquet", Duration.ofDays(6));
    Path hidden = plant("metadata/.doctor-x", WRITTEN_BEFORE);
    Path beside = plant("../events_old/data/z.parquet", WRITTEN_BEFORE);

    Orphans orphans = new Orphans(lake, EVENTS, age(Instant.now(), WEEK).before(EVENTS));
    List<OrphanFile> found = orphans.find();

    assertThat(found)
        .extracting(OrphanFile::toString)
        .containsExactlyInAnyOrder(data + " (3 bytes)", metadata + " (3 bytes)");
    assertThat(data).as("nothing goes before it is removed").exists();
    orphans.remove(found);
    assertThat(List.of(data, metadata)).allMatch(Files::notExists);
    assertThat(List.of(young, hidden, beside)).allMatch(Files::exists);
    assertThat(files()).containsAll(named);
    assertThat(orphans.find()).isEmpty();
  }

  @Test
  void whatBranchesTagsAndUnnamedSnapshotsHaveStays() throws Exception {
    commit("1");
    Table table = table();
    long first = table.currentSnapshot().snapshotId();
    commit("2");
    long second = table().currentSnapshot().snapshotId();
    table().manageSnapshots().createBranch("left-behind-" + second, second).commit();
    table().manageSnapshots().setCurrentSnapshot(first).commit();
    commit("3");
    long third = table().currentSnapshot().snapshotId();
    table().manageSnapshots().createTag("cut-x", third).commit();
    table().manageSnapshots().setCurrentSnapshot(first).commit();
    String staged = plant("data/staged.parquet", Duration.ZERO).toString();
    table().newAppend().appendFile(dataFile(staged)).stageOnly().commit();
    makeOld();

    assertThat(table().snapshots()).hasSize(4);
    assertThat(find(Instant.now(), WEEK)).isEmpty();
  }

  @Test
  void statisticsStay() throws Exception {
    commit("1");
    Path statistics = plant("metadata/x.stats", Duration.ZERO);
    long snapshot = table().currentSnapshot().snapshotId();
    table()
        .updateStatistics()
        .setStatistics(new GenericStatisticsFile(snapshot, statistics.toString(), 3, 3, List.of()))
        .commit();
    makeOld();

    assertThat(find(Instant.now(), WEEK)).isEmpty();
  }

  @Test
  void aTableWithoutACommitOfAJobIsLeftAlone() throws Exception {
    plant("data/x.parquet", WRITTEN_BEFORE);
    assertThat(find(Instant.now(), WEEK)).as("a first checkpoint may hold it").isEmpty();

    LakeWriter.append(table(), List.of(event("foreign")));
    assertThat(find(Instant.now(), WEEK)).isEmpty();

    commit("1");
    assertThat(find(Instant.now(), WEEK)).hasSize(1);
  }

  @Test
  void anAgeThatAJobsLastCheckpointMayHaveIsRefused() {
    commit("1");
    Instant now = committed().plus(WRITTEN_BEFORE);

    assertThatThrownBy(() -> age(now, WRITTEN_BEFORE))
        .isInstanceOf(OrphanException.class)
        .hasMessage(
            "The newest commit of job clickstream is of "
                + committed().toString().replaceAll("\\.\\d+", "")
                + ", and what was written then may still have to be committed: give"
                + " --orphans-older-than 12d or more; nothing was changed");
    age(now, Duration.ofDays(12));
    assertThatThrownBy(() -> age(committed().plusMillis(1), Duration.ofHours(23)))
        .isInstanceOf(OrphanException.class);
  }

  @Test
  void anAgeBelowTheOldestSavepointIsRefused() {
    LakeWriter.append(table(), List.of(event("foreign")));
    long tagged = table().currentSnapshot().snapshotId();
    table().manageSnapshots().createTag("savepoint-rule-7", tagged).commit();
    table().manageSnapshots().createTag("cut-x", tagged).commit();
    Instant now = committed().plus(WRITTEN_BEFORE);

    assertThatThrownBy(() -> age(now, WEEK))
        .isInstanceOf(OrphanException.class)
        .hasMessageStartingWith("The tag savepoint-rule-7 keeps a savepoint of 2")
        .hasMessageContaining("--orphans-older-than 12d or more");
    age(now, Duration.ofDays(12));
  }

  @Test
  void theSameFileUnderAnotherSchemeIsTheTables() throws Exception {
    commit("1");
    Path data = plant("data/x.parquet", WRITTEN_BEFORE);
    table().newAppend().appendFile(dataFile("file:" + data)).commit();

    assertThat(find(Instant.now(), WEEK)).isEmpty();
  }

  @Test
  void aFileThatTheTableHasUnderAnotherPathIsNoOrphan() throws Exception {
    commit("1");
    plant("data/x.parquet", WRITTEN_BEFORE);
    table().newAppend().appendFile(dataFile("/elsewhere/data/x.parquet")).commit();

    assertThatThrownBy(() -> find(Instant.now(), WEEK))
        .isInstanceOf(OrphanException.class)
        .hasMessageContaining("the table has x.parquet under another path than " + warehouse);
  }

  @Test
  void pathsAreComparedWithoutTheirSpellings() {
    assertThat(Stream.of("/a/b", "file:/a/b", "file:///a/b", "//a//b").map(FilePath::normalized))
        .containsOnly("/a/b");
    assertThat(Stream.of("s3://a/b", "s3a://a/b", "s3n://a/b").map(FilePath::normalized))
        .containsOnly("s3://a/b");
    assertThat(FilePath.normalized("s3://a//b")).isNotEqualTo(FilePath.normalized("s3://a/b"));
    assertThat(FilePath.normalized("gs://a/b")).isEqualTo("gs://a/b");
  }

  @Test
  void aFolderIsListedAndEmptied() throws Exception {
    Path file = plant("data/x.parquet", WRITTEN_BEFORE);
    SupportsPrefixOperations files = (SupportsPrefixOperations) table().io();
    String folder = "file:" + file.getParent() + "/";

    assertThat(files.listPrefix(folder))
        .extracting(FileInfo::location)
        .containsExactly(file.toString());
    files.deletePrefix(folder);
    assertThat(file).doesNotExist();
    assertThat(files.listPrefix("/nowhere/at/all/")).isEmpty();
  }

  private List<OrphanFile> find(Instant now, Duration age) {
    return new Orphans(lake, EVENTS, age(now, age).before(EVENTS)).find();
  }

  private OrphanAge age(Instant now, Duration age) {
    return OrphanAge.of(lake, now, age);
  }

  private void commit(String checkpoint) {
    LakeWriter.append(
        table(),
        List.of(event(checkpoint)),
        Map.of(
            CommitSummary.JOB, "clickstream",
            CommitSummary.CHECKPOINT_ID, checkpoint,
            CommitSummary.COMMIT_ID, checkpoint));
  }

  private static Map<String, Object> event(String id) {
    Map<String, Object> event = new HashMap<>();
    event.put("event_id", id);
    event.put("event_type", "page_view");
    event.put("ts", LocalDateTime.parse("2026-01-31T12:00:00"));
    event.put("event_dt", DAY);
    return event;
  }

  /** A file in the table's folder, last changed so long ago. */
  private Path plant(String path, Duration ago) throws IOException {
    Path file = Path.of(table().location()).resolve(path).normalize();
    Files.createDirectories(file.getParent());
    Files.writeString(file, "abc");
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(ago)));
  }

  private void makeOld() throws IOException {
    for (Path file : files()) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(WRITTEN_BEFORE)));
    }
  }

  private DataFile dataFile(String path) {
    return DataFiles.builder(table().spec())
        .withPath(path)
        .withPartitionPath("event_dt=2026-01-31/event_type=page_view")
        .withFileSizeInBytes(3)
        .withRecordCount(1)
        .build();
  }

  private Instant committed() {
    return Instant.ofEpochMilli(table().currentSnapshot().timestampMillis());
  }

  private Set<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(table().location()))) {
      return files.filter(Files::isRegularFile).collect(Collectors.toCollection(HashSet::new));
    }
  }

  private Table table() {
    return lake.load(EVENTS);
  }
}
