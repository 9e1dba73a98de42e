package io.eventlake.connector.iceberg;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.io.FileInfo;

/** Collects the files of a folder in which others write and delete. */
final class LocalListing extends SimpleFileVisitor<Path> {

  private final List<FileInfo> files = new ArrayList<>();

  List<FileInfo> files() {
    return files;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      long modified = attributes.lastModifiedTime().toMillis();
      files.add(new FileInfo(file.toString(), attributes.size(), modified));
    }

    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    if (e instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }

    throw e;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
    return visitFileFailed(folder, e == null ? new NoSuchFileException(folder.toString()) : e);
  }
}
