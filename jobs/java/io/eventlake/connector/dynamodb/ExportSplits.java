package io.eventlake.connector.dynamodb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.core.fs.Path;

/**
 * One split for each line of the manifest, those of most items last: splits are handed out from the
 * end. No folder is listed and no file asked for its size.
 */
final class ExportSplits implements FileEnumerator {

  private final List<ExportFile> files;

  ExportSplits(List<ExportFile> files) {
    this.files = files;
  }

  @Override
  public Collection<FileSourceSplit> enumerateSplits(Path[] paths, int minDesiredSplits) {
    List<ExportFile> sorted = new ArrayList<>(files);
    sorted.sort(Comparator.comparingLong(ExportFile::items));
    List<FileSourceSplit> splits = new ArrayList<>();
    for (ExportFile file : sorted) {
      splits.add(
          new FileSourceSplit(
              file.path().toString(), file.path(), 0, file.items(), 0, file.items()));
    }

    return splits;
  }
}
