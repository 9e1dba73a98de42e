package io.eventlake.serve.http;

import io.eventlake.config.ConfigException;
import io.eventlake.serve.config.ServeOptions;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where this machine keeps what has to outlive a restart. */
public final class StateDirectory {

  private StateDirectory() {}

  /**
   * A folder of it, which is made where there is none, for its owner alone: secrets are in it.
   *
   * @throws ConfigException when it cannot be made or written
   */
  public static Path of(ServeOptions options, String name) {
    try {
      Path folder = Path.of(options.stateDir, name);
      Files.createDirectories(folder.getParent());
      if (!Files.isDirectory(folder)) {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
          Files.createDirectory(
              folder,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
          Files.createDirectory(folder);
        }
      }

      if (!Files.isWritable(folder)) {
        throw new IOException("it cannot be written to");
      }

      return folder;
    } catch (IOException e) {
      throw new ConfigException(
          "serve.state-dir = '" + options.stateDir + "' cannot be used: " + e.getMessage(), e);
    }
  }
}
