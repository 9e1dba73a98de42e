package io.eventlake.family.caliper.rules;

import io.eventlake.json.KnownTexts;
import java.util.List;
import java.util.Map;

/** Which types there are for an event: those of its profile's extension win. Immutable. */
final class TypeScope {

  private final KnownTexts names;
  private final List<TypeRules> all;

  /** By the place of the name. */
  private final TypeRules[] types;

  /**
   * @param names of all types that there may be
   */
  TypeScope(KnownTexts names, Map<String, TypeRules> types) {
    this.names = names;
    this.all = List.copyOf(types.values());
    this.types = new TypeRules[names.size()];
    for (int i = 0; i < this.types.length; i++) {
      this.types[i] = types.get(names.text(i));
    }
  }

  /** All types, in the order of the tables. */
  List<TypeRules> all() {
    return all;
  }

  /** The type of that name, or null. */
  TypeRules find(CharSequence name) {
    return find(names.find(name));
  }

  /** The type whose name is at a place, or null; so for a negative one. */
  TypeRules find(int name) {
    return name < 0 ? null : types[name];
  }
}
