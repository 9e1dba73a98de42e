package io.eventlake.family.web;

import java.util.Arrays;
import org.apache.flink.table.data.StringData;

/**
 * One event as read, flat: a value per property of the contract. Used again for each record, and
 * only valid until the next.
 */
final class WebEvent {

  private static final int PROPERTIES = WebProperty.values().length;

  private final String[] texts = new String[PROPERTIES];
  private final StringData[] strings = new StringData[PROPERTIES];
  private final String[][] lists = new String[PROPERTIES][];
  private final long[] numbers = new long[PROPERTIES];
  private long named;
  private long present;
  private String unmapped;

  void clear() {
    Arrays.fill(texts, null);
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

  void set(WebProperty property, String text) {
    texts[property.ordinal()] = text;
    present |= property.bit();
  }

  void set(WebProperty property, String[] list) {
    lists[property.ordinal()] = list;
    present |= property.bit();
  }

  void set(WebProperty property, long number) {
    numbers[property.ordinal()] = number;
    present |= property.bit();
  }

  /** Text of the property, or null. */
  String text(WebProperty property) {
    return texts[property.ordinal()];
  }

  /** Text of the property; null also where it is empty. */
  String textOrNull(WebProperty property) {
    String text = texts[property.ordinal()];
    return text == null || text.isEmpty() ? null : text;
  }

  /** Text of the property for a row, or null; encoded once for all rows of the event. */
  StringData string(WebProperty property) {
    int index = property.ordinal();
    if (strings[index] == null && texts[index] != null) {
      strings[index] = StringData.fromString(texts[index]);
    }

    return strings[index];
  }

  /** List of the property, or null. */
  String[] list(WebProperty property) {
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
