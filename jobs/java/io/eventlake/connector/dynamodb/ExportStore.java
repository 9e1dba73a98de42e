package io.eventlake.connector.dynamodb;

import io.eventlake.config.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/** Where exports lie, a bucket or a directory that stands for one; read and never written. */
abstract class ExportStore implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * The store of a place: as Flink knows it, as on the service, else S3 by the SDK.
   *
   * @param region of a bucket; may be null
   * @param endpoint of S3 in place of the region's; may be null
   */
  static ExportStore of(String place, String region, String endpoint) {
    return Place.isOnS3(place) && (endpoint != null || !isKnownToFlink(new Path(place)))
        ? new S3Exports(region, endpoint)
        : new FlinkExports();
  }

  /**
   * Opens a file.
   *
   * @throws java.io.FileNotFoundException when there is none
   */
  abstract InputStream open(Path file) throws IOException;

  /** The folders in a folder; none where it does not exist. */
  abstract List<Path> folders(Path folder) throws IOException;

  /** The files in a folder; none where it does not exist. */
  abstract List<Path> files(Path folder) throws IOException;

  /** Whether there is such a folder. */
  abstract boolean exists(Path folder) throws IOException;

  private static boolean isKnownToFlink(Path place) {
    try {
      FileSystem.get(place.toUri());
      return true;
    } catch (UnsupportedFileSystemSchemeException e) {
      return false;
    } catch (IOException e) {
      return true; // it says why when it is used
    }
  }
}
