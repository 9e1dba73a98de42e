package io.eventlake.connector.savepoint;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;

/** A savepoint or checkpoint that cannot be read; the message is a sentence. */
public final class SavepointException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * @param why goes on behind its path
   */
  public SavepointException(String path, String why, Throwable cause) {
    super("The savepoint " + path + " " + why, cause);
  }

  /** Of an exception of Flink's or the storage's, whose words are for others. */
  static SavepointException of(String path, Throwable cause) {
    if (cause instanceof FileNotFoundException) {
      return new SavepointException(
          path, "is not there: name a directory that 'savepoint' or 'stop' has printed", cause);
    }

    return new SavepointException(
        path,
        cause instanceof EOFException || !(cause instanceof IOException)
            ? "is damaged: what it should begin with is not there"
            : "cannot be read: " + cause.getMessage(),
        cause);
  }
}
