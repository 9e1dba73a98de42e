package io.eventlake.family.contract;

import io.eventlake.event.RejectReason;
import java.util.Arrays;
import java.util.stream.Collectors;

/** That one of some properties must be there, of all events or of those of a type. */
final class Requirement {

  private final String eventType;
  private final Boolean bare;
  private final Property[] oneOf;

  /**
   * @param eventType null for all
   * @param bare null for all, true for bare events, false for others
   */
  Requirement(String eventType, Boolean bare, Property... oneOf) {
    this.eventType = eventType;
    this.bare = bare;
    this.oneOf = oneOf;
  }

  /** True for a requirement of all events. */
  boolean ofAll() {
    return eventType == null;
  }

  boolean isOf(String type) {
    return type.equals(eventType);
  }

  /** True for a requirement of such events. */
  boolean isOf(boolean bareEvent) {
    return bare == null || bare == bareEvent;
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
