package io.eventlake.connector.files;

import io.eventlake.event.RejectReason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;

/**
 * Holds what a split knows of its file against the file as it is now.
 *
 * <p>Where the run has an end a change is an error. Where a directory is watched it is told as a
 * dead letter, since the stream must not stop (ADR 16).
 */
final class WholeFile {

  /** What is done about a file that changed. */
  enum OnChange {
    FAIL,
    TELL
  }

  static final String GONE = "is gone";

  private final FileSourceSplit split;
  private final OnChange onChange;

  WholeFile(FileSourceSplit split, OnChange onChange) {
    this.split = split;
    this.onChange = onChange;
  }

  /**
   * Compares size and time where reading begins or goes on. A file of which nothing was read is
   * read as it is now where a change is told: the next listing tells it.
   *
   * @throws FileChangedException where they differ and a change is an error
   * @throws DamagedFileException where they differ and a change is told
   */
  void requireUnchanged(long offset) throws IOException {
    String what = change();
    if (what != null && (offset > 0 || onChange == OnChange.FAIL || what.equals(GONE))) {
      throw changed(what);
    }
  }

  /**
   * Compares once more where a change is an error; where it is told, the next listing tells it.
   *
   * @throws FileChangedException where size or time differ
   */
  void requireUnchangedAtEnd() throws IOException {
    String what = onChange == OnChange.FAIL ? change() : null;
    if (what != null && !what.equals(GONE)) { // what is gone was read
      throw changed(what);
    }
  }

  /**
   * The file up to the size that it had when it was found.
   *
   * @param position of the stream in the file, bytes
   */
  InputStream limit(InputStream file, long position) {
    return new Limited(file, split.fileSize() - position);
  }

  private String change() throws IOException {
    FileSystem fileSystem = split.path().getFileSystem();
    FileStatus now;
    try {
      now = fileSystem.getFileStatus(split.path());
    } catch (FileNotFoundException e) {
      return GONE;
    }

    boolean isLocal = EventFileEnumerator.isLocal(fileSystem);
    return mark(isLocal, now.getLen(), now.getModificationTime())
        .changedSince(mark(isLocal, split.fileSize(), split.fileModificationTime()));
  }

  private static FileMark mark(boolean isLocal, long bytes, long modifiedMillis) {
    return isLocal ? FileMark.of(bytes, modifiedMillis) : FileMark.ofStored(bytes, modifiedMillis);
  }

  /** What to throw of a file that changed; {@code what} goes on after "it". */
  IOException changed(String what) {
    return onChange == OnChange.FAIL
        ? new FileChangedException(split.splitId(), what)
        : new DamagedFileException(RejectReason.FILE_CHANGED, what);
  }

  /** Ends where the file ended when it was found, and never before. */
  private final class Limited extends InputStream {

    private final InputStream file;
    private long left;

    private Limited(InputStream file, long left) {
      this.file = file;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }

      int read = file.read(target, offset, (int) Math.min(length, left));
      if (read < 0) {
        throw changed("became shorter by " + left + " bytes while it was read");
      }

      left -= read;
      return read;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
