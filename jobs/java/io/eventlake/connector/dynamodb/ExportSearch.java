package io.eventlake.connector.dynamodb;

import io.eventlake.config.ConfigException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/** Finds exports in a bucket, or in a directory that stands for one. */
public final class ExportSearch {

  private static final String EXPORTS = "AWSDynamoDB";
  private static final String SHARED_DATA = "data";

  private final Path bucket;

  /**
   * @param bucket {@code s3://...} or a directory
   */
  public ExportSearch(String bucket) {
    this.bucket = new Path(bucket);
  }

  /**
   * The export in a folder.
   *
   * @param folder from the bucket's root, or a place of its own
   * @throws ConfigException when there is none, or it is not complete
   */
  public DynamoDbExport in(String folder) {
    Path place = new Path(folder);
    Path below = new Path(bucket, folder);
    boolean isItself = place.isAbsolute() || !exists(below) && exists(place);
    return open(isItself ? place : below);
  }

  private static boolean exists(Path folder) {
    try {
      return folder.getFileSystem().exists(folder);
    } catch (IOException e) {
      throw new ConfigException(folder + " cannot be looked at: " + e.getMessage(), e);
    }
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
    Path folder = prefix.isEmpty() ? bucket : new Path(bucket, prefix);
    Path exports = new Path(folder, EXPORTS);
    DynamoDbExport newest = null;
    List<String> others = new ArrayList<>();
    for (FileStatus found : list(exports)) {
      if (!found.isDir() || found.getPath().getName().equals(SHARED_DATA)) {
        continue;
      }

      try {
        DynamoDbExport export = open(found.getPath());
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
          exports
              + " has no whole export "
              + wanted
              + (others.isEmpty() ? "" : "; there is " + String.join("; ", others)));
    }

    return newest;
  }

  private static DynamoDbExport open(Path folder) {
    return DynamoDbExport.open(folder.toString(), folder.toString());
  }

  private static FileStatus[] list(Path folder) {
    try {
      FileStatus[] found = folder.getFileSystem().listStatus(folder);
      return found == null ? new FileStatus[0] : found;
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    } catch (IOException e) {
      throw new ConfigException(folder + " cannot be listed: " + e.getMessage(), e);
    }
  }
}
