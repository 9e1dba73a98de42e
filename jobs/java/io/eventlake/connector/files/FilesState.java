package io.eventlake.connector.files;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.core.fs.Path;

/**
 * What an enumerator goes on from: files that nobody reads yet, and by what all that were found are
 * known again. It grows with the files that a directory ever had.
 */
final class FilesState extends PendingSplitsCheckpoint<FileSourceSplit> {

  /** By the path that the file was found under. */
  final Map<String, FileMark> marks;

  /** Paths of files whose change was told. */
  final Set<String> told;

  FilesState(Collection<FileSourceSplit> pending, Map<String, FileMark> marks, Set<String> told) {
    super(pending, Set.of());
    this.marks = Map.copyOf(marks);
    this.told = Set.copyOf(told);
  }

  /**
   * Of any version: release 0.1.0 knew the paths alone, and of files to be read what is in their
   * splits.
   */
  static FilesState of(PendingSplitsCheckpoint<FileSourceSplit> checkpoint) {
    if (checkpoint instanceof FilesState) {
      return (FilesState) checkpoint;
    }

    Map<String, FileMark> marks = new LinkedHashMap<>();
    for (Path path : checkpoint.getAlreadyProcessedPaths()) {
      marks.put(path.toString(), FileMark.UNKNOWN);
    }

    for (FileSourceSplit split : checkpoint.getSplits()) {
      marks.put(
          split.path().toString(), FileMark.of(split.fileSize(), split.fileModificationTime()));
    }

    return new FilesState(checkpoint.getSplits(), marks, new LinkedHashSet<>());
  }
}
