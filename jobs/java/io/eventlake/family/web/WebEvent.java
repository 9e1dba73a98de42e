package io.eventlake.family.web;

import java.util.Arrays;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;

/**
 * One event as read, flat: a value per property of the contract. Used again for each record, and
 * only valid until the next; its strings may be views of the record.
 */
final class WebEvent {

  private static final int PROPERTIES = WebProperty.values().length;

  private final StringData[] strings = new StringData[PROPERTIES];
  private final StringData[][] lists = new StringData[PROPERTIES][];
  private final long[] numbers = new long[PROPERTIES];
  private long named;
  private long present;
  private long idHigh;
  private long idLow;
  private String unmapped;

  void clear() {
    Arrays.fill(strings, null);
    Arrays.fill(lists, null);
    named = 0;
    present = 0;
    unmapped = null;
  }

  /** Notes that a property was named; false when it was before. */
  boolean name(WebProperty property) {
    boolean first = (named & property.bit()) == 0;
    named |= property.bit();
    return first;
  }

  /** True when the property has a value that is not null. */
  boolean has(WebProperty property) {
    return (present & property.bit()) != 0;
  }

  void set(WebProperty property) {
    present |= property.bit();
  }

  void set(WebProperty property, StringData string) {
    strings[property.ordinal()] = string;
    present |= property.bit();
  }

  void set(WebProperty property, StringData[] list) {
    lists[property.ordinal()] = list;
    present |= property.bit();
  }

  void set(WebProperty property, long number) {
    numbers[property.ordinal()] = number;
    present |= property.bit();
  }

  /** Sets the event id: its text in lower case, and the UUID's two halves. */
  void setId(StringData id, long high, long low) {
    set(WebProperty.EVENT_ID, id);
    idHigh = high;
    idLow = low;
  }

  long idHigh() {
    return idHigh;
  }

  long idLow() {
    return idLow;
  }

  /** String of the property, or null. */
  StringData string(WebProperty property) {
    return strings[property.ordinal()];
  }

  /** String of the property; null also where it is empty. */
  StringData stringOrNull(WebProperty property) {
    StringData string = strings[property.ordinal()];
    return string == null || isEmpty(string) ? null : string;
  }

  static boolean isEmpty(StringData string) {
    BinaryStringData binary = (BinaryStringData) string;
    binary.ensureMaterialized();
    return binary.getSizeInBytes() == 0;
  }

  /** List of the property, or null. */
  StringData[] list(WebProperty property) {
    return lists[property.ordinal()];
  }

  /** Number of a property that is present: an instant is in microseconds, a boolean 1 or 0. */
  long number(WebProperty property) {
    return numbers[property.ordinal()];
  }

  /** JSON text of what the contract does not know, or null. */
  String unmapped() {
    return unmapped;
  }

  void setUnmapped(String json) {
    unmapped = json;
  }

  boolean isTrue(WebProperty property) {
    return has(property) && number(property) == 1;
  }

  boolean isFalse(WebProperty property) {
    return has(property) && number(property) == 0;
  }

  /** True when consent to analytics is given in one shape and refused in none. */
  boolean consents() {
    return (isTrue(WebProperty.ANALYTICS) || isTrue(WebProperty.CONSENT_ANALYTICS))
        && !isFalse(WebProperty.ANALYTICS)
        && !isFalse(WebProperty.CONSENT_ANALYTICS);
  }
}
