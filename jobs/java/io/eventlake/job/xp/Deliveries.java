package io.eventlake.job.xp;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.eventlake.config.ConfigException;
import io.eventlake.config.XpOptions;
import io.eventlake.family.xp.ResultFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of results that were not read before, in the order of their paths. Each is a delivery;
 * files next to each other in one folder that say they are bulk are one together.
 */
final class Deliveries {

  private Deliveries() {}

  /**
   * Finds them.
   *
   * @param named a file or a directory
   * @param known of those that were read, their name and digest with a space between
   * @param last number of the last delivery
   * @throws ConfigException when there is no such path
   */
  static List<DeliveredFile> find(Path named, Set<String> known, long last) {
    if (!Files.exists(named)) {
      throw new ConfigException(
          XpOptions.RESULTS.key()
              + " = '"
              + named
              + "' is not there: name a file or a directory with pages of results");
    }

    List<DeliveredFile> found = new ArrayList<>();
    try {
      long number = last;
      DeliveredFile before = null;
      for (Path path : files(named)) {
        String name = name(named, path);
        String sha256 = sha256(path);
        if (!known.contains(name + " " + sha256)) {
          boolean isBulk = ResultFile.isBulk(path);
          boolean isMore =
              isBulk
                  && before != null
                  && before.isBulk
                  && Objects.equals(before.path.getParent(), path.getParent());
          number = isMore ? number : number + 1;
          before = new DeliveredFile(path, name, sha256, isBulk, number);
          found.add(before);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(named + " cannot be read: " + e.getMessage(), e);
    }

    return found;
  }

  private static List<Path> files(Path named) throws IOException {
    if (!Files.isDirectory(named)) {
      return List.of(named);
    }

    try (Stream<Path> all = Files.walk(named)) {
      return all.filter(path -> ResultFile.isOne(path.toString()) && Files.isRegularFile(path))
          .sorted((a, b) -> name(named, a).compareTo(name(named, b)))
          .collect(Collectors.toList());
    }
  }

  private static String name(Path named, Path path) {
    return Files.isDirectory(named)
        ? named.relativize(path).toString().replace('\\', '/')
        : String.valueOf(path.getFileName());
  }

  private static String sha256(Path path) throws IOException {
    return MoreFiles.asByteSource(path).hash(Hashing.sha256()).toString();
  }
}
