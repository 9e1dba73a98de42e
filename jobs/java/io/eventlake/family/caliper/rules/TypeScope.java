package io.eventlake.family.caliper.rules;

import io.eventlake.json.KnownTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which types there are for an event: those of its profile's extension win. Immutable. */
final class TypeScope {

  private final KnownTexts names;
  private final TypeRules[] types;

  TypeScope(Map<String, TypeRules> types) {
    List<String> all = new ArrayList<>(types.keySet());
    this.names = new KnownTexts(all);
    this.types = all.stream().map(types::get).toArray(TypeRules[]::new);
  }

  /** All types, in the order of the tables. */
  List<TypeRules> all() {
    return List.of(types);
  }

  /** The type of that name, or null. */
  TypeRules find(CharSequence name) {
    int place = names.find(name);
    return place < 0 ? null : types[place];
  }
}
