package io.eventlake.connector.dynamodb;

import java.io.IOException;

/** The segment table cannot be read, retries exhausted. */
final class ScanFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  ScanFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
