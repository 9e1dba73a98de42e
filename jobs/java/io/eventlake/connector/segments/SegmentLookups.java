package io.eventlake.connector.segments;

import io.eventlake.config.SegmentsOptions;
import io.eventlake.connector.dynamodb.DynamoDbSegmentLookup;
import io.eventlake.operator.segment.SegmentLookup;

/** Picks where segments are looked up. */
public final class SegmentLookups {

  private SegmentLookups() {}

  /**
   * The lookup of {@code segments.type}; it connects when it is opened.
   *
   * @param maxRecordBytes largest line of a file that is read
   * @throws io.eventlake.config.ConfigException when its file is missing or has no segments
   */
  public static SegmentLookup create(SegmentsOptions options, int maxRecordBytes) {
    switch (options.type) {
      case DYNAMODB:
        return new DynamoDbSegmentLookup(options);
      case FILE:
        return new FileSegmentLookup(options.path, maxRecordBytes);
      case NONE:
        return none();
      default:
        throw new IllegalArgumentException("no lookup for segments.type = " + options.type);
    }
  }

  /** Of users who are in no segment, ever. */
  public static SegmentLookup none() {
    return new NoSegmentLookup();
  }
}
