package io.eventlake.lake.maintain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * What a table is made of: the files that any of its snapshots names, of whatever branch or tag,
 * and those of its metadata, its log and statistics included.
 */
final class NamedFiles {

  private static final boolean LOG_OF_THE_NEWEST = false;

  private final Set<String> paths = new HashSet<>();
  private final Set<String> names = new HashSet<>();

  /** Reads every manifest of the table as it is now. */
  static NamedFiles of(Table table) {
    NamedFiles files = new NamedFiles();
    ReachableFileUtil.metadataFileLocations(table, LOG_OF_THE_NEWEST).forEach(files::add);
    ReachableFileUtil.statisticsFilesLocations(table).forEach(files::add);
    files.add(ReachableFileUtil.versionHintLocation(table));
    for (Snapshot snapshot : table.snapshots()) {
      files.addManifests(table, snapshot);
    }

    return files;
  }

  boolean contains(String location) {
    return paths.contains(FilePath.normalized(location));
  }

  /** True when a file of that name is part of the table, in whatever folder. */
  boolean containsName(String location) {
    return names.contains(FilePath.name(location));
  }

  private void addManifests(Table table, Snapshot snapshot) {
    if (snapshot.manifestListLocation() != null) {
      add(snapshot.manifestListLocation());
    }

    for (ManifestFile manifest : snapshot.allManifests(table.io())) {
      if (add(manifest.path())) {
        addContent(table, manifest);
      }
    }
  }

  private void addContent(Table table, ManifestFile manifest) {
    boolean data = manifest.content() == ManifestContent.DATA;
    try (ManifestReader<? extends ContentFile<?>> reader =
        data
            ? ManifestFiles.read(manifest, table.io(), table.specs())
            : ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs())) {
      reader.select(List.of("file_path")).forEach(file -> add(file.location()));
    } catch (IOException e) {
      throw new UncheckedIOException("The manifest " + manifest.path() + " cannot be read", e);
    }
  }

  private boolean add(String location) {
    names.add(FilePath.name(location));
    return paths.add(FilePath.normalized(location));
  }
}
