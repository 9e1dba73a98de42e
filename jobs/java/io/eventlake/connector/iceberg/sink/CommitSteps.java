package io.eventlake.connector.iceberg.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileContent;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.io.WriteResult;

/**
 * The files of one commit, in the snapshots that they need.
 *
 * <p>A delete by key is for the rows of snapshots before its own, so the row that it is for must
 * not be in the same one. It can be in the same commit: a writer closes its files before each
 * barrier, and where Flink gives a checkpoint up before its barrier has reached the committer, the
 * next one brings the files of both.
 */
final class CommitSteps {

  private CommitSteps() {}

  /** At least one step; more only where a delete by key meets rows of an earlier checkpoint. */
  static List<WriteResult> of(List<WrittenFiles> written, Map<Integer, PartitionSpec> specs) {
    Map<Long, WriteResult.Builder> byCheckpoint = new TreeMap<>();
    for (WrittenFiles part : written) {
      byCheckpoint
          .computeIfAbsent(part.checkpointId, id -> WriteResult.builder())
          .add(FilesFormat.read(part.files, specs));
    }

    List<WriteResult> steps = new ArrayList<>();
    WriteResult open = WriteResult.builder().build();
    for (WriteResult.Builder each : byCheckpoint.values()) {
      WriteResult next = each.build();
      if (open.dataFiles().length > 0 && deletesByKey(next)) {
        steps.add(open);
        open = next;
      } else {
        open = WriteResult.builder().addAll(List.of(open, next)).build();
      }
    }

    steps.add(open);
    return steps;
  }

  private static boolean deletesByKey(WriteResult files) {
    return Stream.of(files.deleteFiles())
        .map(DeleteFile::content)
        .anyMatch(content -> content == FileContent.EQUALITY_DELETES);
  }
}
