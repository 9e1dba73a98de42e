package io.eventlake.connector.dynamodb;

import io.eventlake.config.ConfigException;
import io.eventlake.connector.files.PackedLines;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.apache.flink.core.fs.Path;

/** A data file of an export, as a line of the manifest has it. */
public final class ExportFile {

  private final Path path;
  private final long items;
  private final String md5;

  /**
   * @param items lines of the file
   * @param md5 of the packed file, Base64
   */
  ExportFile(Path path, long items, String md5) {
    this.path = path;
    this.items = items;
    this.md5 = md5;
  }

  public Path path() {
    return path;
  }

  /** Lines of the file. */
  public long items() {
    return items;
  }

  /**
   * Reads the whole file.
   *
   * @throws ConfigException when it is missing or is not what the export wrote
   */
  void verify() {
    MessageDigest digest = md5();
    long lines;
    try (InputStream in = path.getFileSystem().open(path);
        DigestInputStream packed = new DigestInputStream(in, digest)) {
      lines = PackedLines.count(packed);
    } catch (FileNotFoundException e) {
      throw new ConfigException(
          "The export is not whole: its manifest names " + path + ", which does not exist", e);
    } catch (IOException e) {
      throw new ConfigException("The file " + path + " can not be read: " + e.getMessage(), e);
    }

    String found = Base64.getEncoder().encodeToString(digest.digest());
    if (!found.equals(md5)) {
      throw new ConfigException(
          "The export is damaged: "
              + path
              + " has the MD5 "
              + found
              + ", its manifest says "
              + md5
              + "; copy the file again");
    }

    if (lines != items) {
      throw new ConfigException(
          "The export is damaged: "
              + path
              + " has "
              + lines
              + " items, its manifest says "
              + items
              + "; export the table again");
    }
  }

  static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
