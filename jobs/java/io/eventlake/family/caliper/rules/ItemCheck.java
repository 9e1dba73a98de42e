package io.eventlake.family.caliper.rules;

import static io.eventlake.event.RejectReason.BAD_VERSION;
import static io.eventlake.event.RejectReason.WRONG_TYPE;

import io.eventlake.json.CharSlice;
import io.eventlake.json.JsonTape;
import io.eventlake.json.JsonTape.Kind;

/** Judges items: events and entities that stand by themselves. */
final class ItemCheck {

  private final CaliperModel model;
  private final JsonTape tape;
  private final Place place;
  private final Findings findings;
  private final ObjectCheck objects;
  private final CharSlice text = new CharSlice();
  private final int context;
  private final int type;
  private final int profile;
  private final int action;
  private final int typeOfVersion1p0;

  ItemCheck(
      CaliperModel model, JsonTape tape, Place place, Findings findings, ObjectCheck objects) {
    this.model = model;
    this.tape = tape;
    this.place = place;
    this.findings = findings;
    this.objects = objects;
    context = model.name("@context");
    type = model.name("type");
    profile = model.name("profile");
    action = model.name("action");
    typeOfVersion1p0 = model.name("@type");
  }

  /**
   * What is wrong with an item, or null.
   *
   * @param version that its envelope says; null where it has none
   */
  Fault check(int item, CaliperVersion version) {
    if (tape.kind(item) != Kind.OBJECT) {
      return findings.fault(WRONG_TYPE, null, "is not an object.");
    }

    int itsContext = tape.find(item, context);
    Fault fault = itsContext < 0 ? null : context(itsContext, version);
    if (fault != null) {
      return fault;
    }

    int itsType = tape.find(item, type);
    if (itsType < 0) {
      return noType(item);
    }

    int itsProfile = profile(item);
    TypeScope scope = itsProfile < 0 ? model.scope() : model.scope(itsProfile);
    TypeRules rules = objects.type(itsType, scope);
    if (rules == null) {
      return objects.badType(itsType, null);
    }

    fault = objects.item(item, rules, scope, rules.isEvent() ? action(item) : null);
    if (fault == null && itsProfile >= 0 && rules.isEvent()) {
      warnOfProfile(item, itsProfile, rules);
    }

    return fault;
  }

  private Fault noType(int item) {
    int old = tape.find(item, typeOfVersion1p0);
    if (old < 0) {
      return findings.missing("type", null);
    }

    place.enter(old);
    return findings.fault(BAD_VERSION, null, "is of Caliper 1.0, which is not taken.");
  }

  private Fault context(int value, CaliperVersion version) {
    place.enter(value);
    Fault fault;
    switch (tape.kind(value)) {
      case NULL:
        fault = null; // A required property is not null: the rules of the type say it.
        break;
      case STRING:
        fault = version(value, version);
        break;
      case ARRAY:
        fault = version(last(value), version);
        break;
      case OBJECT:
        findings.warn("is written inline instead of named.");
        fault = null;
        break;
      default:
        fault = findings.fault(WRONG_TYPE, null, "is not a string, an array or an object.");
    }

    place.leave();
    return fault;
  }

  /** The last value in an array, or -1. */
  private int last(int array) {
    int last = -1;
    for (int at = tape.first(array); at < tape.next(array); at = tape.next(at)) {
      last = at;
    }

    return last;
  }

  private Fault version(int value, CaliperVersion version) {
    CaliperVersion itsVersion =
        value >= 0 && tape.kind(value) == Kind.STRING
            ? CaliperVersion.of(tape.slice(value, text))
            : null;
    if (itsVersion == null) {
      return findings.fault(
          BAD_VERSION, null, "is not, and does not end with, the context of a supported version.");
    }
    if (version != null && itsVersion != version) {
      return findings.tolerated(
          BAD_VERSION, null, "is of " + itsVersion + " in an envelope of " + version + ".");
    }
    if (itsVersion != CaliperVersion.V1P2 && findings.isTolerant()) {
      findings.warn("is of " + itsVersion + ".");
    }

    return null;
  }

  private int profile(int item) {
    int value = tape.find(item, profile);
    return value >= 0 && tape.kind(value) == Kind.STRING
        ? model.profile(tape.slice(value, text))
        : -1;
  }

  private String action(int item) {
    int value = tape.find(item, action);
    return value >= 0 && tape.kind(value) == Kind.STRING
        ? model.action(tape.slice(value, text))
        : null;
  }

  private void warnOfProfile(int item, int itsProfile, TypeRules rules) {
    if (!model.events(itsProfile).contains(rules.name)) {
      place.enter(tape.find(item, profile));
      findings.warn("has no events of type " + rules.name + ".");
      place.leave();
    }
  }
}
