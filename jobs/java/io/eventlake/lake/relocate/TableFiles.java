package io.eventlake.lake.relocate;

import io.eventlake.connector.iceberg.CatalogRows;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LocalFileIO;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/**
 * The files of one table in the place where it is now. Each is replaced as a whole, so that a
 * relocation which is killed leaves files that name the one place or the other, and none that is
 * half.
 */
final class TableFiles {

  private static final String UNFINISHED = ".relocating";

  /** Writes what a file is to hold. */
  interface Content {
    void write(OutputFile file) throws IOException;
  }

  private final CatalogRows catalog;
  private final LocalFileIO io;
  private final Set<Path> ownFolders = new HashSet<>();

  TableFiles(CatalogRows catalog, LocalFileIO io) {
    this.catalog = catalog;
    this.io = io;
  }

  /**
   * A file to read.
   *
   * @throws LakeException when it is not there, or is another lake's behind a link
   */
  InputFile require(String location) {
    Path file = Path.of(location);
    Path folder = file.getParent();
    if (!ownFolders.contains(folder)) {
      if (catalog.isLinkedElsewhere(folder)) {
        throw new LakeException(
            folder + " is a link out of the warehouse: put a copy of its files in place of it");
      }

      ownFolders.add(folder);
    }

    if (!Files.exists(file)) {
      throw new LakeException(
          "The file "
              + location
              + " is missing, which the table names: copy the lake once more, as a whole and while"
              + " nothing writes to it");
    }

    return io.newInputFile(location);
  }

  /** True when it is there; of files that a table once had. */
  boolean exists(String location) {
    return Files.exists(Path.of(location));
  }

  /** Replaces a file; returns its length in bytes. */
  long replace(String location, Content content) throws IOException {
    String unfinished = location + UNFINISHED;
    content.write(io.newOutputFile(unfinished));
    io.replace(unfinished, location);
    return Files.size(Path.of(location));
  }

  /** The same for content at hand. */
  void replace(String location, byte[] bytes) throws IOException {
    replace(
        location,
        file -> {
          try (OutputStream out = file.createOrOverwrite()) {
            out.write(bytes);
          }
        });
  }
}
