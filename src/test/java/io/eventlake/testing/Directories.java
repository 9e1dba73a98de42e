package io.eventlake.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/** Directories as people handle them. */
public final class Directories {

  private Directories() {}

  /** As {@code cp -a}; returns the copy. */
  public static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }

    return to;
  }

  /** What each file holds, by its path. */
  public static Map<String, String> contents(Path directory) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> contents.put(directory.relativize(file).toString(), content(file)));
    }

    return contents;
  }

  public static void delete(Path directory) throws IOException {
    FileUtils.deleteDirectory(directory.toFile());
  }

  private static String content(Path file) {
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
