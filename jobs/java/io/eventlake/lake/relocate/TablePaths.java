package io.eventlake.lake.relocate;

import io.eventlake.connector.iceberg.LakeException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where the files of a table are now that name another place, or this one already. */
final class TablePaths {

  private final String from;
  private final String to;

  /**
   * Maps from one folder to another.
   *
   * @param from the folder that the table's files name
   * @param to the folder in which they are
   */
  TablePaths(String from, String to) {
    this.from = from;
    this.to = to;
  }

  /**
   * The file in the place where the table is now.
   *
   * @throws LakeException for a file of neither place
   */
  String here(String path) {
    return find(path)
        .orElseThrow(
            () ->
                new LakeException(
                    "The table names the file "
                        + path
                        + ", which is neither in "
                        + from
                        + " nor in "
                        + to
                        + ": such a table cannot be relocated"));
  }

  /** The same; empty for a file of neither place. */
  Optional<String> find(String path) {
    // The longer first: one of the two may be a folder of the other.
    boolean fromFirst = from.length() > to.length();
    if (fromFirst && isWithin(from, path)) {
      return Optional.of(to + path.substring(from.length()));
    }

    if (isWithin(to, path)) {
      return Optional.of(path);
    }

    return isWithin(from, path)
        ? Optional.of(to + path.substring(from.length()))
        : Optional.empty();
  }

  /** The same for a bound of a column of paths; empty when it was cut too short to tell. */
  Optional<byte[]> find(byte[] bound) {
    return find(new String(bound, StandardCharsets.UTF_8))
        .map(path -> path.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isWithin(String folder, String path) {
    return path.equals(folder) || path.startsWith(folder + "/");
  }
}
