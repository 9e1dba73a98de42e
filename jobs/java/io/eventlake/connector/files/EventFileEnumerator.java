package io.eventlake.connector.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Finds the event files below a directory, one split a file; the split's id is the file's path
 * relative to the directory.
 *
 * <p>Hidden names ({@code .x}, {@code _x}) are left alone, so that a writer can prepare a file
 * under one.
 */
final class EventFileEnumerator implements FileEnumerator {

  private static final Pattern EVENT_FILE = Pattern.compile(".*\\.(ndjson|jsonl|json)(\\.gz)?");

  @Override
  public Collection<FileSourceSplit> enumerateSplits(Path[] paths, int minDesiredSplits)
      throws IOException {
    List<FileSourceSplit> splits = new ArrayList<>();
    for (Path path : paths) {
      collect(path.getFileSystem(), path, "", splits);
    }

    splits.sort(Comparator.comparing(FileSourceSplit::splitId));
    return splits;
  }

  private static void collect(
      FileSystem fileSystem, Path directory, String prefix, List<FileSourceSplit> splits)
      throws IOException {
    FileStatus[] entries = fileSystem.listStatus(directory);
    if (entries == null) {
      return;
    }

    for (FileStatus entry : entries) {
      String name = entry.getPath().getName();
      if (name.startsWith(".") || name.startsWith("_")) {
        continue;
      }

      if (entry.isDir()) {
        collect(fileSystem, entry.getPath(), prefix + name + "/", splits);
      } else if (EVENT_FILE.matcher(name).matches()) {
        splits.add(split(prefix + name, entry));
      }
    }
  }

  private static FileSourceSplit split(String id, FileStatus file) {
    return new FileSourceSplit(
        id, file.getPath(), 0, file.getLen(), file.getModificationTime(), file.getLen());
  }
}
