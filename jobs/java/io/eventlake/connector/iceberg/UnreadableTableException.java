package io.eventlake.connector.iceberg;

/** One table of a lake cannot be read; the message names it and what helps. Others may be whole. */
public final class UnreadableTableException extends LakeException {

  private static final long serialVersionUID = 1L;

  UnreadableTableException(String message) {
    super(message);
  }

  UnreadableTableException(String message, Throwable cause) {
    super(message, cause);
  }
}
