package io.eventlake.lake.maintain;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.TableFolder;
import io.eventlake.lake.status.DamageGuard;
import io.eventlake.table.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsBulkOperations;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.apache.iceberg.util.LocationUtil;

/**
 * Files in a table's folders that neither a snapshot nor the metadata names: of writers that
 * crashed. Files that a checkpoint is still to commit look the same, and only {@link OrphanAge}
 * tells them apart.
 */
public final class Orphans {

  private final LakeTables lake;
  private final Table table;
  private final TableName name;
  private final Instant before;

  /**
   * @param before only files that were last written before that time, see {@link OrphanAge}
   * @throws io.eventlake.connector.iceberg.LakeException when the table does not exist
   */
  public Orphans(LakeTables lake, TableName name, Instant before) {
    this.lake = lake;
    this.table = lake.load(name);
    this.name = name;
    this.before = before;
  }

  /**
   * The orphans that are old enough.
   *
   * @throws io.eventlake.connector.iceberg.LakeException when what names files is damaged
   * @throws OrphanException when a file of the table seems to be among them under another path
   */
  public List<OrphanFile> find() {
    List<OrphanFile> old = new ArrayList<>();
    for (String folder : folders()) {
      addOld(folder, old);
    }

    // After the listing: what was committed meanwhile is named.
    table.refresh();
    NamedFiles named = named();
    List<OrphanFile> orphans =
        old.stream().filter(file -> !named.contains(file.location)).collect(Collectors.toList());
    requireOneTable(named);
    for (OrphanFile orphan : orphans) {
      if (named.containsName(orphan.location)) {
        throw new OrphanException(
            name
                + ": the table has "
                + FilePath.name(orphan.location)
                + " under another path than "
                + orphan.location
                + "; no file of it was removed, since one might be the table's");
      }
    }

    return orphans;
  }

  /** Deletes what {@link #find()} gave. */
  public void remove(List<OrphanFile> orphans) {
    List<String> locations =
        orphans.stream().map(file -> file.location).collect(Collectors.toList());
    FileIO io = table.io();
    if (io instanceof SupportsBulkOperations) {
      ((SupportsBulkOperations) io).deleteFiles(locations);
    } else {
      locations.forEach(io::deleteFile);
    }
  }

  private NamedFiles named() {
    try {
      return NamedFiles.of(table);
    } catch (RuntimeException e) { // of a manifest, a parser's
      throw new DamageGuard(lake, name).explained(e);
    }
  }

  private void addOld(String folder, List<OrphanFile> old) {
    // With a slash, or the folder of another table that begins alike would be listed, too.
    String prefix = LocationUtil.stripTrailingSlash(folder) + "/";
    for (FileInfo file : ((SupportsPrefixOperations) table.io()).listPrefix(prefix)) {
      if (file.createdAtMillis() < before.toEpochMilli()
          && !FilePath.isHidden(prefix, file.location())) {
        old.add(new OrphanFile(file.location(), file.size()));
      }
    }
  }

  /** Metadata of another table: the catalog lost it, and what nothing names may be its rows. */
  private void requireOneTable(NamedFiles named) {
    TableFolder folder = lake.folder(name);
    for (String file : folder.metadata()) {
      String other = named.contains(file) ? null : folder.tableId(file);
      if (other != null && !other.equals(table.uuid().toString())) {
        throw new OrphanException(
            name
                + ": the catalog names a table that is not the only one in its folder, since "
                + file
                + " is of another; no file was removed. To have that one again: "
                + lake.command("tables", "register", "--metadata", name + "=" + file)
                + ", else move its files away");
      }
    }
  }

  private Set<String> folders() {
    Set<String> folders = new LinkedHashSet<>();
    folders.add(table.location());
    for (String property :
        List.of(TableProperties.WRITE_DATA_LOCATION, TableProperties.WRITE_METADATA_LOCATION)) {
      String folder = table.properties().get(property);
      if (folder != null && folders.stream().noneMatch(other -> isBelow(other, folder))) {
        folders.add(folder);
      }
    }

    return folders;
  }

  private static boolean isBelow(String folder, String other) {
    return (FilePath.normalized(other) + "/").startsWith(FilePath.normalized(folder) + "/");
  }
}
