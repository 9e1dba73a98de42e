package io.eventlake.connector.iceberg;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What makes files outlast a machine that loses its power: written is not yet on the disk. */
class Disk implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Forces a file's bytes to the disk. */
  void force(Path file, FileDescriptor descriptor) throws IOException {
    descriptor.sync();
  }

  /** Forces a folder to the disk: which files it has, and under what names. */
  void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Creates a folder with those above it, each forced into the one that holds it. */
  final void createFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }

    createFolders(folder.getParent());
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }

    forceFolder(folder.getParent());
  }
}
