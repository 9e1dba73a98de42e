package io.eventlake.family.caliper.rules;

import io.eventlake.json.KnownTexts;
import java.util.List;

/** One line of the table of properties: what a type says of one of its properties. Immutable. */
final class PropertyRule {

  /** A sentence with more terms is no help. */
  private static final int MOST_TOLD = 20;

  /** The type that says it; its subtypes inherit it. */
  final String type;

  final String property;
  final PropertyKind kind;

  /** Names of the types that a value may have; empty where the kind has none. */
  final List<String> types;

  /** The terms that a value may be; null where the kind has none. */
  final KnownTexts terms;

  final boolean required;

  /** The actions of an event for which it holds; empty for all. */
  final List<String> when;

  private final List<String> choices;

  PropertyRule(
      String type,
      String property,
      PropertyKind kind,
      List<String> range,
      boolean required,
      List<String> when) {
    this.type = type;
    this.property = property;
    this.kind = kind;
    this.types = kind.ofTypes() ? range : List.of();
    this.choices = kind.ofTerms() ? range : List.of();
    this.terms = kind.ofTerms() ? new KnownTexts(range) : null;
    this.required = required;
    this.when = when;
  }

  /**
   * True for an event with that action.
   *
   * @param action null where there is none
   */
  boolean holds(String action) {
    return when.isEmpty() || action != null && when.contains(action);
  }

  /** The terms that a value may be; empty where the kind has none. */
  List<String> choices() {
    return choices;
  }

  /** The types or terms of the range, for a sentence. */
  String range() {
    return choices.size() > MOST_TOLD
        ? "the " + choices.size() + " terms of its vocabulary"
        : String.join(kind.ofTerms() ? ", " : " or ", kind.ofTerms() ? choices : types);
  }

  /** Tells the line from all others. */
  @Override
  public String toString() {
    return type + "." + property + (when.isEmpty() ? "" : " when " + String.join("|", when));
  }
}
