package io.eventlake.cli;

import io.eventlake.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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

  /** The same without links. */
  private final Path root;

  private final List<Path> files = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  /** To folders, which are not entered. */
  private final List<String> links = new ArrayList<>();

  private FolderFiles(Path directory, Path root) {
    this.directory = directory;
    this.root = root;
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

    FolderFiles files;
    try {
      files = new FolderFiles(directory, directory.toRealPath());
      files.look();
    } catch (IOException | UncheckedIOException e) {
      throw new ConfigException(directory + " cannot be listed: " + e.getMessage(), e);
    }

    files.files.sort(Comparator.comparing(files::name));
    files.leftOut.sort(Comparator.naturalOrder());
    files.links.sort(Comparator.naturalOrder());
    return files;
  }

  private void look() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(FolderFiles::isNoFolder).collect(Collectors.toList())) {
        String name = name(file).toLowerCase(Locale.ROOT);
        if (Files.isDirectory(file)) {
          links.add(name(file));
        } else if (!name.endsWith(DOCUMENT) && !hasLines(name)) {
          leftOut.add(name(file));
        } else if (!Files.isRegularFile(file)) {
          throw new ConfigException(
              "The file "
                  + file
                  + " cannot be read: it is "
                  + (Files.exists(file) ? "no plain file" : "a link to nothing")
                  + ", take it away");
        } else if (Files.isReadable(file)) {
          files.add(file);
        } else {
          throw new ConfigException(
              "The file " + file + " cannot be read: its permissions do not allow it");
        }
      }
    }
  }

  /** A link to one is none: it may lead back to where it is. */
  private static boolean isNoFolder(Path path) {
    return !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
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
    root.relativize(file).forEach(part -> parts.add(part.toString()));
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
    return leftOut("neither .json nor .ndjson nor .jsonl", leftOut)
        + leftOut("links to folders", links);
  }

  private static String leftOut(String what, List<String> names) {
    return names.isEmpty()
        ? ""
        : "; left out, for they are "
            + what
            + ": "
            + (names.size() == 1 ? names.get(0) : names.size() + " such as " + names.get(0));
  }
}
