package io.eventlake.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A committed text that must say what the code says; {@code -Dupdate.golden=true} writes it anew.
 */
public final class GoldenFile {

  private GoldenFile() {}

  /**
   * Compares the file with what it should hold.
   *
   * @param file relative to the project
   * @param owed what goes with a change, a sentence
   */
  public static void assertUpToDate(Path file, String current, Class<?> test, String owed) {
    try {
      if (Boolean.getBoolean("update.golden")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, current);
      }

      assertThat(Files.exists(file) ? Files.readString(file) : "")
          .as(
              "%s is out of date; write it anew with: ./mvnw test -Dtest=%s -Dupdate.golden=true. %s",
              file, test.getSimpleName(), owed)
          .isEqualTo(current);
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be compared", e);
    }
  }
}
