package io.eventlake.connector.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/** One split for each file, the large ones last: splits are handed out from the end. */
final class ListedFiles implements FileEnumerator {

  @Override
  public Collection<FileSourceSplit> enumerateSplits(Path[] paths, int minDesiredSplits)
      throws IOException {
    List<FileSourceSplit> splits = new ArrayList<>();
    for (Path path : paths) {
      splits.add(split(path));
    }

    splits.sort(Comparator.comparingLong(FileSourceSplit::fileSize));
    return splits;
  }

  static FileSourceSplit split(Path path) throws IOException {
    FileStatus file = path.getFileSystem().getFileStatus(path);
    return new FileSourceSplit(
        path.getName(), path, 0, file.getLen(), file.getModificationTime(), file.getLen());
  }
}
