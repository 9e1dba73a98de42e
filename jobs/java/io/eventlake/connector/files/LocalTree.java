package io.eventlake.connector.files;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.core.fs.FileSystem;

/**
 * The files below a directory of a local disk. Flink's own listing fails as a whole at a name or a
 * link that it cannot follow; here each real file and directory is met once, by its inode, and what
 * cannot be read is left out.
 */
final class LocalTree {

  private final FileSystem fileSystem;
  private final UnclearFiles unclear;
  private final Map<String, FileMark> known;

  private final List<FoundFile> files = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private final Set<String> links = new HashSet<>();
  private final Set<String> directories = new HashSet<>();

  /** Links to directories by name: they come last, so that the real ones give the names. */
  private final TreeMap<String, LocalFile> linked = new TreeMap<>();

  LocalTree(FileSystem fileSystem, UnclearFiles unclear, Map<String, FileMark> known) {
    this.fileSystem = fileSystem;
    this.unclear = unclear;
    this.known = known;
  }

  /**
   * @throws FileNotFoundException when there is no such directory or file
   */
  FilesListing list(org.apache.flink.core.fs.Path root) throws IOException {
    Path path = new File(root.getPath()).toPath();
    LocalFile start;
    try {
      start = LocalFile.of(path);
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException(root + " does not exist");
    }

    if (start.attributes.isDirectory()) {
      directories.add(start.inode());
      walk(start);
    } else {
      visit(path, path.getFileName().toString());
    }

    return new FilesListing(root.toString(), eachOnce(), leftOut);
  }

  private void walk(LocalFile root) throws IOException {
    enter(root.path, "");
    while (!linked.isEmpty()) {
      Map.Entry<String, LocalFile> next = linked.pollFirstEntry();
      directory(next.getValue(), next.getKey());
    }
  }

  private void enter(Path directory, String prefix) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (FileNames.isHidden(name)) {
          leaveOut(prefix + name, LeftOut.Why.HIDDEN);
        } else {
          visit(entry, prefix + name);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void visit(Path entry, String name) {
    org.apache.flink.core.fs.Path path = LocalFile.flinkPath(entry);
    if (path == null) {
      leaveOut(name, LeftOut.Why.BAD_NAME);
      return;
    }

    try {
      LocalFile file = LocalFile.of(entry);
      boolean isLink = Files.isSymbolicLink(entry);
      if (file.attributes.isRegularFile()) {
        if (isLink) {
          links.add(name);
        }

        file(file, name, path);
      } else if (!file.attributes.isDirectory()) {
        leaveOut(name, LeftOut.Why.NO_FILE);
      } else if (isLink) {
        linked.put(name, file);
      } else {
        directory(file, name);
      }
    } catch (IOException e) {
      unreadable(entry, name, e);
    }
  }

  private void directory(LocalFile directory, String name) {
    if (!directories.add(directory.inode())) {
      leaveOut(name + "/", LeftOut.Why.SAME_FILE);
      return;
    }

    try {
      enter(directory.path, name + "/");
    } catch (IOException e) {
      unreadable(directory.path, name + "/", e);
    }
  }

  private void file(LocalFile file, String name, org.apache.flink.core.fs.Path path)
      throws IOException {
    FileNames kind = FileNames.of(file.path.getFileName().toString());
    FileMark mark = file.mark();
    if (kind == FileNames.OTHER) {
      leaveOut(name, LeftOut.Why.OTHER_ENDING);
    } else if (!Files.isReadable(file.path)) {
      leaveOut(name, LeftOut.Why.UNREADABLE);
    } else if (kind == FileNames.UNCLEAR && !unclear.holdEvents(fileSystem, path, mark, known)) {
      leaveOut(name, LeftOut.Why.NO_EVENTS);
    } else {
      files.add(new FoundFile(name, path, mark));
    }
  }

  private void unreadable(Path entry, String name, IOException e) {
    if (Files.exists(entry)) {
      String reason =
          e instanceof FileSystemException ? ((FileSystemException) e).getReason() : e.getMessage();
      leftOut.add(new LeftOut(name, LeftOut.Why.UNREADABLE, reason == null ? "" : reason));
    } else if (Files.isSymbolicLink(entry)) {
      leaveOut(name, LeftOut.Why.DANGLING);
    } // else it is gone since it was listed
  }

  private void leaveOut(String name, LeftOut.Why why) {
    leftOut.add(new LeftOut(name, why, ""));
  }

  /** Of the names of one file that which is known, else that which is no link, else the first. */
  private List<FoundFile> eachOnce() {
    files.sort(
        Comparator.comparing((FoundFile file) -> !known.containsKey(file.key()))
            .thenComparing(file -> links.contains(file.name))
            .thenComparing(file -> file.name));
    Map<String, FoundFile> byInode = new HashMap<>();
    List<FoundFile> once = new ArrayList<>();
    for (FoundFile file : files) {
      FoundFile first =
          file.mark.inode.equals(FileMark.NO_INODE)
              ? null
              : byInode.putIfAbsent(file.mark.inode, file);
      if (first == null) {
        sampled(file, once);
      } else {
        leftOut.add(new LeftOut(file.name, LeftOut.Why.SAME_FILE, first.name));
      }
    }

    return once;
  }

  /** Looks into the file where it is new, or where somebody may have written to it unseen. */
  private void sampled(FoundFile file, List<FoundFile> to) {
    FileMark before = known.getOrDefault(file.key(), FileMark.UNKNOWN);
    boolean isKnown = !before.equals(FileMark.UNKNOWN);
    if (isKnown && (file.mark.isUntouched(before) || !file.mark.looksLike(before))) {
      to.add(file.mark.isUntouched(before) ? file.with(before) : file);
      return;
    }

    Path path = Path.of(file.path.getPath());
    try {
      to.add(file.with(file.mark.sampled(LocalFile.sample(path))));
    } catch (IOException e) {
      unreadable(path, file.name, e);
    }
  }
}
