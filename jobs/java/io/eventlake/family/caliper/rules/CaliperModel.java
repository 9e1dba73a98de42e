package io.eventlake.family.caliper.rules;

import io.eventlake.json.JsonTape;
import io.eventlake.json.KnownTexts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The information model: types with their rules, terms and profiles, of the standard and of the
 * extensions that are switched on. Immutable; made of the tables in {@code resources/caliper}.
 */
public final class CaliperModel {

  /** The extensions that there are, each a folder beside the standard's. */
  public static final List<String> EXTENSIONS = List.of("timeback-1");

  private static final String STANDARD = "standard";

  private static final List<String> ASSIGNABLE = List.of("AssignableDigitalResource");

  /** Ranges by which a property may be a person. */
  private static final List<String> PLACES = List.of("Person", "Agent");

  /** Strings of parts, and no texts elsewhere. */
  private static final List<String> NO_TEXTS = List.of("id", "type");

  /** Names that no rule has and that still tell something. */
  private static final List<String> NAMES_OF_VERSION_1P0 = List.of("@type");

  /** Of all extensions, on or off: a name's place is the same in every model. */
  private static final List<String> ALL_NAMES = allNames();

  /** So is that of a type's name. */
  private static final KnownTexts ALL_TYPES = allTypes();

  private final List<PropertyRule> rules = new ArrayList<>();
  private final KnownTexts actions;
  private final KnownTexts profiles;
  private final List<List<String>> eventsOfProfiles = new ArrayList<>();
  private final List<TypeScope> scopes = new ArrayList<>();
  private final Map<String, String> extensions = new HashMap<>();
  private final Set<String> personal;
  private final TypeScope standardScope;

  private CaliperModel(List<RuleSet> sets, Map<String, List<String>> terms) {
    this.actions = new KnownTexts(terms.get("action"));
    this.personal = Set.copyOf(terms.get("personal"));
    sets.forEach(set -> set.types.values().forEach(type -> rules.addAll(type.rules)));
    standardScope = new TypeScope(ALL_TYPES, types(sets, null));
    List<String> allProfiles = new ArrayList<>();
    for (RuleSet set : sets) {
      TypeScope scope = new TypeScope(ALL_TYPES, types(sets, set));
      set.profiles.forEach(
          (profile, events) -> {
            allProfiles.add(profile);
            eventsOfProfiles.add(events);
            scopes.add(scope);
          });
    }

    profiles = new KnownTexts(allProfiles);
    sets.subList(1, sets.size()).forEach(this::nameExtension);
  }

  private static List<String> allNames() {
    Set<String> found = new LinkedHashSet<>(NAMES_OF_VERSION_1P0);
    read(EXTENSIONS, new LinkedHashMap<>())
        .forEach(
            set ->
                set.types
                    .values()
                    .forEach(type -> type.rules.forEach(rule -> found.add(rule.property))));
    return List.copyOf(found);
  }

  private static KnownTexts allTypes() {
    Set<String> found = new LinkedHashSet<>();
    read(EXTENSIONS, new LinkedHashMap<>()).forEach(set -> found.addAll(set.types.keySet()));
    return new KnownTexts(List.copyOf(found));
  }

  private void nameExtension(RuleSet set) {
    set.profiles.keySet().forEach(profile -> extensions.putIfAbsent(profile, set.name));
    set.types.keySet().forEach(type -> extensions.putIfAbsent(type, set.name));
  }

  /**
   * The model of the standard and of extensions.
   *
   * @param extensions some of {@link #EXTENSIONS}
   */
  public static CaliperModel of(Collection<String> extensions) {
    Map<String, List<String>> terms = new LinkedHashMap<>();
    return new CaliperModel(read(extensions, terms), terms);
  }

  private static List<RuleSet> read(
      Collection<String> extensions, Map<String, List<String>> terms) {
    List<RuleSet> sets = new ArrayList<>();
    sets.add(new RuleSet(STANDARD));
    for (String extension : new LinkedHashSet<>(extensions)) {
      if (!EXTENSIONS.contains(extension)) {
        throw new IllegalArgumentException("There is no extension " + extension);
      }

      sets.add(new RuleSet(extension));
    }

    sets.forEach(set -> set.addTermsTo(terms));
    sets.forEach(set -> set.readRules(terms));
    return sets;
  }

  /** All types of the sets, those of one set first where two have the same name. */
  private Map<String, TypeRules> types(List<RuleSet> sets, RuleSet first) {
    Map<String, RuleSet.DeclaredType> declared = new LinkedHashMap<>();
    if (first != null) {
      declared.putAll(first.types);
    }

    sets.forEach(set -> set.types.forEach(declared::putIfAbsent));
    Map<String, TypeRules> types = new LinkedHashMap<>();
    declared.forEach((name, type) -> types.put(name, type(type, declared)));
    return types;
  }

  private TypeRules type(RuleSet.DeclaredType type, Map<String, RuleSet.DeclaredType> declared) {
    Set<String> ancestors = new LinkedHashSet<>();
    addAncestors(type, declared, ancestors);
    List<List<PropertyRule>> byName = new ArrayList<>();
    ALL_NAMES.forEach(name -> byName.add(new ArrayList<>(0)));
    for (String ancestor : ancestors) {
      for (PropertyRule rule : declared.get(ancestor).rules) {
        byName.get(ALL_NAMES.indexOf(rule.property)).add(rule);
      }
    }

    PropertyRule[][] all =
        byName.stream()
            .map(some -> some.isEmpty() ? null : some.toArray(new PropertyRule[0]))
            .toArray(PropertyRule[][]::new);
    return new TypeRules(type.name, type.group, ancestors, all);
  }

