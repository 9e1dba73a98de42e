package io.eventlake.connector.files;

/** A directory that a run cannot go on with; the message is a sentence with the remedy. */
final class FilesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FilesException(String message, Throwable cause) {
    super(message, cause);
  }

  FilesException(FileChangedException cause) {
    super(cause.getMessage(), cause);
  }
}
