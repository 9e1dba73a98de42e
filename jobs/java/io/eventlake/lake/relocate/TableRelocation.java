package io.eventlake.lake.relocate;

import io.eventlake.connector.iceberg.LakeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.iceberg.catalog.TableIdentifier;

/** One table whose files name another place than that in which they are. */
public final class TableRelocation {

  /** Deletes of later versions are no rows of a Parquet file. */
  private static final int NEWEST_FORMAT = 2;

  private final TableIdentifier name;
  private final TableFiles files;
  private final TablePaths paths;
  private final String from;
  private final String to;
  private final String metadataLocation;
  private final MetadataFile metadata;

  TableRelocation(
      TableIdentifier name,
      TableFiles files,
      String from,
      String to,
      String metadataLocation,
      MetadataFile metadata) {
    this.name = name;
    this.files = files;
    this.paths = new TablePaths(from, to);
    this.from = from;
    this.to = to;
    this.metadataLocation = metadataLocation;
    this.metadata = metadata;
    if (metadata.formatVersion() > NEWEST_FORMAT) {
      throw new LakeException(
          name + " has format version " + metadata.formatVersion() + ": not relocated");
    }
  }

  public TableIdentifier name() {
    return name;
  }

  /** The folder that its files name. */
  public String from() {
    return from;
  }

  /** The folder in which they are. */
  public String to() {
    return to;
  }

  public int snapshots() {
    return metadata.manifestLists().size();
  }

  /** The file of its metadata in its new place. */
  String metadataLocation() {
    return metadataLocation;
  }

  /**
   * Rewrites what names a file: whatever is named before what names it, the metadata last.
   *
   * @throws LakeException when a file is missing or lies elsewhere
   */
  void run() {
    try {
      Manifests manifests = new Manifests(files, paths);
      for (String list : metadata.manifestLists()) {
        manifests.relocateList(paths.here(list));
      }

      for (String older : metadata.log()) {
        relocateOlder(paths.here(older));
      }

      files.replace(metadataLocation, metadata.relocated(paths));
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be relocated: " + e.getMessage(), e);
    }
  }

  /** Nothing needs it, and it is often gone; where it is there, it names no other place either. */
  private void relocateOlder(String location) throws IOException {
    if (files.exists(location)) {
      files.replace(location, MetadataFile.read(files.require(location)).relocated(paths));
    }
  }
}
