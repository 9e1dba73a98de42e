package io.eventlake.event;

/**
 * Why a record became a dead letter. The names are stable codes: they stand in {@code
 * bronze.dead_letters} and in the documents that producers are given.
 */
public enum RejectReason {
  MALFORMED_JSON(
      "Not JSON, not one JSON value, not an object, or a property of the contract given twice."),
  INVALID_ENCODING(
      "Bytes that are not UTF-8, or an escape that is no Unicode text (a lone surrogate)."),
  MISSING_FIELD("A required property is absent or null."),
  WRONG_TYPE("A property of the contract has a value of another type."),
  BAD_ENUM("A value outside the property's enumeration."),
  BAD_TIMESTAMP("Not an RFC 3339 date-time, or outside of what a table can hold."),
  BAD_ID("Not a UUID."),
  BAD_VERSION("Not a version that the contract knows."),
  OUT_OF_RANGE("A number outside the property's range."),
  OVERSIZED("A record over the size limit."),
  TOO_DEEP("Nested deeper than 64 levels."),
  DAMAGED_FILE("A packed file that cannot be unpacked further: what followed in it was not read."),
  FILE_CHANGED("A file that changed after it was found: grown, replaced, cut or gone."),
  PERSONAL_ID(
      "The id of a user or a session that looks like an e-mail address, or of a user that is no hash."),
  BAD_AGGREGATE(
      "Begins as an aggregate of the Kinesis Producer Library and is none, or is one within another."),
  WRONG_ENTITY("An entity of a type that does not fit its place."),
  BAD_DURATION("Not an ISO 8601 duration.");

  private final String meaning;

  RejectReason(String meaning) {
    this.meaning = meaning;
  }

  /** What it says of a record, a sentence for the documents. */
  public String meaning() {
    return meaning;
  }

  /** True for what only events can have that are made of entities. */
  public boolean ofEntities() {
    return this == WRONG_ENTITY || this == BAD_DURATION;
  }

  /** True for what a source tells, whatever a decoder would make of the bytes. */
  public boolean ofSource() {
    return this == DAMAGED_FILE || this == FILE_CHANGED || this == BAD_AGGREGATE;
  }
}
