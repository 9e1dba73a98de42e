package io.eventlake.cli.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file that a user's statements are remembered in. */
public final class ShellHistory {

  private static final Logger LOG = LoggerFactory.getLogger(ShellHistory.class);

  private ShellHistory() {}

  /**
   * Makes the file where it is missing: {@code eventlake/sql-history} where the user's programs
   * keep their state.
   *
   * @param environment of the process
   * @param home of the user
   * @return none where it cannot be written
   */
  public static Optional<Path> file(Map<String, String> environment, String home) {
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    // What is not absolute is to be passed over, says the specification.
    Path folder = state.startsWith("/") ? Path.of(state) : Path.of(home, ".local", "state");
    Path file = folder.resolve("eventlake").resolve("sql-history");
    try {
      Files.createDirectories(file.getParent());
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
