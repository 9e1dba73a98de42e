package io.eventlake.lake.engine;

/** What a table has that DuckDB would read wrongly, or not at all: a part of a sentence. */
final class UnsupportedTableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param what the table has, such as "has a column of type variant"
   */
  UnsupportedTableException(String what) {
    super(what);
  }
}
