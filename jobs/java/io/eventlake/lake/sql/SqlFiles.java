package io.eventlake.lake.sql;

import io.eventlake.table.ResourceFolder;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The files {@code sql/KIND/SET/..} about a set of tables, KIND being audit, checks, views, reports
 * or demo: the folders are the list. Those in {@code common} are about every family that has the
 * tables which they name.
 */
public final class SqlFiles {

  private static final String ROOT = "sql/";
  private static final String COMMON = "common";

  /** Found once: a jar is long to look through. */
  private static final Collection<String> ALL =
      ResourceFolder.files(SqlFiles.class.getClassLoader(), ROOT);

  private static final Map<String, List<String>> FOUND = new ConcurrentHashMap<>();

  private SqlFiles() {}

  /**
   * The files of a kind about a set, by their paths below {@code sql/}, as {@link SqlResource}
   * reads them: those of all families, the set's own, and those of the sets that are read with it.
   */
  public static List<String> of(String kind, TableSet set) {
    return FOUND.computeIfAbsent(kind + " " + set, any -> find(kind, set));
  }

  /** The files of a kind about all families together, each written for one of them. */
  public static List<String> ofAll(String kind) {
    return in(kind, "all");
  }

  /** The name of a file, without its folders and its ending. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
  }

  private static List<String> find(String kind, TableSet set) {
    List<String> found = new ArrayList<>();
    if (set.contains(TableName.BRONZE_EVENTS)) {
      in(kind, COMMON).stream().filter(path -> isAbout(path, set)).forEach(found::add);
    }

    found.addAll(in(kind, set.name()));
    set.read().forEach(other -> found.addAll(in(kind, other.name())));
    return List.copyOf(found);
  }

  private static List<String> in(String kind, String folder) {
    String root = ROOT + kind + "/" + folder + "/";
    return ALL.stream()
        .filter(file -> file.startsWith(root) && file.endsWith(".sql"))
        .map(file -> file.substring(ROOT.length()))
        .collect(Collectors.toList());
  }

  /** A family without sessions has no table of them. */
  private static boolean isAbout(String path, TableSet set) {
    String text = SqlResource.read(path);
    return TableName.stations().stream()
        .allMatch(table -> set.contains(table) || !text.contains(table.toString()));
  }
}
