package io.eventlake.connector.dynamodb;

import io.eventlake.event.RejectReason;
import io.eventlake.event.SegmentChange;
import io.eventlake.operator.segment.MalformedItemException;
import io.eventlake.operator.segment.SegmentMembership;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attributes of an item of the segment table (design: semantics, section 5), and how they read. */
final class SegmentAttributes {

  /** Partition key. */
  static final String USER = "user_id_hash";

  /** Sort key: {@code segment#valid_from}. */
  static final String SEGMENT_VALID_FROM = "segment_valid_from";

  static final String SEGMENT = "segment_key";
  static final String VALID_FROM = "valid_from";

  /** Absent while the membership lasts. */
  static final String VALID_TO = "valid_to";

  /** The sort key under the name that the design gives to its content. */
  private static final String SEGMENT_AND_VALID_FROM = "segment#valid_from";

  /** Where an item's key is a folder of the table's, it must fit into a path. */
  private static final int MAX_SEGMENT_PATH = 200;

  private SegmentAttributes() {}

  /**
   * The membership that an item says.
   *
   * @throws MalformedItemException when it breaks the contract
   */
  static SegmentMembership membership(Map<String, AttributeValue> item) {
    return SegmentMembership.parse(
        text(item, SEGMENT), text(item, VALID_FROM), text(item, VALID_TO));
  }

  /**
   * A change of an item without what it says.
   *
   * @param item the whole item
   * @param keys the item's keys, or null where it is not known which attributes these are
   * @throws MalformedItemException when a key is missing
   */
  static SegmentChange change(
      Map<String, AttributeValue> item, Map<String, AttributeValue> keys, long changedMicros) {
    SegmentChange change = new SegmentChange();
    change.userIdHash = required(keys == null ? item : keys, USER);
    change.itemKey = keys == null ? sortKey(item) : otherKey(keys);
    change.changedMicros = changedMicros;
    return change;
  }

  /**
   * Adds what the item says to its change.
   *
   * @throws MalformedItemException when it breaks the contract, or the segment's name is too long
   *     for a partition of the table
   */
  static void say(SegmentChange change, Map<String, AttributeValue> item) {
    SegmentMembership membership = membership(item);
    if (!fitsPath(membership.segmentKey())) {
      throw new MalformedItemException(RejectReason.OUT_OF_RANGE, SEGMENT + " is too long");
    }

    change.segmentKey = membership.segmentKey();
    change.validFromMillis = membership.validFromMillis();
    change.validToMillis = membership.validToMillis();
  }

  private static boolean fitsPath(String segmentKey) {
    return segmentKey.length() <= MAX_SEGMENT_PATH
        && URLEncoder.encode(segmentKey, StandardCharsets.UTF_8).length() <= MAX_SEGMENT_PATH;
  }

  private static String sortKey(Map<String, AttributeValue> item) {
    for (String name : List.of(SEGMENT_VALID_FROM, SEGMENT_AND_VALID_FROM)) {
      if (item.containsKey(name)) {
        return required(item, name);
      }
    }

    return required(item, SEGMENT) + "#" + required(item, VALID_FROM);
  }

  private static String otherKey(Map<String, AttributeValue> keys) {
    for (String name : new TreeSet<>(keys.keySet())) {
      if (!name.equals(USER)) {
        return required(keys, name);
      }
    }

    throw new MalformedItemException(RejectReason.MISSING_FIELD, "the sort key is missing");
  }

  private static String required(Map<String, AttributeValue> item, String attribute) {
    String text = text(item, attribute);
    if (text == null || text.isEmpty()) {
      throw new MalformedItemException(RejectReason.MISSING_FIELD, attribute + " is missing");
    }

    return text;
  }

  /** The text or number of an attribute; null where it is absent or NULL. */
  private static String text(Map<String, AttributeValue> item, String attribute) {
    AttributeValue value = item.get(attribute);
    if (value == null || Boolean.TRUE.equals(value.nul())) {
      return null;
    }

    if (value.s() == null && value.n() == null) {
      throw new MalformedItemException(
          RejectReason.WRONG_TYPE, attribute + " is neither text nor a number");
    }

    return value.s() != null ? value.s() : value.n();
  }
}
