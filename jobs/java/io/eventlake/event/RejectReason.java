package io.eventlake.event;

/**
 * Why a record became a dead letter. The names are stable codes: they stand in {@code
 * bronze.dead_letters} and in the documents that producers are given.
 */
public enum RejectReason {
  /** Not JSON, not one JSON value, not an object, or a property of the contract given twice. */
  MALFORMED_JSON,
  /** Bytes that are not UTF-8, or an escape that is no Unicode text (a lone surrogate). */
  INVALID_ENCODING,
  /** A required property is absent or null. */
  MISSING_FIELD,
  /** A property of the contract has a value of another type. */
  WRONG_TYPE,
  /** A value outside the property's enumeration. */
  BAD_ENUM,
  /** Not an RFC 3339 date-time, or outside of what a table can hold. */
  BAD_TIMESTAMP,
  /** Not a UUID. */
  BAD_ID,
  /** Not a version that the contract knows. */
  BAD_VERSION,
  /** A number outside the property's range. */
  OUT_OF_RANGE,
  /** A record over the size limit. */
  OVERSIZED,
  /** Nested deeper than 64 levels. */
  TOO_DEEP,
  /** A packed file that can not be unpacked further: what followed in it was not read. */
  DAMAGED_FILE,
  /** A file that changed after it was found: grown, replaced, cut or gone. */
  FILE_CHANGED,
  /**
   * The id of a user or a session that looks like an e-mail address, or of a user that is no hash.
   */
  PERSONAL_ID,
  /**
   * Begins as an aggregate of the Kinesis Producer Library and is none, or is one within another.
   */
  BAD_AGGREGATE;

  /** True for what a source tells, whatever a decoder would make of the bytes. */
  public boolean ofSource() {
    return this == DAMAGED_FILE || this == FILE_CHANGED || this == BAD_AGGREGATE;
  }
}
