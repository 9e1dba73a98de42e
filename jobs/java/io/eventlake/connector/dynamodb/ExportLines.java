package io.eventlake.connector.dynamodb;

import io.eventlake.config.ConfigException;
import io.eventlake.connector.files.PackedLines;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Reads a data file of an export line by line, and at its end whether it was what the manifest says
 * of it: its MD5 and the number of its lines.
 */
final class ExportLines implements Closeable {

  private final ExportFile file;
  private final MessageDigest digest;
  private final PackedLines lines;
  private long count;
  private boolean ended;

  private ExportLines(ExportFile file, int maxBytes) throws IOException {
    this.file = file;
    this.digest = md5();
    this.lines = new PackedLines(new DigestInputStream(file.open(), digest), maxBytes);
  }

  /**
   * Opens a file.
   *
   * @param maxBytes of a longer line one byte more is kept
   * @throws ConfigException when there is none
   */
  static ExportLines open(ExportFile file, int maxBytes) {
    try {
      return new ExportLines(file, maxBytes);
    } catch (FileNotFoundException e) {
      throw missing(file, e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static ConfigException missing(ExportFile file, FileNotFoundException e) {
    return new ConfigException(
        "The export is not whole: its manifest names "
            + file.path()
            + ", which does not exist; copy it from the bucket, or export the table again",
        e);
  }

  /**
   * Moves to the next line.
   *
   * @return false at the end of a file that is whole
   * @throws ConfigException at the end of one that is not what the export wrote
   */
  boolean next() throws IOException {
    if (ended) {
      return false;
    } else if (hasNext()) {
      count++;
      return true;
    }

    ended = true;
    requireWhole();
    return false;
  }

  private boolean hasNext() throws IOException {
    try {
      return lines.next();
    } catch (FileNotFoundException e) { // S3 says so when it is read
      throw missing(file, e);
    }
  }

  byte[] line() {
    return lines.line();
  }

  /** The line's true size. */
  long lineBytes() {
    return lines.lineBytes();
  }

  /** From 1. */
  long lineNumber() {
    return lines.lineNumber();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  static ConfigException unreadable(ExportFile file, IOException e) {
    return new ConfigException("The file " + file.path() + " cannot be read: " + e.getMessage(), e);
  }

  static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  private void requireWhole() {
    String found = Base64.getEncoder().encodeToString(digest.digest());
    if (!found.equals(file.md5())) {
      throw damaged(
          "has the MD5 " + found + ", its manifest says " + file.md5() + "; copy the file again");
    }

    if (lines.damage() != null) {
      throw damaged("cannot be unpacked: " + lines.damage() + "; export the table again");
    }

    if (count != file.items()) {
      throw damaged(
          "has "
              + count
              + " items, its manifest says "
              + file.items()
              + "; export the table again");
    }
  }

  private ConfigException damaged(String how) {
    return new ConfigException("The export is damaged: " + file.path() + " " + how);
  }
}
