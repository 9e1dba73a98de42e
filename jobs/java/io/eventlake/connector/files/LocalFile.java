package io.eventlake.connector.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.zip.CRC32;

/** A file or directory of a local disk, links followed, and how Flink names it. */
final class LocalFile {

  private static final int SAMPLE_BYTES = 4096;

  private static final long MOST_TICK_MILLIS = 2_000;

  final Path path;
  final BasicFileAttributes attributes;

  private LocalFile(Path path, BasicFileAttributes attributes) {
    this.path = path;
    this.attributes = attributes;
  }

  /**
   * @throws IOException of a link to nothing or in a circle, and where nobody may look
   */
  static LocalFile of(Path path) throws IOException {
    return new LocalFile(path, Files.readAttributes(path, BasicFileAttributes.class));
  }

  /** What Flink opens, spelled as it lists it; null for a name that it cannot spell. */
  static org.apache.flink.core.fs.Path flinkPath(Path path) {
    try {
      org.apache.flink.core.fs.Path spelled =
          new org.apache.flink.core.fs.Path("file:" + path.toFile().toURI().getPath());
      boolean same = Path.of(spelled.getPath()).equals(path.toAbsolutePath().normalize());
      return same ? spelled : null;
    } catch (IllegalArgumentException e) { // InvalidPathException, too
      return null;
    }
  }

  /** The file or directory itself, whatever its name. */
  String inode() {
    return Objects.toString(attributes.fileKey(), FileMark.NO_INODE);
  }

  /** What the disk tells of the file; nothing of it is read. */
  FileMark mark() throws IOException {
    return new FileMark(
        attributes.size(),
        attributes.lastModifiedTime().toMillis(),
        inodeMillis(),
        inode(),
        FileMark.NOT_SAMPLED);
  }

  /** Check sum of a file's first and last bytes. */
  static long sample(Path path) throws IOException {
    CRC32 checksum = new CRC32();
    byte[] bytes = new byte[SAMPLE_BYTES];
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      checksum.update(bytes, 0, Math.max(0, file.read(bytes)));
      file.seek(Math.max(0, file.length() - SAMPLE_BYTES));
      checksum.update(bytes, 0, Math.max(0, file.read(bytes)));
    }

    return checksum.getValue();
  }

  /** Zero where the next write may fall into the same tick of the disk's clock. */
  private long inodeMillis() throws IOException {
    try {
      long changed = ((FileTime) Files.getAttribute(path, "unix:ctime")).toMillis();
      return changed > System.currentTimeMillis() - MOST_TICK_MILLIS ? 0 : changed;
    } catch (UnsupportedOperationException e) {
      return 0; // no Unix
    }
  }
}
