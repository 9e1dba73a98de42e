package io.eventlake.family.caliper.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All that a type says of its properties, what it inherits included. Immutable. */
final class TypeRules {

  /** Which rules all types of a kind have in common. */
  enum Group {
    EVENT,
    ENTITY,
    /** No entity: it has no id. */
    VALUE,
    /** Judged where its place says so, whatever type it bears. */
    PART,
    /** A whole record. */
    RECORD,
    /** Never a type of its own. */
    ABSTRACT
  }

  /** Below an agent, beside a person. */
  private static final List<String> OTHER_AGENTS = List.of("Organization", "SoftwareApplication");

  final String name;
  final Group group;

  /** This type and all above it. */
  private final Set<String> ancestors;

  /** By the place of the property's name: the rules there, the nearest first; null for none. */
  private final PropertyRule[][] rules;

  final AgentKind agent;

  /** The first of those rules where it holds whatever the action; else null. */
  private final PropertyRule[] always;

  /** The places of what some rule requires. */
  private final int[] needed;

  /**
   * @param rules by the place of the name; a rule of a subtype before that of its supertype
   */
  TypeRules(String name, Group group, Set<String> ancestors, PropertyRule[][] rules) {
    this.name = name;
    this.group = group;
    this.ancestors = ancestors;
    this.rules = rules;
    this.agent = agent();
    this.always =
        Arrays.stream(rules)
            .map(all -> all == null || !all[0].when.isEmpty() ? null : all[0])
            .toArray(PropertyRule[]::new);
    this.needed =
        IntStream.range(0, rules.length)
            .filter(i -> rules[i] != null && Arrays.stream(rules[i]).anyMatch(r -> r.required))
            .toArray();
  }

  private AgentKind agent() {
    if (ancestors.contains("Person")) {
      return AgentKind.PERSON;
    }

    return isOneOf(OTHER_AGENTS) ? AgentKind.OTHER : AgentKind.NONE;
  }

  /** The places of the names of what an object may have to have, in the order of the tables. */
  int[] needed() {
    return needed;
  }

  /** What holds of a property, or null where the type does not know it. */
  PropertyRule rule(int property, String action) {
    PropertyRule first = always[property];
    PropertyRule[] all = first == null ? rules[property] : null;
    if (all != null) {
      for (PropertyRule rule : all) {
        if (rule.holds(action)) {
          return rule;
        }
      }
    }

    return first;
  }

  /** All that holds of a property of some actions or of all, the nearest first. */
  List<PropertyRule> rules(int property) {
    return rules[property] == null ? List.of() : List.of(rules[property]);
  }

  /** The types above it, the nearest first. */
  List<String> parents() {
    return ancestors.stream().filter(type -> !type.equals(name)).collect(Collectors.toList());
  }

  /** True when it is one of the types, or below one. */
  boolean isOneOf(List<String> types) {
    for (String type : types) {
      if (ancestors.contains(type)) {
        return true;
      }
    }

    return false;
  }

  boolean isEvent() {
    return group == Group.EVENT;
  }

  /** True for what can be an item of an envelope. */
  boolean isItem() {
    return group == Group.EVENT || group == Group.ENTITY || group == Group.VALUE;
  }
}
