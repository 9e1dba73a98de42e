package io.eventlake.family.contract;

import java.util.Arrays;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;

/**
 * One event as read, flat: a value per property of the contract. Used again for each event, and
 * only valid until the next; its strings may be views of the record.
 */
public final class EventValues {

  private final Contract contract;
  private long named;
  private long namedHigh;
  private long present;
  private long presentHigh;
  private final StringData[] strings;
  private final StringData[][] lists;
  private final long[] numbers;
  private String type;
  private StringData id;
  private long idHigh;
  private long idLow;
  private String unmapped;
  private boolean bare;

  EventValues(Contract contract) {
    this.contract = contract;
    this.strings = new StringData[contract.size()];
    this.lists = new StringData[contract.size()][];
    this.numbers = new long[contract.size()];
  }

  void clear() {
    Arrays.fill(strings, null);
    Arrays.fill(lists, null);
    named = 0;
    namedHigh = 0;
    present = 0;
    presentHigh = 0;
    type = null;
    id = null;
    unmapped = null;
    bare = false;
  }

  Contract contract() {
    return contract;
  }

  /** True for an event without the envelope that is around others. */
  public boolean isBare() {
    return bare;
  }

  void setBare(boolean isBare) {
    bare = isBare;
  }

  /** Notes that a property was named; false when it was before. */
  boolean name(Property property) {
    boolean first;
    if (property.index < Long.SIZE) {
      first = (named & property.bit) == 0;
      named |= property.bit;
    } else {
      first = (namedHigh & property.bit) == 0;
      namedHigh |= property.bit;
    }

    return first;
  }

  /** True when the property has a value that is not null. */
  public boolean has(Property property) {
    return ((property.index < Long.SIZE ? present : presentHigh) & property.bit) != 0;
  }

  void set(Property property) {
    if (property.index < Long.SIZE) {
      present |= property.bit;
    } else {
      presentHigh |= property.bit;
    }
  }

  void set(Property property, StringData string) {
    strings[property.index] = string;
    set(property);
  }

  void set(Property property, StringData[] list) {
    lists[property.index] = list;
    set(property);
  }

  void set(Property property, long number) {
    numbers[property.index] = number;
    set(property);
  }

  void set(Property property, double number) {
    set(property, Double.doubleToRawLongBits(number));
  }

  /** Sets the event id: its text in lower case, and the UUID's two halves. */
  void setId(StringData newId, long high, long low) {
    id = newId;
    idHigh = high;
    idLow = low;
  }

  /** The event id, or null while there is none. */
  public StringData id() {
    return id;
  }

  long idHigh() {
    return idHigh;
  }

  long idLow() {
    return idLow;
  }

  /** String of the property, or null. */
  public StringData string(Property property) {
    return strings[property.index];
  }

  /** String of the property; null also where it is empty. */
  public StringData stringOrNull(Property property) {
    StringData string = strings[property.index];
    return string == null || isEmpty(string) ? null : string;
  }

  /** String of the property at a place of the contract's order, or null. */
  StringData stringAt(int index) {
    return strings[index];
  }

  /** The first of the strings that is there and not empty, or null. */
  StringData first(Property[] properties) {
    for (Property property : properties) {
      StringData string = stringOrNull(property);
      if (string != null) {
        return string;
      }
    }

    return null;
  }

  /** True for a text of no characters, also one that is a view of the record. */
  public static boolean isEmpty(StringData string) {
    BinaryStringData binary = (BinaryStringData) string;
    binary.ensureMaterialized();
    return binary.getSizeInBytes() == 0;
  }

  /** List of the property, or null. */
  public StringData[] list(Property property) {
    return lists[property.index];
  }

  /** Number of a property that is present: an instant is in microseconds, a boolean 1 or 0. */
  public long number(Property property) {
    return numbers[property.index];
  }

  /** Number of a property of type {@link PropertyType#NUMBER} that is present. */
  public double decimal(Property property) {
    return Double.longBitsToDouble(numbers[property.index]);
  }

  /** Of properties the first that is present, or null. */
  Property present(Property[] properties) {
    for (Property property : properties) {
      if (has(property)) {
        return property;
      }
    }

    return null;
  }

  /** The type of an event that keeps its contract. */
  String eventType() {
    if (type == null) {
      type = first(contract.eventType).toString();
    }

    return type;
  }

  /** JSON text of what the contract does not know, or null. */
  public String unmapped() {
    return unmapped;
  }

  void setUnmapped(String json) {
    unmapped = json;
  }

  /** False when one of some booleans is, else true when one is; null where none is there. */
  public Boolean stricter(Property... booleans) {
    Boolean given = null;
    for (Property property : booleans) {
      if (has(property)) {
        if (number(property) == 0) {
          return false;
        }
        given = true;
      }
    }

    return given;
  }

  /**
   * True when consent to analytics is given in one shape and refused in none, or the contract asks
   * for none.
   */
  boolean consents() {
    return contract.consent.length == 0 || Boolean.TRUE.equals(stricter(contract.consent));
  }
}
