package io.eventlake.connector.files;

import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.Path;

/** A file to be read, as a listing found it. */
final class FoundFile {

  /** Relative to the directory that is read. */
  final String name;

  final Path path;
  final FileMark mark;

  FoundFile(String name, Path path, FileMark mark) {
    this.name = name;
    this.path = path;
    this.mark = mark;
  }

  FoundFile with(FileMark other) {
    return new FoundFile(name, path, other);
  }

  /** By what the file is known in state. */
  String key() {
    return path.toString();
  }

  FileSourceSplit split() {
    return new FileSourceSplit(name, path, 0, mark.bytes, mark.modifiedMillis, mark.bytes);
  }
}
