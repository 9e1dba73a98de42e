package io.eventlake.connector.oneroster;

/** Results cannot be fetched or landed; the message says in a sentence why, and what to do. */
public final class FetchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FetchException(String message) {
    super(message);
  }

  FetchException(String message, Throwable cause) {
    super(message, cause);
  }
}
