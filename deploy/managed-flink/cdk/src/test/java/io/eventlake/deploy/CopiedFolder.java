package io.eventlake.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Folders of the checkout in a test's own directory, where they may be changed. */
final class CopiedFolder {

  private CopiedFolder() {}

  /** Copies a folder with all that is in it; the other is not there yet. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
