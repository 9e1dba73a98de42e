package io.eventlake.connector.iceberg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What a catalog says that nobody here may write: a copy in a directory of its own. SQLite itself
 * wants to write beside a file to read it, and what was committed last may be in the log alone.
 */
final class CatalogSnapshot {

  private static final int ATTEMPTS = 100;

  private final Path directory;
  private final Path copy;

  private CatalogSnapshot(Path directory, Path copy) {
    this.directory = directory;
    this.copy = copy;
  }

  /**
   * Takes one; it goes with the process at the latest.
   *
   * @throws SQLException when the catalog is damaged
   */
  static CatalogSnapshot of(Path file) throws IOException, SQLException {
    Path directory = Files.createTempDirectory("eventlake-catalog");
    CatalogSnapshot snapshot =
        new CatalogSnapshot(directory, directory.resolve(file.getFileName()));
    directory.toFile().deleteOnExit();
    snapshot.copy.toFile().deleteOnExit();
    try {
      snapshot.takeUndisturbed(file);
      try (Connection connection = DriverManager.getConnection(SqliteCatalog.url(snapshot.copy));
          Statement statement = connection.createStatement()) {
        // Takes in the log, too.
        statement.execute("PRAGMA journal_mode=DELETE");
      }

      return snapshot;
    } catch (IOException | SQLException e) {
      snapshot.delete();
      throw e;
    }
  }

  /** The file, to be read alone. */
  Path file() {
    return copy;
  }

  void delete() throws IOException {
    Files.deleteIfExists(log(copy));
    Files.deleteIfExists(copy.resolveSibling(copy.getFileName() + SqliteCatalog.LOG_INDEX));
    Files.deleteIfExists(copy);
    Files.deleteIfExists(directory);
  }

  /** File and log belong together: of one moment in which nobody wrote. */
  private void takeUndisturbed(Path file) throws IOException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      List<String> before = List.of(stamp(file), stamp(log(file)));
      delete();
      Files.createDirectory(directory);
      Files.write(copy, Files.readAllBytes(file));
      if (Files.exists(log(file))) {
        Files.write(log(copy), Files.readAllBytes(log(file)));
      }

      if (before.equals(List.of(stamp(file), stamp(log(file))))) {
        return;
      }
    }

    throw new IOException("it changed " + ATTEMPTS + " times while it was copied");
  }

  private static String stamp(Path file) throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return found.size() + " " + found.lastModifiedTime();
    } catch (NoSuchFileException e) {
      return "none";
    }
  }

  private static Path log(Path file) {
    return file.resolveSibling(file.getFileName() + SqliteCatalog.LOG);
  }
}
