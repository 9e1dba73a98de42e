package io.eventlake.connector.dynamodb;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.apache.flink.core.fs.Path;

/** A data file of an export, as a line of the manifest has it. */
public final class ExportFile implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ExportStore store;
  private final Path path;
  private final long items;
  private final String md5;

  /**
   * @param items lines of the file
   * @param md5 of the packed file, Base64
   */
  ExportFile(ExportStore store, Path path, long items, String md5) {
    this.store = store;
    this.path = path;
    this.items = items;
    this.md5 = md5;
  }

  public Path path() {
    return path;
  }

  InputStream open() throws IOException {
    return store.open(path);
  }

  /** Lines of the file. */
  public long items() {
    return items;
  }

  /** Of the packed file, Base64. */
  String md5() {
    return md5;
  }

  /**
   * Reads the whole file.
   *
   * @throws io.eventlake.config.ConfigException when it is missing or is not what the export wrote
   */
  void verify() {
    try (ExportLines lines = ExportLines.open(this, 0)) {
      while (lines.next()) {
        // counted and summed
      }
    } catch (IOException e) {
      throw ExportLines.unreadable(this, e);
    }
  }
}
