package io.eventlake.family.contract;

import io.eventlake.event.RejectReason;
import java.util.Arrays;
import java.util.stream.Collectors;

/** That one of some properties must be there, of all events or of those of a type. */
final class Requirement {

  private final String eventType;
  private final Property[] oneOf;

  /**
   * @param eventType null for all
   */
  Requirement(String eventType, Property... oneOf) {
    this.eventType = eventType;
    this.oneOf = oneOf;
  }

  /** True for a requirement of all events. */
  boolean ofAll() {
    return eventType == null;
  }

  boolean isOf(String type) {
    return type.equals(eventType);
  }

  /** Null where one of the properties is there. */
  Rejection missing(EventValues event) {
    for (Property property : oneOf) {
      if (event.has(property) && !(property.notEmpty && event.stringOrNull(property) == null)) {
        return null;
      }
    }

    Property first = oneOf[0];
    return Rejection.of(RejectReason.MISSING_FIELD, first, rule(first.notEmpty));
  }

  private String rule(boolean notEmpty) {
    String missing = notEmpty ? "is missing or empty" : "is missing";
    if (oneOf.length > 1) {
      return missing
          + Arrays.stream(oneOf)
              .skip(1)
              .map(property -> ", and so is " + property.path())
              .collect(Collectors.joining())
          + ": give one of them.";
    }

    return ofAll() ? missing + "." : missing + ": an event of type " + eventType + " has one.";
  }
}
