package io.eventlake.collect.stream;

/** Records that the stream does not have, as far as is known; the message is a sentence. */
public final class StreamException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StreamException(String message, Throwable cause) {
    super(message, cause);
  }
}
