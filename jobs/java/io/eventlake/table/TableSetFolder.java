package io.eventlake.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The files {@code iceberg-ddl/<set>/<layer>/<table>.sql} of a set. One that has {@code
 * bronze.events} is a family's, which has the tables of {@code iceberg-ddl/common}, too.
 */
final class TableSetFolder {

  private static final String ROOT = "iceberg-ddl/";
  private static final String COMMON = "common";
  private static final Set<String> LAYERS = Set.of("bronze", "silver", "gold", "ops");

  private final ClassLoader loader;
  private final String name;
  private final List<TableDefinition> definitions = new ArrayList<>();
  private String databasePrefix;

  private TableSetFolder(ClassLoader loader, String name) {
    this.loader = loader;
    this.name = name;
  }

  /** The names of all sets, sorted. */
  static Set<String> names(ClassLoader loader) {
    return ResourceFolder.files(loader, ROOT).stream()
        .map(file -> file.substring(ROOT.length()))
        .filter(file -> file.contains("/"))
        .map(file -> file.substring(0, file.indexOf('/')))
        .filter(name -> !name.equals(COMMON))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Reads it.
   *
   * @throws DdlException when it is not there, or a file in it is wrong
   */
  static TableSetFolder read(ClassLoader loader, String name) {
    TableSetFolder folder = new TableSetFolder(loader, name);
    Map<TableName, String> own = folder.files(name);
    if (own.isEmpty()) {
      throw new DdlException(
          ROOT + name + " is not on the class path: the jar is not complete, or the name is wrong");
    }

    own.forEach(folder::add);
    if (own.containsKey(TableName.BRONZE_EVENTS)) {
      folder.files(COMMON).forEach((table, file) -> folder.addCommon(own, table, file));
    }

    return folder;
  }

  /** In no order. */
  List<TableDefinition> definitions() {
    return definitions;
  }

  /** What its statements put before the layers. */
  String databasePrefix() {
    return databasePrefix;
  }

  private void add(TableName table, String file) {
    TableDefinition definition = DdlReader.read(table, file, ResourceFolder.read(loader, file));
    String prefix = definition.databasePrefix();
    if (databasePrefix != null && !databasePrefix.equals(prefix)) {
      throw new DdlException(
          file
              + ": the database begins with '"
              + prefix
              + "', and others of the set "
              + name
              + " with '"
              + databasePrefix
              + "': write the same before each layer");
    }

    databasePrefix = prefix;
    definitions.add(definition);
  }

  private void addCommon(Map<TableName, String> own, TableName table, String file) {
    if (own.containsKey(table)) {
      throw new DdlException(
          own.get(table) + " is not the set's to define: it is the same in all, as of " + file);
    }

    TableDefinition definition = DdlReader.read(table, file, ResourceFolder.read(loader, file));
    if (!definition.databasePrefix().isEmpty()) {
      throw new DdlException(
          file + ": every set writes its own before " + table + ": write the plain name");
    }

    definitions.add(definition);
  }

  private Map<TableName, String> files(String set) {
    String root = ROOT + set + "/";
    Map<TableName, String> files = new TreeMap<>(Comparator.comparing(TableName::toString));
    for (String file : ResourceFolder.files(loader, root)) {
      String[] parts = file.substring(root.length()).split("/");
      if (parts.length != 2 || !LAYERS.contains(parts[0]) || !parts[1].endsWith(".sql")) {
        throw new DdlException(
            file
                + " is no definition: they are "
                + root
                + "LAYER/TABLE.sql, LAYER one of "
                + LAYERS.stream().sorted().collect(Collectors.joining(", ")));
      }

      String table = parts[1].substring(0, parts[1].length() - ".sql".length());
      files.put(TableName.of(parts[0], table), file);
    }

    return files;
  }
}
