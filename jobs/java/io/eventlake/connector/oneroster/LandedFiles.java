package io.eventlake.connector.oneroster;

import io.eventlake.config.Place;
import io.eventlake.connector.aws.S3Access;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Files where they were landed, below a directory or a folder of S3, or one that is named. */
public abstract class LandedFiles implements AutoCloseable {

  /**
   * Those of a place; looks at nothing yet.
   *
   * @param place as {@link Place#of} spells it
   * @param access of S3
   */
  public static LandedFiles of(String place, S3Access access) {
    return Place.isOnS3(place)
        ? new FilesOnS3(place, access)
        : new FilesOfDirectory(Path.of(place));
  }

  /**
   * All of them, in the order of their names.
   *
   * @throws FileNotFoundException when there is no such place; on S3 also when nothing is in it
   */
  public abstract List<LandedFile> list() throws IOException;

  /**
   * The one that was named.
   *
   * @throws FileNotFoundException when that is none
   */
  public final LandedFile only() throws IOException {
    LandedFile first = list().stream().findFirst().orElse(null);
    if (first == null || !first.isNamed) {
      throw new FileNotFoundException("it is a folder");
    }

    return first;
  }

  /** The file on this machine, to be read until these are closed. */
  public abstract Path local(LandedFile file) throws IOException;

  @Override
  public abstract void close();
}
