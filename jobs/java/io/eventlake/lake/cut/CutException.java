package io.eventlake.lake.cut;

/** A cut cannot be published, found or dropped. */
public final class CutException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CutException(String message) {
    super(message);
  }
}
