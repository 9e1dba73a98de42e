package io.eventlake.lake.sql;

/** A statement that is wrong or not allowed; the message says where and why, in a sentence. */
public class SqlException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SqlException(String message, Throwable cause) {
    super(message, cause);
  }

  public SqlException(String message) {
    super(message);
  }
}
