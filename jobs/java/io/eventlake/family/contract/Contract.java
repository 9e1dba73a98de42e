package io.eventlake.family.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.data.StringData;

/**
 * What a family's events are made of: the properties in their order, what must be there, and where
 * each is kept. Immutable, shared by all tasks of a process.
 *
 * <p>Derived event ids depend on the order: new properties may come between, but no two of those
 * there are may change places.
 */
public final class Contract {

  /** As many as two sets of bits tell apart. */
  private static final int MOST = 2 * Long.SIZE;

  private static final String REMEDY =
      "where none is sent, add an optional property all the same: .role(Role.";

  private final String family;
  private final Property[] properties;
  private final List<Requirement> ofAll = new ArrayList<>();
  private final List<Requirement> ofTypes = new ArrayList<>();
  private final List<EventRule> firstRules;
  private final List<EventRule> rules;
  private final BareEvents bare;

  final Property[] eventType;
  final Property[] time;
  final Property[] ingestTime;
  final Property[] identity;
  final Property[] session;
  final Property[] user;
  final Property[] consent;

  Contract(ContractBuilder builder) {
    family = builder.family;
    properties = builder.properties.values().toArray(new Property[0]);
    for (Requirement requirement : builder.requirements) {
      (requirement.ofAll() ? ofAll : ofTypes).add(requirement);
    }

    firstRules = List.copyOf(builder.firstRules);
    rules = List.copyOf(builder.rules);
    bare = builder.bare;
    eventType = of(Role.EVENT_TYPE);
    time = of(Role.TIME);
    ingestTime = of(Role.INGEST_TIME);
    identity = of(Role.IDENTITY);
    session = of(Role.SESSION);
    user = of(Role.USER);
    consent = of(Role.CONSENT);
    require(properties.length <= MOST, "has more than " + (MOST - 1) + " properties");
    require(eventType.length > 0, "has no event type");
    require(time.length > 0, "has no time");
    require(session.length > 0, "has no session; " + REMEDY + "SESSION)");
    require(user.length > 0, "has no user; " + REMEDY + "USER)");
    require(
        identity.length > 0 && (identity.length == 1 || !hasUuid()),
        "is identified by one UUID, or by other properties");
  }

  /** Begins the contract of a family. */
  public static ContractBuilder of(String family) {
    return new ContractBuilder(family);
  }

  /** The family's name. */
  public String family() {
    return family;
  }

  /** All properties in order, the event itself first. */
  public List<Property> properties() {
    return Collections.unmodifiableList(Arrays.asList(properties));
  }

  /**
   * One property.
   *
   * @param pointer JSON pointer; empty for the event itself
   */
  public Property property(String pointer) {
    for (Property property : properties) {
      if (property.pointer().equals(pointer)) {
        return property;
      }
    }

    throw new IllegalArgumentException("The contract of " + family + " has no " + pointer);
  }

  /** The event itself. */
  Property event() {
    return properties[0];
  }

  /** Which events come without their envelope; null where none does. */
  BareEvents bare() {
    return bare;
  }

  int size() {
    return properties.length;
  }

  /** True when the event's id is one of its properties, else it is derived. */
  boolean hasUuid() {
    return Arrays.stream(identity).anyMatch(property -> property.type == PropertyType.ID);
  }

  /**
   * JSON pointers of the session's id, then of the event's, which of several properties none is.
   */
  List<String> partitionKeys() {
    Stream<Property> ids = Arrays.stream(identity).filter(property -> identity.length == 1);
    List<Property> keys = Stream.concat(Arrays.stream(session), ids).collect(Collectors.toList());
    Stream<String> ofBare = bare == null ? Stream.empty() : keys.stream().map(bare::pointer);
    return Stream.concat(keys.stream().map(Property::pointer), ofBare)
        .distinct()
        .collect(Collectors.toList());
  }

  /** The names of all properties; the same in several objects stands several times. */
  List<String> jsonNames() {
    return Arrays.stream(properties).skip(1).map(Property::jsonName).collect(Collectors.toList());
  }

  /** True for a property that tells of consent, and for what is around one. */
  boolean tellsConsent(Property property) {
    for (Property one : consent) {
      for (Property outer = one; outer.parent != null; outer = outer.parent) {
        if (outer == property) {
          return true;
        }
      }
    }

    return false;
  }

  /** What an event lacks whose properties are all fit, or which rule it breaks; else null. */
  Rejection broken(EventValues event) {
    Rejection first = broken(firstRules, event);
    if (first != null) {
      return first;
    }

    for (Requirement requirement : ofAll) {
      Rejection missing = requirement.isOf(event.isBare()) ? requirement.missing(event) : null;
      if (missing != null) {
        return missing;
      }
    }

    String type = event.eventType();
    for (Requirement requirement : ofTypes) {
      Rejection missing = requirement.isOf(type) ? requirement.missing(event) : null;
      if (missing != null) {
        return missing;
      }
    }

    return broken(rules, event);
  }

  private static Rejection broken(List<EventRule> rules, EventValues event) {
    for (EventRule rule : rules) {
      Rejection broken = rule.broken(event);
      if (broken != null) {
        return broken;
      }
    }

    return null;
  }

  /** The type of a stored event, the same string for all of a type. */
  StringData sharedType(StringData stored) {
    return eventType[0].sharedChoice(stored);
  }

  private Property[] of(Role role) {
    return Arrays.stream(properties).filter(property -> property.is(role)).toArray(Property[]::new);
  }

  private void require(boolean fits, String fault) {
    if (!fits) {
      throw new IllegalArgumentException("The contract of " + family + " " + fault);
    }
  }
}
