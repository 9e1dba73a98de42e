package io.eventlake.connector.dynamodb;

/** Attributes of an item of the segment table (design: semantics, section 5). */
final class SegmentAttributes {

  /** Partition key. */
  static final String USER = "user_id_hash";

  /** Sort key: {@code segment#valid_from}. */
  static final String SEGMENT_VALID_FROM = "segment_valid_from";

  static final String SEGMENT = "segment_key";
  static final String VALID_FROM = "valid_from";

  /** Absent while the membership lasts. */
  static final String VALID_TO = "valid_to";

  private SegmentAttributes() {}
}
