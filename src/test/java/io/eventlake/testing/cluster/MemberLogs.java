package io.eventlake.testing.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.log.LoggedText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the processes of a cluster have logged and printed: nothing of what events say. */
final class MemberLogs {

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\w-]+");

  private MemberLogs() {}

  /**
   * Fails at what no log may hold, and at a word that must not be there.
   *
   * @param directory of the logs
   * @param words such as ids of sessions and users
   */
  static void assertWithout(Path directory, Set<String> words) throws IOException {
    List<Path> logs;
    try (Stream<Path> files = Files.list(directory)) {
      logs = files.filter(file -> file.toString().matches(".*\\.(log|out)")).toList();
    }

    assertThat(logs).isNotEmpty();
    for (Path log : logs) {
      assertWithout(log, Files.readString(log, StandardCharsets.ISO_8859_1), words);
    }
  }

  private static void assertWithout(Path log, String text, Set<String> words) {
    assertThat(BETWEEN_WORDS.splitAsStream(text).filter(words::contains).distinct())
        .as("of the payload in %s", log)
        .isEmpty();
    assertThat(LoggedText.violation(text)).as("what may not be in %s", log).isEmpty();
  }
}
