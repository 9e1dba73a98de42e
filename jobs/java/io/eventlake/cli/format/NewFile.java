package io.eventlake.cli.format;

import io.eventlake.config.ConfigException;
import io.eventlake.config.Place;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * A file that a command makes: written beside its place and moved there when it is whole. Until
 * then what was there stays.
 */
public final class NewFile implements AutoCloseable {

  private final Path place;
  private final Path beside;

  private NewFile(Path place, Path beside) {
    this.place = place;
    this.beside = beside;
  }

  /**
   * Begins the file.
   *
   * @param warehouse of a lake, whose files are not to be touched
   * @throws ConfigException when it cannot be made, or is something else than a file
   */
  public static NewFile at(Path path, String warehouse) {
    Path place = path.toAbsolutePath().normalize();
    if (!Files.isDirectory(place.getParent())) {
      throw new ConfigException(
          path + " cannot be written: there is no directory " + place.getParent());
    }

    try {
      place = Files.exists(place) ? place.toRealPath() : place; // a link stays one
      if (Files.exists(place) && !Files.isRegularFile(place)) {
        throw new ConfigException(path + " is no file; name another place");
      } else if (Place.isWithin(place, warehouse)) {
        throw new ConfigException(
            path + " is within the lake " + warehouse + "; name another place");
      }

      Path beside =
          place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + ".tmp");
      Files.createFile(beside);
      return new NewFile(place, beside);
    } catch (IOException e) {
      throw new ConfigException(path + " cannot be written: " + reason(e), e);
    }
  }

  /** Where to write. */
  public Path beside() {
    return beside;
  }

  /** Puts it into its place. */
  public void finish() throws IOException {
    Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes what was not finished. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(beside);
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "you may not write there";
    }

    return e instanceof FileSystemException && ((FileSystemException) e).getReason() != null
        ? ((FileSystemException) e).getReason()
        : e.toString();
  }
}
