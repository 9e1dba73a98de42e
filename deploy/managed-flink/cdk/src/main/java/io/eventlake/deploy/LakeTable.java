package io.eventlake.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A table of the lake, as {@code iceberg-ddl/} has it.
 *
 * @param layer bronze, silver, gold or ops
 * @param name without its database
 * @param userHash whether it has the column {@value #USER_HASH}
 */
record LakeTable(String layer, String name, boolean userHash) {

  static final String USER_HASH = "user_id_hash";

  private static final Pattern COLUMN =
      Pattern.compile("^ +" + USER_HASH + " string\\b", Pattern.MULTILINE);

  /**
   * All tables, by layer and name.
   *
   * @throws UncheckedIOException when the folder can not be read
   */
  static List<LakeTable> all(Path definitions) {
    try (Stream<Path> files = Files.walk(definitions, 2)) {
      return files
          .filter(file -> file.toString().endsWith(".sql"))
          .sorted()
          .map(LakeTable::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(definitions + " can not be read", e);
    }
  }

  private static LakeTable read(Path file) {
    try {
      return new LakeTable(
          file.getParent().getFileName().toString(),
          file.getFileName().toString().replace(".sql", ""),
          COLUMN.matcher(Files.readString(file)).find());
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can not be read", e);
    }
  }

  /** {@code layer.name}. */
  @Override
  public String toString() {
    return layer + "." + name;
  }
}
