package io.eventlake.family.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;

/** A property of a {@link Contract}, or the event itself. Immutable once the contract is built. */
public final class Property {

  /** Place in the contract's order; of the event itself 0. */
  final int index;

  /** The same as a bit of the set of 64 properties that it is in. */
  final long bit;

  /** The object that has this property; null for the event itself. */
  final Property parent;

  final PropertyType type;
  final Set<Role> roles;

  /** The values of a choice, else empty. */
  final List<String> choices;

  /** The same values as rows have them. */
  final StringData[] choiceStrings;

  /** Bounds of a number, inclusive. */
  final double least;

  final double most;

  /** True when an empty text is as none where the property is required. */
  final boolean notEmpty;

  /** Where bronze keeps it, names with dots between; silver's column, or null for none. */
  final String bronze;

  final String silver;

  private final String name;
  private final String pointer;
  private final Map<String, Property> children = new HashMap<>();

  /** The event itself. */
  Property() {
    this(0, null, PropertyDefinition.property("/", PropertyType.OBJECT), "");
  }

  Property(int index, Property parent, PropertyDefinition definition) {
    this(index, parent, definition, definition.pointer);
    if (parent.children.put(name, this) != null) {
      throw new IllegalArgumentException(pointer + " is defined twice");
    }
  }

  private Property(int index, Property parent, PropertyDefinition definition, String pointer) {
    this.index = index;
    this.bit = 1L << index;
    this.parent = parent;
    this.pointer = pointer;
    this.name = pointer.substring(pointer.lastIndexOf('/') + 1);
    this.type = definition.type;
    this.roles = Set.copyOf(definition.roles);
    this.choices = definition.choices;
    this.choiceStrings = choices.stream().map(Property::shared).toArray(StringData[]::new);
    this.least = definition.least;
    this.most = definition.most;
    this.notEmpty = definition.notEmpty;
    this.bronze = definition.bronze;
    this.silver = definition.silver;
  }

  private static StringData shared(String text) {
    BinaryStringData string = BinaryStringData.fromString(text);
    // Now, because tasks share them.
    string.ensureMaterialized();
    return string;
  }

  /** The property of this object with the name, or null where the contract knows none. */
  Property child(String childName) {
    return children.get(childName);
  }

  String jsonName() {
    return name;
  }

  /** JSON pointer (RFC 6901) within the event; empty for the event itself. */
  public String pointer() {
    return pointer;
  }

  /** What its values may be. */
  public PropertyType type() {
    return type;
  }

  /** The values of a choice, else empty. */
  public List<String> choices() {
    return choices;
  }

  /** The same value of a choice as all events have it, so that no event makes another. */
  StringData sharedChoice(StringData value) {
    for (StringData choice : choiceStrings) {
      if (choice.equals(value)) {
        return choice;
      }
    }

    return value;
  }

  /** Name as a sentence says it: {@code chart.action}. */
  String path() {
    return pointer.substring(1).replace('/', '.');
  }

  boolean is(Role role) {
    return roles.contains(role);
  }

  @Override
  public String toString() {
    return pointer;
  }
}
