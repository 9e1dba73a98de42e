package io.eventlake.family.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private final String family;
  private final Property[] properties;
  private final List<Requirement> ofAll = new ArrayList<>();
  private final List<Requirement> ofTypes = new ArrayList<>();
  private final List<EventRule> rules;

  final Property[] eventType;
  final Property[] time;
  final Property[] ingestTime;
  final Property[] identity;
  final Property[] session;
  final Property[] user;
  final Property[] consent;

  private Contract(Builder builder) {
    family = builder.family;
    properties = builder.properties.values().toArray(new Property[0]);
    for (Requirement requirement : builder.requirements) {
      (requirement.ofAll() ? ofAll : ofTypes).add(requirement);
    }

    rules = List.copyOf(builder.rules);
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
    require(
        identity.length > 0 && (identity.length == 1 || !hasUuid()),
        "is identified by one UUID, or by other properties");
  }

  /** Begins the contract of a family. */
  public static Builder of(String family) {
    return new Builder(family);
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
    return Stream.concat(Arrays.stream(session), ids)
        .map(Property::pointer)
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
    for (Requirement requirement : ofAll) {
      Rejection missing = requirement.missing(event);
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

  /** Collects what a contract says, in its order. */
  public static final class Builder {

    private final String family;
    private final Map<String, Property> properties = new LinkedHashMap<>();
    private final List<Requirement> requirements = new ArrayList<>();
    private final List<EventRule> rules = new ArrayList<>();

    private Builder(String family) {
      this.family = family;
      properties.put("", new Property());
    }

    /** Adds a property; the object that it is in comes before it. */
    public Builder with(PropertyDefinition definition) {
      String pointer = definition.pointer;
      Property parent = find(pointer.substring(0, pointer.lastIndexOf('/')));
      properties.put(pointer, new Property(properties.size(), parent, definition));
      return this;
    }

    /** Every event has one of these; what is missing is told of the first. */
    public Builder require(String... pointers) {
      return require(new Requirement(null, find(pointers)));
    }

    /** Every event of a type has one of these. */
    public Builder requireOf(String eventType, String... pointers) {
      return require(new Requirement(eventType, find(pointers)));
    }

    private Builder require(Requirement requirement) {
      requirements.add(requirement);
      return this;
    }

    /** Every event keeps this rule; those that were added before come first. */
    public Builder rule(EventRule rule) {
      rules.add(rule);
      return this;
    }

    public Contract build() {
      return new Contract(this);
    }

    private Property[] find(String... pointers) {
      return Arrays.stream(pointers).map(this::find).toArray(Property[]::new);
    }

    private Property find(String pointer) {
      Property property = properties.get(pointer);
      if (property == null) {
        throw new IllegalArgumentException(
            "The contract of " + family + " has no " + pointer + " so far");
      }

      return property;
    }
  }
}