  private static void addAncestors(
      RuleSet.DeclaredType type,
      Map<String, RuleSet.DeclaredType> declared,
      Set<String> ancestors) {
    ancestors.add(type.name);
    type.parents.forEach(parent -> addAncestors(declared.get(parent), declared, ancestors));
  }

  /**
   * The names of all properties, each once; a name is known by its place. Those of extensions that
   * are off are among them.
   */
  public List<String> names() {
    return ALL_NAMES;
  }

  /**
   * A tape for records of this contract, which knows {@link #names} and, as words, the names of
   * types.
   */
  public JsonTape tape() {
    return new JsonTape(ALL_NAMES, ALL_TYPES);
  }

  /** What a type says of who is of it, by its word on a tape. */
  public AgentKind agent(int type) {
    return agent(standardScope.find(type));
  }

  private static AgentKind agent(TypeRules rules) {
    return rules == null ? AgentKind.UNKNOWN : rules.agent;
  }

  /** True for the type of a person. */
  public boolean isPerson(CharSequence type) {
    return agent(standardScope.find(type)) == AgentKind.PERSON;
  }

  /** True for the type of an agent that is no person, such as an application or a group. */
  public boolean isOtherAgent(CharSequence type) {
    return agent(standardScope.find(type)) == AgentKind.OTHER;
  }

  /** True for the type of what learners attempt. */
  public boolean isAssignable(CharSequence type) {
    TypeRules rules = standardScope.find(type);
    return rules != null && rules.isOneOf(ASSIGNABLE);
  }

  /** True for a type that an object may have. */
  public boolean isType(CharSequence type) {
    return standardScope.find(type) != null;
  }

  /** A type's name, the same string each time, by its word on a tape; null for what is no type. */
  public String type(int type) {
    TypeRules rules = standardScope.find(type);
    return rules == null ? null : rules.name;
  }

  /** True for the type of an event. */
  public boolean isEvent(CharSequence type) {
    TypeRules rules = standardScope.find(type);
    return rules != null && rules.isEvent();
  }

  /** True for an action that any event may have. */
  public boolean isAction(CharSequence name) {
    return actions.find(name) >= 0;
  }

  /** The names of the properties that a person may be the value of, or agents, of whom some are. */
  public Set<String> personPlaces() {
    return rules.stream()
        .filter(rule -> rule.kind.ofTypes() && rule.types.stream().anyMatch(PLACES::contains))
        .map(rule -> rule.property)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** By the place of a name, whether it is one of some names. */
  public boolean[] among(Set<String> some) {
    boolean[] among = new boolean[ALL_NAMES.size()];
    for (int i = 0; i < among.length; i++) {
      among[i] = some.contains(ALL_NAMES.get(i));
    }

    return among;
  }

  /** The names of the properties that tell of a person whatever object has them. */
  public Set<String> personal() {
    return personal;
  }

  /**
   * The properties whose objects need no type, for their place tells it, and the names that these
   * objects have.
   */
  public Map<String, Set<String>> parts() {
    Map<String, Set<String>> parts = new HashMap<>();
    for (PropertyRule rule : rules) {
      if (rule.kind == PropertyKind.PART || rule.kind == PropertyKind.PARTS) {
        Set<String> ofPart = parts.computeIfAbsent(rule.property, any -> new HashSet<>());
        rules.stream()
            .filter(inner -> rule.types.contains(inner.type))
            .forEach(inner -> ofPart.add(inner.property));
      }
    }

    return parts;
  }

  /** The names of the properties with a text that people wrote. */
  public Set<String> freeTexts() {
    return rules.stream()
        .filter(rule -> rule.kind == PropertyKind.STRING || rule.kind == PropertyKind.STRINGS)
        .map(rule -> rule.property)
        .filter(property -> !NO_TEXTS.contains(property))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Whose rules took an item, {@code caliper-1.2} or the name of an extension.
   *
   * @param profile null for none
   * @param version the IRI of a context; null where none was told
   */
  public String rulesOf(String profile, String type, String version) {
    String extension = extensions.get(profile);
    if (extension == null) {
      extension = extensions.get(type);
    }
    if (extension != null) {
      return extension;
    }

    boolean old = version != null && CaliperVersion.of(version) == CaliperVersion.V1P1;
    return old ? "caliper-1.1" : "caliper-1.2";
  }

  /** The place of a property's name. */
  public int name(String property) {
    return ALL_NAMES.indexOf(property);
  }

  /** All lines of the tables of properties. */
  List<PropertyRule> rules() {
    return rules;
  }

  /** The types that there are where no profile chooses. */
  TypeScope scope() {
    return standardScope;
  }

  /** An action that any event may have, the same string each time; null for none. */
  String action(CharSequence name) {
    int place = actions.find(name);
    return place < 0 ? null : actions.text(place);
  }

  /** The place of a profile, or {@link KnownTexts#UNKNOWN}. */
  int profile(CharSequence name) {
    return profiles.find(name);
  }

  /** The types that there are for events of a profile. */
  TypeScope scope(int profile) {
    return scopes.get(profile);
  }

  /** The types of events that a profile is of. */
  List<String> events(int profile) {
    return eventsOfProfiles.get(profile);
  }
}
