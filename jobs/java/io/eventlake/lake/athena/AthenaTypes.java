package io.eventlake.lake.athena;

/** The types of Athena in DuckDB's words, and casts to them. */
final class AthenaTypes {

  private AthenaTypes() {}

  /**
   * A cast.
   *
   * @param type as Athena writes it
   * @param tried whether what can not be cast is null
   */
  static String cast(String value, String type, boolean tried) {
    return (tried ? "TRY_CAST(" : "CAST(") + value + " AS " + type + ")";
  }
}
