package io.eventlake.connector.dynamodb;

import java.util.Map;
import org.apache.flink.api.connector.source.SourceSplit;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One segment of a parallel scan, and how far it is read. */
final class ScanSplit implements SourceSplit {

  final int segment;
  final int segments;

  /** When the whole load began, epoch milliseconds. */
  final long beganMillis;

  /** The key after which to go on; empty at the beginning. */
  final Map<String, AttributeValue> after;

  ScanSplit(int segment, int segments, long beganMillis, Map<String, AttributeValue> after) {
    this.segment = segment;
    this.segments = segments;
    this.beganMillis = beganMillis;
    this.after = Map.copyOf(after);
  }

  /** The same segment, read up to a key. */
  ScanSplit readUpTo(Map<String, AttributeValue> key) {
    return new ScanSplit(segment, segments, beganMillis, key);
  }

  @Override
  public String splitId() {
    return segment + "/" + segments;
  }
}
