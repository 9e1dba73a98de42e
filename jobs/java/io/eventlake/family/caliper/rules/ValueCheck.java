package io.eventlake.family.caliper.rules;

import static io.eventlake.event.RejectReason.BAD_DURATION;
import static io.eventlake.event.RejectReason.BAD_ENUM;
import static io.eventlake.event.RejectReason.BAD_ID;
import static io.eventlake.event.RejectReason.BAD_TIMESTAMP;
import static io.eventlake.event.RejectReason.BAD_VERSION;
import static io.eventlake.event.RejectReason.MISSING_FIELD;
import static io.eventlake.event.RejectReason.WRONG_TYPE;

import io.eventlake.json.CharSlice;
import io.eventlake.json.JsonTape;
import io.eventlake.json.JsonTape.Kind;
import io.eventlake.json.Rfc3339;

/** Judges values that are no entities. */
final class ValueCheck {

  /** Of {@code 2026-01-31T09:30:00.123Z}. */
  private static final int STRICT_TIME_LENGTH = 24;

  private final JsonTape tape;
  private final Place place;
  private final Findings findings;
  private final CharSlice text = new CharSlice();

  ValueCheck(JsonTape tape, Place place, Findings findings) {
    this.tape = tape;
    this.place = place;
    this.findings = findings;
  }

  /** What is wrong with a value, or null. */
  Fault check(int value, PropertyRule rule) {
    Kind kind = tape.kind(value);
    switch (rule.kind) {
      case INTEGER:
        return unless(kind == Kind.INTEGER && !isNegative(value), rule);
      case DECIMAL:
        return kind == Kind.INTEGER
            ? findings.tolerated(WRONG_TYPE, rule, "is not " + rule.kind.description + ".")
            : unless(kind == Kind.DECIMAL, rule);
      case NUMBER:
        return unless(kind == Kind.INTEGER || kind == Kind.DECIMAL, rule);
      case BOOLEAN:
        return unless(kind == Kind.BOOLEAN, rule);
      case MAP:
        return unless(kind == Kind.OBJECT, rule);
      case ITEMS:
        return items(value, rule);
      case STRINGS:
      case TERMS:
        return kind == Kind.ARRAY ? elements(value, rule) : unfit(rule);
      default:
        return kind == Kind.STRING ? text(value, rule) : unfit(rule);
    }
  }

  private Fault unless(boolean fit, PropertyRule rule) {
    return fit ? null : unfit(rule);
  }

  private Fault unfit(PropertyRule rule) {
    return findings.fault(WRONG_TYPE, rule, "is not " + rule.kind.description + ".");
  }

  private boolean isNegative(int value) {
    return tape.slice(value, text).charAt(0) == '-';
  }

  private Fault items(int value, PropertyRule rule) {
    if (tape.kind(value) != Kind.ARRAY || !tape.isEmpty(value)) {
      return unless(tape.kind(value) == Kind.ARRAY, rule);
    }

    place.enterElement(0);
    Fault empty = findings.fault(MISSING_FIELD, rule, "is missing: an envelope has an item.");
    place.leave();
    return empty;
  }

  private Fault elements(int array, PropertyRule rule) {
    int position = 0;
    for (int at = tape.first(array); at < tape.next(array); at = tape.next(at)) {
      place.enterElement(position++);
      Fault fault = element(at, rule);
      if (fault != null) {
        return fault;
      }

      place.leave();
    }

    return null;
  }

  private Fault element(int value, PropertyRule rule) {
    if (tape.kind(value) != Kind.STRING) {
      return findings.fault(WRONG_TYPE, rule, "is not a string.");
    }

    return rule.kind == PropertyKind.TERMS ? term(value, rule) : null;
  }

  private Fault text(int value, PropertyRule rule) {
    tape.slice(value, text);
    switch (rule.kind) {
      case TERM:
        return term(value, rule);
      case DATE_TIME:
        return time(rule);
      case DURATION:
        return IsoDuration.is(text)
            ? null
            : findings.fault(BAD_DURATION, rule, "is not " + rule.kind.description + ".");
      case EVENT_ID:
        return eventId(rule);
      case ENTITY_ID:
        return isReference(text)
            ? null
            : findings.fault(BAD_ID, rule, "is not " + rule.kind.description + ".");
      case VERSION:
        return CaliperVersion.of(text) != null
            ? null
            : findings.fault(BAD_VERSION, rule, "is not the context of a supported version.");
      default:
        return null;
    }
  }

  /** True for what stands for an entity elsewhere. */
  static boolean isReference(CharSequence text) {
    return Iri.isAbsolute(text) || Iri.isBlankNode(text);
  }

  private Fault term(int value, PropertyRule rule) {
    return rule.terms.find(tape.slice(value, text)) >= 0
        ? null
        : findings.fault(BAD_ENUM, rule, "is not one of " + rule.range() + ".");
  }

  private Fault eventId(PropertyRule rule) {
    if (Iri.isUuidUrn(text)) {
      return null;
    }

    return Iri.isUuid(text)
        ? findings.tolerated(BAD_ID, rule, "is a UUID without urn:uuid: in front.")
        : findings.fault(BAD_ID, rule, "is not " + rule.kind.description + ".");
  }

  private Fault time(PropertyRule rule) {
    if (Rfc3339.microsOfAnyForm(text) == Rfc3339.INVALID) {
      return findings.fault(BAD_TIMESTAMP, rule, "is not " + rule.kind.description + ".");
    }

    return isStrictTime()
        ? null
        : findings.tolerated(BAD_TIMESTAMP, rule, "is not " + rule.kind.description + ".");
  }

  private boolean isStrictTime() {
    return text.length() == STRICT_TIME_LENGTH
        && text.charAt(10) == 'T'
        && text.charAt(19) == '.'
        && text.charAt(STRICT_TIME_LENGTH - 1) == 'Z';
  }
}
