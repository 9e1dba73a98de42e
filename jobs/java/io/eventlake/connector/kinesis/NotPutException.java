package io.eventlake.connector.kinesis;

import java.io.IOException;

/**
 * A stream that did not take records; the message is a sentence, with the number of those it has.
 */
final class NotPutException extends IOException {

  private static final long serialVersionUID = 1L;

  NotPutException(String message, Throwable cause) {
    super(message, cause);
  }
}
