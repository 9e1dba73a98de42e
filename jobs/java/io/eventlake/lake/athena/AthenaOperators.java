package io.eventlake.lake.athena;

/** The operators of Athena that DuckDB has otherwise, in its words. */
final class AthenaOperators {

  private AthenaOperators() {}

  /**
   * Two numbers, times or intervals.
   *
   * @param operator one of + - * / %
   */
  static String arithmetic(String operator, String left, String right) {
    return "(" + left + " " + operator + " " + right + ")";
  }

  /** The element of an array or a map. */
  static String subscript(String base, String index) {
    return base + "[" + index + "]";
  }

  /** A part of a time, such as {@code year}. */
  static String extract(String field, String from) {
    return "extract(" + field + " FROM " + from + ")";
  }

  /** A time in a zone. */
  static String atTimeZone(String time, String zone) {
    return "(" + time + " AT TIME ZONE " + zone + ")";
  }
}
