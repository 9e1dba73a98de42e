package io.eventlake.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a user's files lie, by the environment. */
class UserFoldersTest {

  @Test
  void theHomeIsThatOfTheShell() {
    UserFolders folders = new UserFolders(Map.of("HOME", "/shell"), "/java");

    assertThat(folders.state()).isEqualTo(Path.of("/shell/.local/state/eventlake"));
    assertThat(folders.cache()).isEqualTo(Path.of("/shell/.cache/eventlake"));
  }

  @Test
  void whatIsNamedWins() {
    UserFolders folders =
        new UserFolders(
            Map.of("HOME", "/shell", "XDG_STATE_HOME", "/state", "XDG_CACHE_HOME", "/cache"),
            "/java");

    assertThat(folders.state()).isEqualTo(Path.of("/state/eventlake"));
    assertThat(folders.cache()).isEqualTo(Path.of("/cache/eventlake"));
  }

  @Test
  void whatIsNotAbsoluteIsPassedOver() {
    UserFolders folders =
        new UserFolders(
            Map.of("HOME", "", "XDG_STATE_HOME", "state", "XDG_CACHE_HOME", ""), "/java");

    assertThat(folders.state()).isEqualTo(Path.of("/java/.local/state/eventlake"));
    assertThat(folders.cache()).isEqualTo(Path.of("/java/.cache/eventlake"));
  }
}
