package io.eventlake.lake.publish;

/** What is staged cannot be published; the message says why, and what to do. */
public final class PublishException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PublishException(String message) {
    super(message);
  }
}
