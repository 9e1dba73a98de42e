package io.eventlake.lake.maintain;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.status.DamagedTables;
import io.eventlake.table.TableName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Consumer;

/** What a maintenance has done to one table. */
public final class MaintainedTable {

  public final TableName name;

  /** Before it. */
  public final long filesBefore;

  public final int manifestsBefore;

  /** How many were read and written anew as fewer. */
  public final int compacted;

  public final int deletesDropped;
  public final int manifestsReplaced;
  public final int snapshotsExpired;

  /** After it. */
  public final long files;

  public final long bytes;
  public final int manifests;

  private MaintainedTable(
      TableName name, Maintenance table, LocalDate day, Instant expiry, Consumer<String> steps) {
    this.name = name;
    filesBefore = table.files();
    manifestsBefore = table.manifests();
    steps.accept("Compacting " + name + ", " + filesBefore + " files");
    compacted = table.compact(day);
    deletesDropped = table.dropDeletes();
    steps.accept("Writing the manifests of " + name + " anew");
    manifestsReplaced = table.rewriteManifests();
    steps.accept("Expiring snapshots of " + name);
    snapshotsExpired = table.expire(expiry);
    files = table.files();
    bytes = table.bytes();
    manifests = table.manifests();
  }

  /**
   * Maintains a table.
   *
   * @param fileBytes size of the files to make
   * @param day days before this one are compacted
   * @param expiry snapshots from before then are forgotten
   * @param steps takes a line for people at each step
   * @throws LakeException when the table is damaged: its older files and snapshots may hold the
   *     rows once more, and it is left as it is
   */
  public static MaintainedTable of(
      LakeTables lake,
      TableName name,
      long fileBytes,
      LocalDate day,
      Instant expiry,
      Consumer<String> steps) {
    requireWhole(lake, name);
    return new MaintainedTable(name, new Maintenance(lake, name, fileBytes), day, expiry, steps);
  }

  /** Also a table in which nothing is to be compacted is looked at before files are removed. */
  public static void requireWhole(LakeTables lake, TableName name) {
    DamagedTables.of(lake, name)
        .ifPresent(
            sentence -> {
              throw new LakeException(sentence);
            });
  }
}
