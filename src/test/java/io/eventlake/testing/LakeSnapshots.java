package io.eventlake.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.JobHistory;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** What must hold of the snapshots of a lake after any fault, whatever their rows. */
public final class LakeSnapshots {

  private LakeSnapshots() {}

  /**
   * Fails unless every file that a snapshot names exists, and every table took the checkpoints of
   * the job once and in their order: a commit of an attempt that was given up would come out of it.
   */
  public static void assertWhole(LakeOptions options, String job) throws Exception {
    try (LakeTables lake = new LakeTables(Lakes.of(options))) {
      for (TableName name : Lakes.tables().readable()) {
        Table table = lake.load(name);
        assertFilesExist(table);
        List<Long> checkpoints = new ArrayList<>();
        for (Snapshot commit : commits(JobHistory.of(table, job))) {
          checkpoints.add(JobHistory.checkpointId(commit));
        }

        Collections.reverse(checkpoints);
        assertThat(checkpoints).as("checkpoints of %s", name).doesNotHaveDuplicates().isSorted();
      }
    }
  }

  /** The newest snapshot of each commit, newest first: one may have several, made at once. */
  public static List<Snapshot> commits(JobHistory history) {
    List<Snapshot> commits = new ArrayList<>();
    String later = null;
    for (Snapshot snapshot : history.commits()) {
      String id = JobHistory.commitId(snapshot);
      if (!id.equals(later)) {
        commits.add(snapshot);
      }

      later = id;
    }

    return commits;
  }

  private static void assertFilesExist(Table table) throws Exception {
    Set<String> files = new HashSet<>();
    for (Snapshot snapshot : table.snapshots()) {
      files.add(snapshot.manifestListLocation());
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        if (files.add(manifest.path())) {
          addFiles(manifest, table, files);
        }
      }
    }

    for (String file : files) {
      assertThat(table.io().newInputFile(file).exists()).as(file).isTrue();
    }
  }

  private static void addFiles(ManifestFile manifest, Table table, Set<String> files)
      throws Exception {
    try (ManifestReader<? extends ContentFile<?>> reader =
        manifest.content() == ManifestContent.DATA
            ? ManifestFiles.read(manifest, table.io())
            : ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs())) {
      reader.forEach(file -> files.add(file.location()));
    }
  }
}
