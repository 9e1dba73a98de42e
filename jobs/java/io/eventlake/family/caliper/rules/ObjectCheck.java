package io.eventlake.family.caliper.rules;

import static io.eventlake.event.RejectReason.BAD_ENUM;
import static io.eventlake.event.RejectReason.BAD_ID;
import static io.eventlake.event.RejectReason.MALFORMED_JSON;
import static io.eventlake.event.RejectReason.MISSING_FIELD;
import static io.eventlake.event.RejectReason.WRONG_ENTITY;
import static io.eventlake.event.RejectReason.WRONG_TYPE;

import io.eventlake.json.CharSlice;
import io.eventlake.json.JsonTape;
import io.eventlake.json.JsonTape.Kind;
import io.eventlake.json.StrictJson;
import java.util.Arrays;

/**
 * Judges objects by the rules of their types, and the entities within them.
 *
 * <p>Of several faults one is told: the first property given twice or with an unfit value, in
 * reading order and the innermost object first; then the first required property that is absent.
 */
final class ObjectCheck {

  private final CaliperModel model;
  private final JsonTape tape;
  private final Place place;
  private final Findings findings;
  private final ValueCheck values;
  private final Absence absence;
  private final CharSlice text = new CharSlice();
  private final int type;

  /** Which properties were named, for each object that is open. */
  private final long[][] named = new long[StrictJson.MAX_DEPTH + 1][];

  private int depth;
  private TypeScope scope;
  private String action;
  private boolean closed;
  private Fault unknown;

  ObjectCheck(CaliperModel model, JsonTape tape, Place place, Findings findings) {
    this.model = model;
    this.tape = tape;
    this.place = place;
    this.findings = findings;
    this.values = new ValueCheck(tape, place, findings);
    this.absence = new Absence(tape, findings);
    this.type = model.name("type");
    for (int i = 0; i < named.length; i++) {
      named[i] = new long[model.names().size() / Long.SIZE + 1];
    }
  }

  /**
   * What is wrong with an item, or null.
   *
   * @param types that there are for it
   * @param itsAction null where it is no event, or has none that is known
   */
  Fault item(int item, TypeRules rules, TypeScope types, String itsAction) {
    depth = 0;
    scope = types;
    action = itsAction;
    closed = false;
    return members(item, rules);
  }

  /**
   * What is wrong with a record that holds no other properties than those of its rules, or null.
   */
  Fault record(int object, TypeRules rules) {
    depth = 0;
    scope = model.scope();
    action = null;
    closed = true;
    unknown = null;
    Fault fault = members(object, rules);
    return fault == null ? unknown : fault;
  }

  private Fault members(int object, TypeRules rules) {
    long[] seen = named[depth++];
    Arrays.fill(seen, 0);
    for (int at = tape.first(object); at < tape.next(object); at = tape.next(at)) {
      int name = tape.name(at);
      PropertyRule rule = name < 0 ? null : rules.rule(name, depth == 1 ? action : null);
      place.enter(at);
      Fault fault = rule == null ? unknown(rules) : member(at, name, rule, seen);
      if (fault != null) {
        return fault;
      }

      place.leave();
    }

    depth--;
    return missing(rules, seen);
  }

  private Fault unknown(TypeRules rules) {
    if (closed && findings.isTolerant() || !closed) {
      findings.warn("is no property of " + rules.name + ".");
    } else if (unknown == null) {
      unknown = findings.fault(BAD_ENUM, null, "is no property of " + rules.name + ".");
    }

    return null;
  }

  private Fault member(int value, int name, PropertyRule rule, long[] seen) {
    if ((seen[name / Long.SIZE] & 1L << name) != 0) {
      return findings.fault(MALFORMED_JSON, rule, "is given twice.");
    }

    seen[name / Long.SIZE] |= 1L << name;
    if (absence.is(value, rule)) {
      return absence.fault(value, rule);
    }

    switch (rule.kind) {
      case TYPE:
      case CONTEXT:
        return null; // Looked at before: what the others mean depends on them.
      case REFERENCE:
        return reference(value, rule);
      case REFERENCES:
        return references(value, rule);
      case OBJECT:
        return tape.kind(value) == Kind.OBJECT ? entity(value, rule) : unfit(rule);
      case PART:
        return part(value, rule);
      case PARTS:
        return references(value, rule);
      default:
        return values.check(value, rule);
    }
  }

  private Fault unfit(PropertyRule rule) {
    return findings.fault(WRONG_TYPE, rule, "is not " + rule.kind.description + ".");
  }

  private Fault references(int array, PropertyRule rule) {
    if (tape.kind(array) != Kind.ARRAY) {
      return unfit(rule);
    }

    int position = 0;
    for (int at = tape.first(array); at < tape.next(array); at = tape.next(at)) {
      place.enterElement(position++);
      Fault fault = rule.kind == PropertyKind.PARTS ? part(at, rule) : reference(at, rule);
      if (fault != null) {
        return fault;
      }

      place.leave();
    }

    return null;
  }

  private Fault reference(int value, PropertyRule rule) {
    switch (tape.kind(value)) {
      case OBJECT:
        return entity(value, rule);
      case STRING:
        return ValueCheck.isReference(tape.slice(value, text))
            ? null
            : findings.fault(BAD_ID, rule, "is neither an entity nor an absolute IRI.");
      default:
        return findings.fault(
            WRONG_TYPE, rule, "is not " + PropertyKind.REFERENCE.description + ".");
    }
  }

  private Fault entity(int object, PropertyRule rule) {
    int itsType = tape.find(object, type);
    if (itsType < 0) {
      return findings.missing("type", rule);
    }

    TypeRules rules = type(itsType);
    if (rules == null) {
      return badType(itsType, rule);
    }
    if (!rules.isOneOf(rule.types)) {
      return findings.fault(
          WRONG_ENTITY, rule, "is of type " + rules.name + ", not " + rule.range() + ".");
    }

    return members(object, rules);
  }

  /** The type that a value names, or null. */
  TypeRules type(int value, TypeScope types) {
    TypeRules found = types.find(tape.word(value));
    return found == null || !found.isItem() ? null : found;
  }

  private TypeRules type(int value) {
    return type(value, scope);
  }

  /** Why a value names no type. */
  Fault badType(int value, PropertyRule rule) {
    place.enter(value);
    Fault fault;
    switch (tape.kind(value)) {
      case NULL:
        fault = findings.fault(MISSING_FIELD, rule, "is null.");
        break;
      case STRING:
        fault = findings.fault(BAD_ENUM, rule, "is no type that Caliper knows.");
        break;
      default:
        fault = findings.fault(WRONG_TYPE, rule, "is not a string.");
    }

    place.leave();
    return fault;
  }

  private Fault part(int value, PropertyRule rule) {
    return tape.kind(value) == Kind.OBJECT
        ? members(value, scope.find(rule.types.get(0)))
        : findings.fault(WRONG_TYPE, rule, "is not " + PropertyKind.PART.description + ".");
  }

  private Fault missing(TypeRules rules, long[] seen) {
    for (int name : rules.needed()) {
      if ((seen[name / Long.SIZE] & 1L << name) == 0) {
        PropertyRule rule = rules.rule(name, depth == 0 ? action : null);
        boolean inner = depth > 0 && rule != null && rule.kind == PropertyKind.CONTEXT;
        if (rule != null && rule.required && !inner) {
          return findings.missing(rule.property, rule);
        }
      }
    }

    return null;
  }
}
