package io.eventlake.connector.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Finds the event files below a directory, one split a file; the split's id is the file's path
 * relative to the directory.
 *
 * <p>Hidden names ({@code .x}, {@code _x}) are left out, so that a writer can prepare a file under
 * one.
 */
final class EventFileEnumerator implements FileEnumerator {

  private final UnclearFiles unclear = new UnclearFiles();

  @Override
  public Collection<FileSourceSplit> enumerateSplits(Path[] paths, int minDesiredSplits)
      throws IOException {
    List<FileSourceSplit> splits = new ArrayList<>();
    for (Path path : paths) {
      list(path, Map.of()).files().forEach(file -> splits.add(file.split()));
    }

    return splits;
  }

  /**
   * The files of a directory, or a file by itself.
   *
   * @param known marks of files that were found before, by their paths
   * @throws java.io.FileNotFoundException when there is no such directory or file
   */
  FilesListing list(Path root, Map<String, FileMark> known) throws IOException {
    FileSystem fileSystem = root.getFileSystem();
    FilesListing listing =
        isLocal(fileSystem)
            ? new LocalTree(fileSystem, unclear, known).list(root)
            : new StoreTree(fileSystem, unclear, known).list(root);
    unclear.endListing();
    return listing;
  }

  /** True for the disks of this machine. */
  static boolean isLocal(FileSystem fileSystem) {
    return "file".equals(fileSystem.getUri().getScheme());
  }
}
