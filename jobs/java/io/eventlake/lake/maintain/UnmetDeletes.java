package io.eventlake.lake.maintain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.CloseableIterable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delete files that take no row of any file away any more, as a compaction leaves them behind. Who
 * plans a query reads their manifests all the same. Files that come later are no reason to keep
 * them: deletes are for files before them.
 */
final class UnmetDeletes {

  private static final Logger LOG = LoggerFactory.getLogger(UnmetDeletes.class);

  private static final int ATTEMPTS = 3;

  private final Table table;

  UnmetDeletes(Table table) {
    this.table = table;
  }

  /**
   * Those of the current snapshot.
   *
   * @param leaving data files by location that are about to be compacted, and meet none then
   */
  List<DeleteFile> find(Set<String> leaving) {
    table.refresh();
    Snapshot snapshot = table.currentSnapshot();
    if (snapshot == null || snapshot.deleteManifests(table.io()).isEmpty()) {
      return List.of();
    }

    Set<String> met = met(snapshot, leaving);
    List<DeleteFile> unmet = new ArrayList<>();
    for (ManifestFile manifest : snapshot.deleteManifests(table.io())) {
      try (ManifestReader<DeleteFile> deletes =
          ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs())) {
        deletes.forEach(
            file -> {
              if (!met.contains(file.location())) {
                unmet.add(file);
              }
            });
      } catch (IOException e) {
        throw new UncheckedIOException("The manifest " + manifest.path() + " cannot be closed", e);
      }
    }

    return unmet;
  }

  /**
   * Takes them out of the table, in one commit. A job's own commit may do so at the same time; what
   * is left after some attempts stays until the next time.
   *
   * @return how many went
   */
  int drop() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<DeleteFile> unmet = find(Set.of());
      if (unmet.isEmpty()) {
        return 0;
      }

      try {
        RewriteFiles rewrite = table.newRewrite();
        unmet.forEach(rewrite::deleteFile);
        rewrite.commit();
        return unmet.size();
      } catch (CommitFailedException e) {
        LOG.info("{}: deletes that nothing meets stay for now: {}", table.name(), e.getMessage());
        return 0;
      } catch (ValidationException e) {
        LOG.info("{}: another look at the deletes: {}", table.name(), e.getMessage());
      }
    }

    return 0;
  }

  /** As Iceberg plans a query of the whole table. */
  private Set<String> met(Snapshot snapshot, Set<String> leaving) {
    Set<String> met = new HashSet<>();
    try (CloseableIterable<FileScanTask> files =
        table.newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
      for (FileScanTask file : files) {
        if (!leaving.contains(file.file().location())) {
          file.deletes().forEach(delete -> met.add(delete.location()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The files of " + table.name() + " cannot be listed", e);
    }

    return met;
  }
}
