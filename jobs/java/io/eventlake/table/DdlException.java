package io.eventlake.table;

/** A table definition that cannot be read; the message names file, line and what was expected. */
public class DdlException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DdlException(String message) {
    super(message);
  }
}
