package io.eventlake.connector.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** The files below a folder of a store, as Flink lists them. */
final class StoreTree {

  private final FileSystem fileSystem;
  private final UnclearFiles unclear;
  private final Map<String, FileMark> known;

  private final List<FoundFile> files = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();

  StoreTree(FileSystem fileSystem, UnclearFiles unclear, Map<String, FileMark> known) {
    this.fileSystem = fileSystem;
    this.unclear = unclear;
    this.known = known;
  }

  /**
   * @throws FileNotFoundException when there is no such folder or file
   */
  FilesListing list(Path root) throws IOException {
    FileStatus start = fileSystem.getFileStatus(root);
    if (start.isDir()) {
      enter(root, "");
    } else {
      file(start, root.getName());
    }

    return new FilesListing(root.toString(), files, leftOut);
  }

  private void enter(Path folder, String prefix) throws IOException {
    FileStatus[] entries = fileSystem.listStatus(folder);
    if (entries == null) {
      throw new FileNotFoundException(folder + " does not exist");
    }

    for (FileStatus entry : entries) {
      String name = prefix + entry.getPath().getName();
      if (FileNames.isHidden(entry.getPath().getName())) {
        leaveOut(name, LeftOut.Why.HIDDEN);
      } else if (entry.isDir()) {
        enter(entry.getPath(), name + "/");
      } else {
        file(entry, name);
      }
    }
  }

  private void file(FileStatus file, String name) throws IOException {
    FileNames kind = FileNames.of(file.getPath().getName());
    FileMark mark = FileMark.ofStored(file.getLen(), file.getModificationTime());
    if (kind == FileNames.OTHER) {
      leaveOut(name, LeftOut.Why.OTHER_ENDING);
    } else if (kind == FileNames.UNCLEAR
        && !unclear.holdEvents(fileSystem, file.getPath(), mark, known)) {
      leaveOut(name, LeftOut.Why.NO_EVENTS);
    } else {
      files.add(new FoundFile(name, file.getPath(), mark));
    }
  }

  private void leaveOut(String name, LeftOut.Why why) {
    leftOut.add(new LeftOut(name, why, ""));
  }
}
