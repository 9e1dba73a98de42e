package io.eventlake.serve.http;

import io.eventlake.config.ConfigException;
import io.eventlake.serve.config.ServeOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder of {@code serve.state-dir}, of this process alone while it is open. */
public final class KeptFolder implements AutoCloseable {

  private final Path folder;
  private final FileChannel channel;

  private KeptFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Opens one, which is made where there is none, for its owner alone: secrets are in it.
   *
   * @return null where the options name no directory
   * @throws ConfigException when it cannot be made or written, or another process has it
   */
  public static KeptFolder open(ServeOptions options, String name) {
    if (options.stateDir == null) {
      return null;
    }

    try {
      Path folder = Path.of(options.stateDir, name);
      Files.createDirectories(folder.getParent());
      if (!Files.isDirectory(folder)) {
        create(folder);
      }

      return locked(options, folder);
    } catch (IOException e) {
      throw new ConfigException(
          "serve.state-dir = '" + options.stateDir + "' cannot be used: " + e, e);
    }
  }

  private static void create(Path folder) throws IOException {
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(folder);
    }
  }

  private static KeptFolder locked(ServeOptions options, Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Of this process, and just as taken.
      lock = null;
    }

    if (lock == null) {
      channel.close();
      throw new ConfigException(
          "serve.state-dir = '"
              + options.stateDir
              + "' is in use by another serve: stop that, or name another directory");
    }

    return new KeptFolder(folder, channel);
  }

  /** What is in it. */
  public Path path(String name) {
    return folder.resolve(name);
  }

  /** Gives it back. */
  @Override
  public void close() {
    try {
      channel.close(); // and with it the lock goes
    } catch (IOException e) {
      throw new UncheckedIOException("A folder cannot be given back", e);
    }
  }
}
