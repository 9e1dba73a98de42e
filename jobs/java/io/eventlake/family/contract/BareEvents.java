package io.eventlake.family.contract;

import io.eventlake.json.JsonText;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which events come bare: as one object of the contract, without the envelope that is around it in
 * others. Some of their own properties stand for some of the envelope. Immutable.
 */
final class BareEvents {

  /** The object that a bare event is. */
  final Property body;

  private final Map<String, Property> standIns;
  private final Predicate<JsonText> test;

  /**
   * @param standIns properties of the envelope by the names that they have in a bare event
   * @param test says which events are bare
   */
  BareEvents(Property body, Map<String, Property> standIns, Predicate<JsonText> test) {
    this.body = body;
    this.standIns = standIns;
    this.test = test;
  }

  boolean isBare(JsonText event) {
    return test.test(event);
  }

  /** The property with the name in a bare event, or null where the contract knows none. */
  Property child(String name) {
    Property standIn = standIns.get(name);
    return standIn == null ? body.child(name) : standIn;
  }

  /** JSON pointer of a property within a bare event. */
  String pointer(Property property) {
    for (Map.Entry<String, Property> standIn : standIns.entrySet()) {
      if (standIn.getValue() == property) {
        return "/" + standIn.getKey();
      }
    }

    String around = body.pointer() + "/";
    String pointer = property.pointer();
    return pointer.startsWith(around) ? pointer.substring(around.length() - 1) : pointer;
  }
}
