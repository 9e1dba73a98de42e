package io.eventlake.family.caliper.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables of the standard, or those of one extension, as they were read. */
final class RuleSet {

  /** A type before it knows what it inherits. */
  static final class DeclaredType {
    final String name;
    final TypeRules.Group group;
    final List<String> parents;

    /** Its own, in the order of the table. */
    final List<PropertyRule> rules = new ArrayList<>();

    DeclaredType(String name, TypeRules.Group group, List<String> parents) {
      this.name = name;
      this.group = group;
      this.parents = parents;
    }
  }

  final String name;

  /** By name. */
  final Map<String, DeclaredType> types = new LinkedHashMap<>();

  /** The event types of each profile. */
  final Map<String, List<String>> profiles = new LinkedHashMap<>();

  /** Lines of the table of properties, whose vocabularies may be of another set. */
  private final RuleTable properties;

  private final Map<String, List<String>> vocabularies = new LinkedHashMap<>();

  RuleSet(String name) {
    this.name = name;
    RuleTable table = RuleTable.of(name, "types");
    for (int i = 0; i < table.size(); i++) {
      String type = table.cell(i, "type");
      TypeRules.Group group =
          TypeRules.Group.valueOf(table.cell(i, "group").toUpperCase(Locale.ROOT));
      types.put(type, new DeclaredType(type, group, table.words(i, "parents")));
    }

    table = RuleTable.of(name, "vocabularies");
    for (int i = 0; i < table.size(); i++) {
      vocabularies.put(table.cell(i, "vocabulary"), table.words(i, "terms"));
    }

    table = RuleTable.of(name, "profiles");
    for (int i = 0; i < table.size(); i++) {
      profiles.put(table.cell(i, "profile"), table.words(i, "events"));
    }

    vocabularies.put("profile", List.copyOf(profiles.keySet()));
    properties = RuleTable.of(name, "properties");
  }

  /** The names of the properties, in the order of the table; some more than once. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < properties.size(); i++) {
      names.add(properties.cell(i, "property"));
    }

    return names;
  }

  /** Adds the terms of this set to those of others. */
  void addTermsTo(Map<String, List<String>> all) {
    vocabularies.forEach(
        (name, terms) -> all.computeIfAbsent(name, any -> new ArrayList<>()).addAll(terms));
  }

  /**
   * Gives each type its rules.
   *
   * @param allTerms of all sets that hold together
   */
  void readRules(Map<String, List<String>> allTerms) {
    for (int i = 0; i < properties.size(); i++) {
      DeclaredType type = type(properties.cell(i, "type"));
      PropertyKind kind = PropertyKind.of(properties.cell(i, "kind"));
      String range = properties.cell(i, "range");
      List<String> words =
          kind.ofTerms() && allTerms.containsKey(range)
              ? allTerms.get(range)
              : properties.words(i, "range");
      type.rules.add(
          new PropertyRule(
              type.name,
              properties.cell(i, "property"),
              kind,
              words,
              properties.cell(i, "needed").equals("required"),
              properties.words(i, "when")));
    }
  }

  private DeclaredType type(String name) {
    DeclaredType type = types.get(name);
    if (type == null) {
      throw new IllegalStateException("The tables have rules of " + name + ", which is no type");
    }

    return type;
  }
}
