package io.eventlake.cli.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file that a user's statements are remembered in. */
public final class ShellHistory {

  private static final Logger LOG = LoggerFactory.getLogger(ShellHistory.class);

  private ShellHistory() {}

  /**
   * Makes the file where it is missing.
   *
   * @param folder where the user's state of this program is kept
   * @return none where it cannot be written
   */
  public static Optional<Path> file(Path folder) {
    Path file = folder.resolve("sql-history");
    try {
      Files.createDirectories(folder);
      if (!Files.exists(file)) {
        Files.createFile(file);
        file.toFile().setReadable(false, false);
        file.toFile().setReadable(true, true);
      }

      return Files.isRegularFile(file) && Files.isWritable(file)
          ? Optional.of(file)
          : Optional.empty();
    } catch (IOException e) {
      LOG.info("Statements are not remembered", e);
      return Optional.empty();
    }
  }
}
