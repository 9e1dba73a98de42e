package io.eventlake.family.contract;

import io.eventlake.json.JsonText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Collects what a contract says, in its order. */
public final class ContractBuilder {

  final String family;
  final Map<String, Property> properties = new LinkedHashMap<>();
  final List<Requirement> requirements = new ArrayList<>();
  final List<EventRule> firstRules = new ArrayList<>();
  final List<EventRule> rules = new ArrayList<>();
  BareEvents bare;

  ContractBuilder(String family) {
    this.family = family;
    properties.put("", new Property());
  }

  /** Adds a property; the object that it is in comes before it. */
  public ContractBuilder with(PropertyDefinition definition) {
    String pointer = definition.pointer;
    Property parent = find(pointer.substring(0, pointer.lastIndexOf('/')));
    properties.put(pointer, new Property(properties.size(), parent, definition));
    return this;
  }

  /** Every event has one of these; what is missing is told of the first. */
  public ContractBuilder require(String... pointers) {
    return require(new Requirement(null, null, find(pointers)));
  }

  /** Every event that is not bare has one of these. */
  public ContractBuilder requireOfWhole(String... pointers) {
    return require(new Requirement(null, false, find(pointers)));
  }

  /** Every bare event has one of these. */
  public ContractBuilder requireOfBare(String... pointers) {
    return require(new Requirement(null, true, find(pointers)));
  }

  /** Every event of a type has one of these. */
  public ContractBuilder requireOf(String eventType, String... pointers) {
    return require(new Requirement(eventType, null, find(pointers)));
  }

  private ContractBuilder require(Requirement requirement) {
    requirements.add(requirement);
    return this;
  }

  /**
   * Some events are bare: what others have in one of their objects, and nothing around it.
   *
   * @param body pointer of the object
   * @param standIns of properties of a bare event, by name, pointers of those around that they
   *     stand for
   * @param test says which events are bare
   */
  public ContractBuilder bare(String body, Map<String, String> standIns, Predicate<JsonText> test) {
    Map<String, Property> properties = new HashMap<>();
    standIns.forEach((name, pointer) -> properties.put(name, find(pointer)));
    bare = new BareEvents(find(body), properties, test);
    return this;
  }

  /** As {@link #rule}, but asked before anything that is required. */
  public ContractBuilder first(EventRule rule) {
    firstRules.add(rule);
    return this;
  }

  /** Every event keeps this rule; those that were added before come first. */
  public ContractBuilder rule(EventRule rule) {
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
