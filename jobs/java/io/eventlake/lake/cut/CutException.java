package io.eventlake.lake.cut;

/** A cut can not be published, found or dropped. */
public final class CutException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CutException(String message) {
    super(message);
  }
}
