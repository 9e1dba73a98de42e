package io.eventlake.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A table of the lake, as {@code iceberg-ddl/<set>/<layer>/<name>.sql} has it.
 *
 * @param set whose job writes it
 * @param prefix what stands before the layer in the name of its database
 * @param layer bronze, silver, gold or ops
 * @param name without its database
 * @param persons its columns that tell who somebody is
 */
record LakeTable(String set, String prefix, String layer, String name, List<String> persons) {

  /** What the command audit remembers; no job writes it. */
  static final String AUDITS = "audits";

  private static final String COMMON = "common";

  private static final Pattern PERSONS = Pattern.compile("^-- @person (.+)$", Pattern.MULTILINE);

  /**
   * The tables of these sets, by database and name.
   *
   * @throws UncheckedIOException when a folder cannot be read
   */
  static List<LakeTable> of(Path definitions, Collection<String> sets) {
    List<LakeTable> tables = new ArrayList<>();
    sets.forEach(set -> tables.addAll(of(definitions.resolve(set))));
    tables.sort(Comparator.comparing(LakeTable::toString));
    return List.copyOf(tables);
  }

  /** Those of a folder; of a family, which has bronze.events, the common ones, too. */
  private static List<LakeTable> of(Path folder) {
    String set = folder.getFileName().toString();
    List<LakeTable> tables = new ArrayList<>();
    read(folder).forEach(file -> tables.add(read(set, null, file)));
    if (tables.stream().anyMatch(table -> table.is("bronze", "events"))) {
      String prefix = tables.get(0).prefix;
      read(folder.resolveSibling(COMMON)).forEach(file -> tables.add(read(set, prefix, file)));
    }

    return tables;
  }

  private static List<Path> read(Path folder) {
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files.filter(file -> file.toString().endsWith(".sql")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read", e);
    }
  }

  /**
   * @param prefix null for the one that the statement has
   */
  private static LakeTable read(String set, String prefix, Path file) {
    try {
      String layer = file.getParent().getFileName().toString();
      String name = file.getFileName().toString().replace(".sql", "");
      String text = Files.readString(file);
      Matcher written =
          Pattern.compile("CREATE TABLE (\\w*)" + layer + "\\." + name + " \\(").matcher(text);
      if (!written.find()) {
        throw new IllegalArgumentException(file + " does not create " + layer + "." + name);
      }

      return new LakeTable(
          set, prefix == null ? written.group(1) : prefix, layer, name, persons(text));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private static List<String> persons(String text) {
    return PERSONS
        .matcher(text)
        .results()
        .flatMap(line -> Arrays.stream(line.group(1).strip().split("\\s*,\\s*")))
        .toList();
  }

  /** Whether some may see it in part only. */
  boolean tellsPersons() {
    return !persons.isEmpty();
  }

  boolean is(String layer, String name) {
    return this.layer.equals(layer) && this.name.equals(name);
  }

  /** Its database without the lake's own prefix. */
  String database() {
    return prefix + layer;
  }

  /** {@code layer.name}, as its own set calls it. */
  String plainName() {
    return layer + "." + name;
  }

  /** {@code database.name}. */
  @Override
  public String toString() {
    return database() + "." + name;
  }
}
