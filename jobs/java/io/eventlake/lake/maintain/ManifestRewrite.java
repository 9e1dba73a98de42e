package io.eventlake.lake.maintain;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.RewriteManifests;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.util.PropertyUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a table's many small manifests anew as few large ones, each of a range of partitions,
 * because whoever plans a query opens all that the query's conditions do not rule out. Files, rows
 * and what deletes are for stay the same, and a job may go on writing.
 */
final class ManifestRewrite {

  private static final Logger LOG = LoggerFactory.getLogger(ManifestRewrite.class);

  /** So many manifests must go, or the commit costs more than it spares the readers. */
  static final int WORTH = 5;

  private static final int ATTEMPTS = 3;

  /** A manifest of that share of the wanted size is left alone. */
  private static final double LARGE_ENOUGH = 0.5;

  private final Table table;
  private final long targetBytes;

  ManifestRewrite(Table table) {
    this.table = table;
    this.targetBytes =
        PropertyUtil.propertyAsLong(
            table.properties(),
            TableProperties.MANIFEST_TARGET_SIZE_BYTES,
            TableProperties.MANIFEST_TARGET_SIZE_BYTES_DEFAULT);
  }

  /** How many manifests of the current snapshot are worth writing anew; 0 when it would not pay. */
  int planned() {
    table.refresh();
    List<ManifestFile> small = small();
    List<ManifestFile> empty = empty();
    return small.size() - needed(small) + empty.size() < WORTH ? 0 : small.size() + empty.size();
  }

  /**
   * Writes them anew in one commit. When others commit all the while, or take some of them away,
   * the table stays as it is, until the next time.
   *
   * @return how many were replaced
   */
  int run() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int planned = planned();
      if (planned == 0) {
        return 0;
      }

      try {
        commit();
        return planned;
      } catch (CommitFailedException e) {
        LOG.info("{}: the manifests stay as they are for now: {}", table.name(), e.getMessage());
        return 0;
      } catch (ValidationException e) {
        LOG.info("{}: another look at the manifests: {}", table.name(), e.getMessage());
      }
    }

    return 0;
  }

  private void commit() {
    List<ManifestFile> small = small();
    PartitionRanges ranges = PartitionRanges.of(table, small, needed(small));
    // Where another commit comes first Iceberg looks at the manifests once more, so it is given the
    // rule and no list.
    RewriteManifests rewrite =
        table.rewriteManifests().clusterBy(ranges::of).rewriteIf(this::isSmall);
    empty().forEach(rewrite::deleteManifest);
    rewrite.commit();
  }

  private List<ManifestFile> small() {
    Snapshot snapshot = table.currentSnapshot();
    return snapshot == null
        ? List.of()
        : snapshot.dataManifests(table.io()).stream()
            .filter(this::isSmall)
            .collect(Collectors.toList());
  }

  /**
   * Those that tell only which files of deletes have gone; a commit of data leaves them out, too.
   */
  private List<ManifestFile> empty() {
    Snapshot snapshot = table.currentSnapshot();
    return snapshot == null
        ? List.of()
        : snapshot.deleteManifests(table.io()).stream()
            .filter(manifest -> !manifest.hasAddedFiles() && !manifest.hasExistingFiles())
            .collect(Collectors.toList());
  }

  private boolean isSmall(ManifestFile manifest) {
    return manifest.length() < targetBytes * LARGE_ENOUGH;
  }

  /** How many manifests they become: a manifest has files of one partition spec. */
  private int needed(List<ManifestFile> manifests) {
    Map<Integer, Long> bytes =
        manifests.stream()
            .collect(
                Collectors.groupingBy(
                    ManifestFile::partitionSpecId, Collectors.summingLong(ManifestFile::length)));
    return bytes.values().stream()
        .mapToInt(all -> (int) Math.ceil((double) all / targetBytes))
        .sum();
  }
}
