package io.eventlake.serve.webhooks;

/** The log of webhooks cannot be read or written. */
public final class WebhookException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WebhookException(String message, Throwable cause) {
    super(message, cause);
  }
}
