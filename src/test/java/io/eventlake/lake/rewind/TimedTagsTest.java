package io.eventlake.lake.rewind;

import static io.eventlake.testing.CommittedLake.JOB;
import static io.eventlake.testing.CommittedLake.LEDGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.web.WebTables;
import io.eventlake.job.Lakes;
import io.eventlake.lake.maintain.Maintenance;
import io.eventlake.lake.rewind.Rewind.Others;
import io.eventlake.lake.rewind.TimedTags.Change;
import io.eventlake.table.TableName;
import io.eventlake.testing.CommittedLake;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What savepoints need that are known by name and time is kept, and given up with them. */
class TimedTagsTest {

  @TempDir private Path warehouse;

  private CommittedLake job;
  private LakeTables lake;
  private Map<TableName, Snapshot> atFirst;
  private Instant first;

  /** A checkpoint, and later ones at later milliseconds. */
  @BeforeEach
  void commit() {
    job = new CommittedLake(warehouse);
    lake = job.lake;
    job.checkpoint("a", 1, TableName.SESSIONS);
    atFirst = job.heads();
    first = job.time();
    do {
      job.checkpoint("a", job.checkpoints(LEDGER).size() + 1, TableName.SESSIONS, WebTables.CLICKS);
    } while (!secondIsLater());
  }

  @AfterEach
  void close() {
    job.close();
  }

  @Test
  void eachTableIsTaggedAtWhatWasInAllOfThem() {
    assertThat(tags().run(Map.of("daily-1", first), false))
        .containsExactly(entry("daily-1", Change.TAGGED));

    assertThat(tagged("daily-1")).isEqualTo(idsAtFirst());
    assertThat(tags().run(Map.of("daily-1", job.time()), false))
        .as("a tag that is there stays where it is")
        .containsExactly(entry("daily-1", Change.STAYS));
    assertThat(tagged("daily-1")).isEqualTo(idsAtFirst());
  }

  @Test
  void whatIsTaggedCanBeGoneBackToWhenAllElseHasExpired() {
    tags().run(Map.of("daily-1", first), false);
    job.checkpoint("b", 1, TableName.SESSIONS);

    expireAll();

    TimedTags tags = tags();
    assertThat(tags.plan(Map.of("late", first), false))
        .as("without a tag it is too late")
        .containsExactly(entry("late", Change.OUT_OF_REACH));
    assertThat(tags.outOfReach())
        .containsExactly(
            entry("late", "No commit of the ledger " + LEDGER + " is as old as " + first));
    Rewind.toTag(lake, JOB, "savepoint-daily-1").run(Others.IN_THE_WAY);
    assertThat(job.checkpoints(LEDGER)).containsExactly("1");
    assertThat(job.checkpoints(TableName.SESSIONS)).containsExactly("1");
    assertThat(job.checkpoints(WebTables.CLICKS)).isEmpty();
  }

  @Test
  void tagsGoWithTheirSavepoints() {
    Map<String, Instant> both = new LinkedHashMap<>();
    both.put("daily-1", first);
    both.put("daily-2", job.time());
    tags().run(both, true);

    assertThat(tags().run(Map.of("daily-2", job.time()), true))
        .containsExactly(entry("daily-2", Change.STAYS), entry("daily-1", Change.REMOVED));

    assertThat(tagged("daily-1")).isEmpty();
    assertThat(tagged("daily-2")).isEqualTo(ids(job.heads()));
    expireAll();
    for (TableName name : idsAtFirst().keySet()) {
      assertThat(lake.load(name).snapshot(idsAtFirst().get(name))).as(name.toString()).isNull();
    }
  }

  @Test
  void otherTagsStay() {
    Table ledger = lake.load(LEDGER);
    long head = ledger.currentSnapshot().snapshotId();
    ledger.manageSnapshots().createTag("cut-march", head).createTag("savepoint-x", head).commit();

    assertThat(tags().run(Map.of("daily-1", first), false)).doesNotContainKey("x");
    assertThat(lake.load(LEDGER).refs()).containsKeys("cut-march", "savepoint-x");

    assertThat(tags().run(Map.of("daily-1", first), true)).containsEntry("x", Change.REMOVED);
    assertThat(lake.load(LEDGER).refs())
        .containsKeys("cut-march", "savepoint-daily-1")
        .doesNotContainKey("savepoint-x");
  }

  @Test
  void aPlanChangesNothing() {
    assertThat(tags().plan(Map.of("daily-1", first), true))
        .containsExactly(entry("daily-1", Change.TAGGED));

    assertThat(tagged("daily-1")).isEmpty();
  }

  /** A tag that the ledger has not got yet is put where it belongs. */
  @Test
  void whatWasInterruptedIsCompleted() {
    Table sessions = lake.load(TableName.SESSIONS);
    sessions
        .manageSnapshots()
        .createTag("savepoint-daily-1", sessions.currentSnapshot().snapshotId())
        .commit();

    tags().run(Map.of("daily-1", first), false);

    assertThat(tagged("daily-1")).isEqualTo(idsAtFirst());
    // And a removal that got no further than the ledger.
    lake.load(LEDGER).manageSnapshots().removeTag("savepoint-daily-1").commit();
    assertThat(tags().run(Map.of(), true)).containsExactly(entry("daily-1", Change.REMOVED));
    assertThat(tagged("daily-1")).isEmpty();
  }

  @Test
  void beforeTheFirstCommitThereIsNothingToTag() {
    assertThat(tags().run(Map.of("early", first.minusSeconds(1)), false))
        .containsExactly(entry("early", Change.OUT_OF_REACH));

    assertThat(tagged("early")).isEmpty();
  }

  private boolean secondIsLater() {
    return lake.load(TableName.SESSIONS).currentSnapshot().timestampMillis()
        > first.toEpochMilli() + 1;
  }

  private TimedTags tags() {
    return new TimedTags(lake, JOB);
  }

  private void expireAll() {
    for (TableName table : Lakes.tables().readable()) {
      new Maintenance(lake, table, 64L << 20).expire(Instant.now().plusSeconds(3600));
    }
  }

  private Map<TableName, Long> idsAtFirst() {
    return ids(atFirst);
  }

  private static Map<TableName, Long> ids(Map<TableName, Snapshot> heads) {
    Map<TableName, Long> ids = new LinkedHashMap<>();
    heads.forEach(
        (name, head) -> {
          if (head != null) {
            ids.put(name, head.snapshotId());
          }
        });
    return ids;
  }

  private Map<TableName, Long> tagged(String savepoint) {
    Map<TableName, Long> tagged = new LinkedHashMap<>();
    for (TableName name : Lakes.tables().readable()) {
      Table table = lake.load(name);
      if (table.refs().containsKey("savepoint-" + savepoint)) {
        tagged.put(name, table.refs().get("savepoint-" + savepoint).snapshotId());
      }
    }

    return tagged;
  }
}
