package io.eventlake.connector.iceberg;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The folders of a lake's warehouse, outside of which nothing of it is written or deleted: tables
 * name their files by absolute paths, so those of a copied lake name the original's.
 */
final class LakePlace implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Property of a catalog and its file access: the folders, a line for each. */
  static final String PROPERTY = "eventlake.place";

  /** Property of both: {@code true} where nothing may be written. */
  static final String READ_ONLY = "eventlake.read-only";

  /** To be read behind what cannot be written. */
  static final String READ_ONLY_REMEDY =
      "can only be read here: run this as a user who may write it, or where its disk is mounted for"
          + " writing";

  private static final String S3 = "^s3[an]?://";

  private final List<String> folders;
  private final boolean readOnly;

  private LakePlace(List<String> folders, boolean readOnly) {
    this.folders = folders;
    this.readOnly = readOnly;
  }

  /** The place that a catalog was opened with. */
  static LakePlace of(Map<String, String> properties) {
    String lines = properties.get(PROPERTY);
    if (lines == null) {
      throw new LakeException("Files of a lake were opened without the place where it lies");
    }

    return new LakePlace(
        Arrays.stream(lines.split("\n")).collect(Collectors.toList()),
        Boolean.parseBoolean(properties.get(READ_ONLY)));
  }

  /** True for a file or folder of the warehouse. */
  boolean holds(String location) {
    return folders.stream().anyMatch(folder -> isWithin(folder, location));
  }

  /**
   * Refuses what lies elsewhere, or in a local warehouse that is gone or not to be written.
   *
   * @param action what is to be done, for example {@code deleted}
   */
  void require(String location, String action) {
    if (!holds(location)) {
      throw new LakeException(
          location
              + " lies outside of the warehouse "
              + String.join(" and ", folders)
              + " and was not "
              + action
              + ": name the warehouse in which the tables are, or see what is wrong with: eventlake"
              + " doctor");
    }

    if (readOnly) {
      throw new LakeException(
          location
              + " was not "
              + action
              + ": the warehouse "
              + String.join(" and ", folders)
              + " "
              + READ_ONLY_REMEDY);
    }

    for (String folder : folders) {
      if (!isRemote(folder) && !Files.isDirectory(Path.of(folder))) {
        throw new LakeException(
            "The warehouse "
                + folder
                + " is not there any more, and "
                + location
                + " was not "
                + action
                + ": was it moved? Move it back, or name its new place with --warehouse");
      }
    }
  }

  /** True for two names of one folder: by links, or with another scheme or slashes. */
  static boolean isSame(String one, String other) {
    return isWithin(one, other) && isWithin(other, one);
  }

  /** True when a file of the local disk is below a folder with all links resolved. */
  static boolean isReallyWithin(String folder, String location) {
    return realPath(localPath(location)).startsWith(realPath(localPath(folder)));
  }

  private static boolean isWithin(String folder, String location) {
    if (isRemote(folder) || isRemote(location)) {
      String prefix = folder.replaceFirst(S3, "").replaceAll("/+$", "") + "/";
      return isRemote(folder)
          && isRemote(location)
          && (location.replaceFirst(S3, "") + "/").startsWith(prefix);
    }

    Path root = localPath(folder);
    Path path = localPath(location);
    boolean climbs = location.contains("..");
    return !climbs && path.startsWith(root) || isReallyWithin(folder, location);
  }

  /** Other programs that share the catalog may write {@code file:} before a path. */
  static Path localPath(String location) {
    return Path.of(location.replaceFirst("^file:/+", "/")).toAbsolutePath();
  }

  private static boolean isRemote(String location) {
    return location.matches(S3 + ".*");
  }

  /** Links resolved as far as the path exists. */
  private static Path realPath(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) { // the file, or a folder of it, is still to come or gone
      Path parent = path.normalize().getParent();
      return parent == null ? path : realPath(parent).resolve(path.normalize().getFileName());
    }
  }
}
