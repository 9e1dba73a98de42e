package io.eventlake.serve.webhooks;

/** What a webhook has before it is not known. */
final class BrokenLineException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String position;

  /**
   * @param position from which its owner can have it go on
   */
  BrokenLineException(String message, String position) {
    super(message);
    this.position = position;
  }

  /** For who has a webhook: what happened, and what to do. */
  String told(String id) {
    return getMessage()
        + " Go on with: PUT /webhooks/"
        + id
        + " and \"position\": \""
        + position
        + "\".";
  }
}
