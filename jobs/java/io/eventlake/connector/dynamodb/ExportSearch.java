package io.eventlake.connector.dynamodb;

import io.eventlake.config.ConfigException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.core.fs.Path;

/** Finds exports in a bucket, or in a directory that stands for one. */
public final class ExportSearch {

  private static final String EXPORTS = "AWSDynamoDB";
  private static final String SHARED_DATA = "data";

  private final Path bucket;
  private final ExportStore store;

  /**
   * @param bucket {@code s3://...} or a directory
   */
  public ExportSearch(String bucket) {
    this(bucket, null, null);
  }

  /**
   * @param bucket {@code s3://...} or a directory
   * @param region of the bucket; may be null
   * @param endpoint of S3 in place of the region's; may be null
   */
  public ExportSearch(String bucket, String region, String endpoint) {
    this.bucket = new Path(bucket);
    this.store = ExportStore.of(bucket, region, endpoint);
  }

  /**
   * The export in a folder.
   *
   * @param folder from the bucket's root, or a place of its own
   * @throws ConfigException when there is none, or it is not complete
   */
  public DynamoDbExport in(String folder) {
    return open(place(folder));
  }

  /**
   * The id of the export in a folder that has begun and is not complete; empty of any other folder.
   */
  public Optional<String> begun(String folder) {
    Path place = place(folder);
    return isBegun(place) ? Optional.of(place.getName()) : Optional.empty();
  }

  /** The ids of all exports below a prefix that have begun and are not complete. */
  public List<String> allBegun(String prefix) {
    List<String> begun = new ArrayList<>();
    for (Path folder : exports(prefix)) {
      if (isBegun(folder)) {
        begun.add(folder.getName());
      }
    }

    return begun;
  }

  /**
   * The folder of an export from the bucket's root.
   *
   * @param prefix as the export was given it; may be empty
   */
  public static String folder(String prefix, String id) {
    String above = prefix == null || prefix.isEmpty() ? "" : prefix.replaceAll("/+$", "") + "/";
    return above + EXPORTS + "/" + id;
  }

  private Path place(String folder) {
    Path place = new Path(folder);
    Path below = new Path(bucket, folder);
    boolean isItself = place.isAbsolute() || !exists(below) && exists(place);
    return isItself ? place : below;
  }

  private boolean exists(Path folder) {
    try {
      return store.exists(folder);
    } catch (IOException e) {
      throw new ConfigException(folder + " cannot be looked at: " + e.getMessage(), e);
    }
  }

  private boolean isBegun(Path folder) {
    try {
      List<Path> files = store.files(folder);
      return has(files, "_started") && !has(files, "manifest-summary.json");
    } catch (IOException e) {
      throw new ConfigException(folder + " cannot be listed: " + e.getMessage(), e);
    }
  }

  private static boolean has(List<Path> files, String name) {
    return files.stream().anyMatch(file -> file.getName().equals(name));
  }

  /**
   * The newest export below a prefix that fits; others, and those that are not complete, are passed
   * over.
   *
   * @param prefix as the exports were given it; may be empty
   * @param wanted what fits, for people
   * @throws ConfigException when there is none, saying what there is
   */
  public DynamoDbExport newest(String prefix, Predicate<DynamoDbExport> fits, String wanted) {
    DynamoDbExport newest = null;
    List<String> others = new ArrayList<>();
    for (Path found : exports(prefix)) {
      try {
        DynamoDbExport export = open(found);
        if (!fits.test(export)) {
          others.add(export.id() + " (" + export.span() + ")");
        } else if (newest == null || export.time().isAfter(newest.time())) {
          newest = export;
        }
      } catch (ConfigException e) {
        others.add(e.getMessage());
      }
    }

    if (newest == null) {
      throw new ConfigException(
          above(prefix)
              + " has no whole export "
              + wanted
              + (others.isEmpty() ? "" : "; there is " + String.join("; ", others)));
    }

    return newest;
  }

  private Path above(String prefix) {
    return new Path(prefix.isEmpty() ? bucket : new Path(bucket, prefix), EXPORTS);
  }

  /** The folders of exports below a prefix. */
  private List<Path> exports(String prefix) {
    Path above = above(prefix);
    try {
      List<Path> folders = new ArrayList<>(store.folders(above));
      folders.removeIf(folder -> folder.getName().equals(SHARED_DATA));
      return folders;
    } catch (IOException e) {
      throw new ConfigException(above + " cannot be listed: " + e.getMessage(), e);
    }
  }

  private DynamoDbExport open(Path folder) {
    return DynamoDbExport.open(store, folder.toString(), folder.toString());
  }
}
