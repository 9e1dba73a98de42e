package io.eventlake.lake.engine;

import io.eventlake.connector.iceberg.LakeException;

/** A statement that was ended before its end, by a limit or by who asked; no file is to blame. */
public final class EndedStatementException extends LakeException {

  private static final long serialVersionUID = 1L;

  public EndedStatementException(String message, Throwable cause) {
    super(message, cause);
  }
}
