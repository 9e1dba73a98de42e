package io.eventlake.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * The folders of a user's programs as the XDG Base Directory Specification has them; what is not
 * absolute is passed over. The home is {@code $HOME}, as for a shell, and the one that Java knows
 * where that is not set.
 */
public final class UserFolders {

  private final Map<String, String> environment;
  private final String home;

  /**
   * @param environment of the process
   * @param otherwise the home where the environment names none
   */
  public UserFolders(Map<String, String> environment, String otherwise) {
    this.environment = environment;
    this.home = absolute("HOME", Path.of(otherwise)).toString();
  }

  /** Those of this process. */
  public static UserFolders ofThisProcess() {
    return new UserFolders(System.getenv(), System.getProperty("user.home"));
  }

  /** What can be made anew. */
  public Path cache() {
    return absolute("XDG_CACHE_HOME", Path.of(home, ".cache")).resolve("eventlake");
  }

  /** What a user would miss, such as a history. */
  public Path state() {
    return absolute("XDG_STATE_HOME", Path.of(home, ".local", "state")).resolve("eventlake");
  }

  private Path absolute(String variable, Path otherwise) {
    String folder = environment.getOrDefault(variable, "");
    return folder.startsWith("/") ? Path.of(folder) : otherwise;
  }
}
