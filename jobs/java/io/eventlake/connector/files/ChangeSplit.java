package io.eventlake.connector.files;

import org.apache.flink.connector.file.src.FileSourceSplit;

/**
 * A split of nothing but the news that a file changed: it is read as one dead letter, whose line is
 * 0, the file as a whole. File and change are its id, which state keeps.
 */
final class ChangeSplit {

  /** Between the file's name, which never holds it, and what happened. */
  private static final String MARK = "//";

  private ChangeSplit() {}

  /**
   * @param what goes on after "it"
   */
  static FileSourceSplit of(FoundFile file, String what) {
    return new FileSourceSplit(
        file.name + MARK + what, file.path, 0, 0, file.mark.modifiedMillis, file.mark.bytes);
  }

  static boolean isOne(FileSourceSplit split) {
    return split.splitId().contains(MARK);
  }

  /** The file's name, of a split of any kind. */
  static String file(FileSourceSplit split) {
    return split.splitId().split(MARK, 2)[0];
  }

  static String what(FileSourceSplit split) {
    return split.splitId().split(MARK, 2)[1];
  }
}
