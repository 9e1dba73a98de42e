package io.eventlake.connector.iceberg;

/** The lake cannot be read or written; the message says in a sentence why and what to do. */
public class LakeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LakeException(String message) {
    super(message);
  }

  public LakeException(String message, Throwable cause) {
    super(message, cause);
  }
}
