package io.eventlake.connector.segments;

import io.eventlake.config.SegmentsOptions;
import io.eventlake.connector.dynamodb.DynamoDbSegmentLookup;
import io.eventlake.connector.files.FileSegmentLookup;
import io.eventlake.operator.segment.SegmentLookup;

/** Picks where segments are looked up. */
public final class SegmentLookups {

  private SegmentLookups() {}

  /**
   * The lookup of {@code segments.type}; it connects when it is opened.
   *
   * @throws io.eventlake.config.ConfigException when its file is missing
   */
  public static SegmentLookup create(SegmentsOptions options) {
    switch (options.type) {
      case DYNAMODB:
        return new DynamoDbSegmentLookup(options);
      case FILE:
        return new FileSegmentLookup(options.path);
      case NONE:
        return new NoSegmentLookup();
      default:
        throw new IllegalArgumentException("no lookup for segments.type = " + options.type);
    }
  }
}
