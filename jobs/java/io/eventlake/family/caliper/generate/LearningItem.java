package io.eventlake.family.caliper.generate;

import io.eventlake.family.Dice;
import java.util.LinkedHashMap;
import java.util.Map;

/** An element of an envelope's data: its JSON, and what it tells or what is wrong with it. */
final class LearningItem {

  private static final long HOUR_MILLIS = 3_600_000;

  final Emitter emitter;
  final Told told;

  /** Null for a good one. */
  final CaliperFlaw flaw;

  private final Map<String, Object> tree;

  private LearningItem(Emitter emitter, Map<String, Object> tree, Told told, CaliperFlaw flaw) {
    this.emitter = emitter;
    this.tree = tree;
    this.told = told;
    this.flaw = flaw;
  }

  /** With what traffic is to be hard with. */
  static LearningItem of(Draft draft) {
    CaliperTraffic traffic = draft.sitting.traffic;
    Dice dice = draft.sitting.dice;
    Map<String, Object> json = draft.json;
    if (dice.chance(traffic.share(CaliperQuirk.NULLS))) {
      json.putIfAbsent("referrer", null);
      json.putIfAbsent("group", "");
    }
    if (dice.chance(traffic.share(CaliperQuirk.UNKNOWN_PROPERTY))) {
      json.put("appVersion", "3.2");
    }
    context(draft, traffic, dice);
    CaliperFlaw flaw =
        dice.chance(traffic.share(CaliperQuirk.MALFORMED))
            ? CaliperFlaw.of(draft.told.text("event_type"), dice)
            : null;
    return new LearningItem(draft.emitter, json, draft.told, flaw);
  }

  private static void context(Draft draft, CaliperTraffic traffic, Dice dice) {
    boolean plain = Emitter.V1P2.equals(draft.json.get("@context"));
    if (plain && dice.chance(traffic.share(CaliperQuirk.INLINE_CONTEXT))) {
      draft.json.put("@context", Map.of("caliper", "http://purl.imsglobal.org/caliper/"));
    } else if (plain && dice.chance(traffic.share(CaliperQuirk.OLD_CONTEXT))) {
      draft.json.put("@context", Emitter.V1P1);
      draft.tell("rules", "caliper-1.1");
    }
  }

  /** Made on call: most of what is generated is written once, and some never. */
  String json() {
    return flaw == null ? Json.text(tree) : flaw.spoiled(tree);
  }

  /** What somebody or something is: the same within an hour, however often it is told. */
  static LearningItem describe(Sitting sitting, long atMillis) {
    boolean person = sitting.student.isKnown() && sitting.dice.chance(0.5);
    long hour = Math.floorDiv(atMillis, HOUR_MILLIS);
    Map<String, Object> entity = new LinkedHashMap<>();
    entity.put("@context", Emitter.V1P2);
    entity.putAll(
        person
            ? sitting.student.person("Person")
            : Json.thing(sitting.course, "CourseOffering", "name", "Course, hour " + hour));
    entity.put("dateModified", Emitter.CAMPUS.time(hour * HOUR_MILLIS));
    Told told = Told.entity((String) entity.get("id"), (String) entity.get("type"), atMillis);
    told.tell("rules", "caliper-1.2").tell("valid_from", Told.utc(hour * HOUR_MILLIS));
    // The name of a person is nobody's to know.
    told.tell("name", person ? null : entity.get("name"));
    if (person) {
      told.persons.add(sitting.student.id);
    }

    return new LearningItem(Emitter.CAMPUS, entity, told, null);
  }
}
