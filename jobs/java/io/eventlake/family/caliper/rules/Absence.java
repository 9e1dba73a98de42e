package io.eventlake.family.caliper.rules;

import static io.eventlake.event.RejectReason.MISSING_FIELD;
import static io.eventlake.event.RejectReason.WRONG_TYPE;

import io.eventlake.json.CharSlice;
import io.eventlake.json.JsonTape;
import io.eventlake.json.JsonTape.Kind;

/** Values that say nothing: null, and what is empty where that is no value. */
final class Absence {

  private final JsonTape tape;
  private final Findings findings;
  private final CharSlice text = new CharSlice();

  Absence(JsonTape tape, Findings findings) {
    this.tape = tape;
    this.findings = findings;
  }

  /** True for a value that stands for none; the strict rules judge most empty ones as values. */
  boolean is(int value, PropertyRule rule) {
    return tape.kind(value) == Kind.NULL
        || isEmpty(value, rule)
            && (findings.isTolerant() || rule.required && rule.kind == PropertyKind.STRING);
  }

  /** What is wrong with such a value, or null. */
  Fault fault(int value, PropertyRule rule) {
    String what = tape.kind(value) == Kind.NULL ? "is null" : "is empty";
    return rule.required
        ? findings.fault(MISSING_FIELD, rule, what + ".")
        : findings.tolerated(WRONG_TYPE, rule, what + " instead of absent.");
  }

  private boolean isEmpty(int value, PropertyRule rule) {
    switch (tape.kind(value)) {
      case STRING:
        return tape.slice(value, text).length() == 0
            && (rule.required || rule.kind != PropertyKind.STRING);
      case OBJECT:
        return tape.isEmpty(value) && !rule.kind.mayBeEmptyObject();
      case ARRAY:
        return tape.isEmpty(value) && !rule.kind.mayBeEmptyArray();
      default:
        return false;
    }
  }
}
