package io.eventlake.connector.files;

import java.time.Instant;
import java.util.Objects;

/**
 * By what a file is known again: its size and time, and on a local disk also its inode and some of
 * its bytes, since size and time can be made to lie.
 */
final class FileMark {

  /** Of no file of a disk. */
  static final String NO_INODE = "";

  /** Bytes that were not looked at. */
  static final long NOT_SAMPLED = -1;

  /** Of a file that state names without more. */
  static final FileMark UNKNOWN = of(-1, 0);

  final long bytes;
  final long modifiedMillis;

  /** When the inode last changed, which nobody can set; 0 where that says nothing. */
  final long inodeMillis;

  /** The file itself, whatever its name; {@link #NO_INODE} where there is none. */
  final String inode;

  /** Check sum of the first and last bytes, or {@link #NOT_SAMPLED}. */
  final long sample;

  FileMark(long bytes, long modifiedMillis, long inodeMillis, String inode, long sample) {
    this.bytes = bytes;
    this.modifiedMillis = modifiedMillis;
    this.inodeMillis = inodeMillis;
    this.inode = inode;
    this.sample = sample;
  }

  static FileMark of(long bytes, long modifiedMillis) {
    return new FileMark(bytes, modifiedMillis, 0, NO_INODE, NOT_SAMPLED);
  }

  /** In whole seconds: some stores tell more in a listing than of an object by itself. */
  static FileMark ofStored(long bytes, long modifiedMillis) {
    return of(bytes, modifiedMillis / 1000 * 1000);
  }

  FileMark sampled(long checksum) {
    return new FileMark(bytes, modifiedMillis, inodeMillis, inode, checksum);
  }

  /** True when size and time are the same. */
  boolean looksLike(FileMark other) {
    return bytes == other.bytes && modifiedMillis == other.modifiedMillis;
  }

  /** True when nobody can have written to the file in between: no need to look into it. */
  boolean isUntouched(FileMark before) {
    boolean inodeTells = inodeMillis != 0 || inode.equals(NO_INODE);
    return inodeTells
        && looksLike(before)
        && inodeMillis == before.inodeMillis
        && inode.equals(before.inode);
  }

  /**
   * What has happened to the file since {@code before}, in words that follow on "it"; null for
   * nothing that its content shows.
   */
  String changedSince(FileMark before) {
    if (before.bytes < 0) {
      return null;
    }

    if (bytes > before.bytes) {
      return "grew from " + before.size() + " to " + bytes;
    }

    if (bytes < before.bytes) {
      return "became shorter, from " + before.size() + " to " + bytes;
    }

    if (modifiedMillis != before.modifiedMillis) {
      return "was written again: its time was "
          + Instant.ofEpochMilli(before.modifiedMillis)
          + " and is "
          + Instant.ofEpochMilli(modifiedMillis);
    }

    boolean compared = sample != NOT_SAMPLED && before.sample != NOT_SAMPLED;
    return compared && sample != before.sample
        ? "was replaced by one of the same size and time"
        : null;
  }

  /**
   * True for the same file of a disk, perhaps under another name, as long as nobody wrote to it.
   */
  boolean isSameFile(FileMark other) {
    return !inode.equals(NO_INODE)
        && inode.equals(other.inode)
        && looksLike(other)
        && sample == other.sample;
  }

  private String size() {
    return bytes + " bytes (written at " + Instant.ofEpochMilli(modifiedMillis) + ")";
  }

  @Override
  public boolean equals(Object o) {
    if (!(o instanceof FileMark)) {
      return false;
    }

    FileMark other = (FileMark) o;
    return looksLike(other)
        && inodeMillis == other.inodeMillis
        && inode.equals(other.inode)
        && sample == other.sample;
  }

  @Override
  public int hashCode() {
    return Objects.hash(bytes, modifiedMillis, inodeMillis, inode, sample);
  }
}
