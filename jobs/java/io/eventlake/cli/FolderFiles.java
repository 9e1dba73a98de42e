package io.eventlake.cli;

import io.eventlake.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The documents of a folder and of those within it, by their names from there. */
final class FolderFiles {

  private static final List<String> LINES = List.of(".ndjson", ".jsonl");
  private static final String DOCUMENT = ".json";

  private final Path directory;
  private final List<Path> files = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  private FolderFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * Looks for them.
   *
   * @throws ConfigException when it is no folder or cannot be listed
   */
  static FolderFiles of(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new ConfigException(
          directory + (Files.exists(directory) ? " is no folder" : " does not exist"));
    }

    FolderFiles files = new FolderFiles(directory);
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).collect(Collectors.toList())) {
        String name = files.name(file).toLowerCase(Locale.ROOT);
        if (name.endsWith(DOCUMENT) || hasLines(name)) {
          files.files.add(file);
        } else {
          files.leftOut.add(files.name(file));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new ConfigException(directory + " cannot be listed: " + e.getMessage(), e);
    }

    files.files.sort(Comparator.comparing(files::name));
    files.leftOut.sort(Comparator.naturalOrder());
    return files;
  }

  /** In the order of their names. */
  List<Path> all() {
    return files;
  }

  Path directory() {
    return directory;
  }

  /** The name from the folder on, its parts between slashes. */
  String name(Path file) {
    List<String> parts = new ArrayList<>();
    directory.relativize(file).forEach(part -> parts.add(part.toString()));
    return String.join("/", parts);
  }

  /** True for a file that is a record on each line. */
  boolean hasLines(Path file) {
    return hasLines(name(file).toLowerCase(Locale.ROOT));
  }

  private static boolean hasLines(String name) {
    return LINES.stream().anyMatch(name::endsWith);
  }

  /** What was not looked at, half a sentence; empty where there is nothing. */
  String leftOut() {
    return leftOut.isEmpty()
        ? ""
        : "; left out, for they are neither .json nor .ndjson nor .jsonl: "
            + (leftOut.size() == 1
                ? leftOut.get(0)
                : leftOut.size() + " files such as " + leftOut.get(0));
  }
}
