package io.eventlake.lake.relocate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.FileContent;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.shaded.org.apache.avro.generic.GenericRecord;

/**
 * Rewrites a table's lists of manifests, their manifests, and the position deletes that those name,
 * column for column as they are but for paths and the lengths that change with them. Iceberg's
 * RewriteTablePathUtil (1.10.1) keeps the old lengths and takes a list that it cannot read for an
 * empty one.
 */
final class Manifests {

  /** Status of an entry whose file left the table. */
  private static final int DELETED = 2;

  private static final List<String> BOUNDS = List.of("lower_bounds", "upper_bounds");

  private final TableFiles files;
  private final TablePaths paths;
  private final PositionDeletes deletes;
  private final Map<String, Long> manifestLengths = new HashMap<>();

  Manifests(TableFiles files, TablePaths paths) {
    this.files = files;
    this.paths = paths;
    this.deletes = new PositionDeletes(files, paths);
  }

  /** Rewrites the list of a snapshot, after all that it names. */
  void relocateList(String location) throws IOException {
    AvroRows list = AvroRows.read(files.require(location));
    for (GenericRecord manifest : list.rows()) {
      String path = paths.here(manifest.get("manifest_path").toString());
      if (!manifestLengths.containsKey(path)) {
        manifestLengths.put(path, relocate(path));
      }

      manifest.put("manifest_path", path);
      manifest.put("manifest_length", manifestLengths.get(path));
    }

    files.replace(location, list::write);
  }

  private long relocate(String location) throws IOException {
    AvroRows manifest = AvroRows.read(files.require(location));
    for (GenericRecord entry : manifest.rows()) {
      GenericRecord file = (GenericRecord) entry.get("data_file");
      relocate(file, ((Integer) entry.get("status")) == DELETED);
    }

    return files.replace(location, manifest::write);
  }

  private void relocate(GenericRecord file, boolean deleted) throws IOException {
    String path = paths.here(file.get("file_path").toString());
    file.put("file_path", path);
    if (!deleted || files.exists(path)) {
      files.require(path);
      if (isPositionDelete(file)) {
        long length = deletes.relocate(path, file.get("file_format").toString());
        file.put("file_size_in_bytes", length);
      }
    }

    Object referenced =
        file.hasField("referenced_data_file") ? file.get("referenced_data_file") : null;
    if (referenced != null) {
      file.put("referenced_data_file", paths.here(referenced.toString()));
    }

    if (isPositionDelete(file)) {
      BOUNDS.forEach(bounds -> relocateBounds(file, bounds));
    }
  }

  private static boolean isPositionDelete(GenericRecord file) {
    return file.hasField("content")
        && ((Integer) file.get("content")) == FileContent.POSITION_DELETES.id();
  }

  /** The least and greatest path in a file of deletes; without them every file might be meant. */
  private void relocateBounds(GenericRecord file, String column) {
    List<?> bounds = (List<?>) file.get(column);
    if (bounds == null) {
      return;
    }

    bounds.removeIf(
        each -> {
          GenericRecord bound = (GenericRecord) each;
          if ((Integer) bound.get("key") != MetadataColumns.DELETE_FILE_PATH.fieldId()) {
            return false;
          }

          ByteBuffer value = ((ByteBuffer) bound.get("value")).duplicate();
          byte[] bytes = new byte[value.remaining()];
          value.get(bytes);
          Optional<byte[]> here = paths.find(bytes);
          here.ifPresent(path -> bound.put("value", ByteBuffer.wrap(path)));
          return here.isEmpty();
        });
  }
}
