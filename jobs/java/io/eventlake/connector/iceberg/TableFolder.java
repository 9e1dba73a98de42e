package io.eventlake.connector.iceberg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/** What lies in the folder of a table, whether or not a catalog knows of it. */
public final class TableFolder {

  private static final Pattern METADATA =
      Pattern.compile(".*/v?(\\d+)(?:-[^/]*)?\\.metadata\\.json");

  private final FileIO io;
  private final String folder;
  private final List<String> damaged = new ArrayList<>();

  TableFolder(FileIO io, String folder) {
    this.io = io;
    this.folder = folder;
  }

  /** The folder, without a slash at its end. */
  public String location() {
    return folder;
  }

  /**
   * The newest metadata that can be read. More than one where two commits wrote the same version,
   * of which the catalog took one; none where nothing is there.
   */
  public List<FoundMetadata> newest() {
    damaged.clear();
    for (List<String> files : byVersion().values()) {
      List<FoundMetadata> found = new ArrayList<>();
      files.forEach(file -> read(file, found));
      if (!found.isEmpty()) {
        return found;
      }
    }

    return List.of();
  }

  /** All files of metadata there, the newest first. */
  public List<String> metadata() {
    return byVersion().values().stream().flatMap(List::stream).collect(Collectors.toList());
  }

  /**
   * One of its files of metadata.
   *
   * @throws LakeException when it is none that can be read
   */
  public FoundMetadata read(String file) {
    List<FoundMetadata> found = new ArrayList<>();
    if (file.startsWith(folder + "/")) {
      read(file, found);
      damaged.clear();
    }

    if (found.isEmpty()) {
      throw new LakeException(file + " is no metadata in " + folder + " that can be read");
    }

    return found.get(0);
  }

  /** The id of the table whose metadata a file is; null for one that cannot be read. */
  public String tableId(String file) {
    List<FoundMetadata> found = new ArrayList<>();
    read(file, found);
    return found.isEmpty() ? null : found.get(0).tableId();
  }

  /** Files of metadata that are newer than {@link #newest()} and that cannot be read. */
  public List<String> damaged() {
    return damaged;
  }

  /**
   * True when a table has its rows there. That nothing but the metadata of an empty table is there
   * happens where another process creates it at this moment.
   */
  boolean isOccupied() {
    List<FoundMetadata> newest = newest();
    return !damaged.isEmpty()
        || newest.stream().anyMatch(found -> found.snapshots() > 0)
        || list("/data/").hasNext();
  }

  private Map<Long, List<String>> byVersion() {
    Map<Long, List<String>> versions = new TreeMap<>(Comparator.reverseOrder());
    Iterator<FileInfo> files = list("/metadata/");
    while (files.hasNext()) {
      String file = files.next().location();
      Matcher name = METADATA.matcher(file);
      if (name.matches()) {
        versions.computeIfAbsent(Long.valueOf(name.group(1)), any -> new ArrayList<>()).add(file);
      }
    }

    return versions;
  }

  private void read(String file, List<FoundMetadata> found) {
    try {
      found.add(new FoundMetadata(TableMetadataParser.read(io, file)));
    } catch (RuntimeException e) { // whatever a parser meets in half a file
      damaged.add(file);
    }
  }

  private Iterator<FileInfo> list(String below) {
    return ((SupportsPrefixOperations) io).listPrefix(folder + below).iterator();
  }
}
