package io.eventlake.family.caliper.generate;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** An event in the making: its JSON, in the habits of its emitter, and what that tells. */
final class Draft {

  /** Things of which the tables have id and type. */
  private static final Set<String> THINGS =
      Set.of("actor", "object", "target", "generated", "referrer");

  final Emitter emitter;
  final Sitting sitting;
  final Map<String, Object> json = new LinkedHashMap<>();
  final Told told;

  private Draft(Emitter emitter, Sitting sitting, Told told) {
    this.emitter = emitter;
    this.sitting = sitting;
    this.told = told;
  }

  static Draft of(Emitter emitter, Sitting sitting, String type, String action, long atMillis) {
    return of(emitter, sitting, type, action, atMillis, sitting.dice.uuid());
  }

  static Draft of(
      Emitter emitter, Sitting sitting, String type, String action, long atMillis, UUID id) {
    Draft draft = new Draft(emitter, sitting, Told.event(id.toString(), type, action, atMillis));
    if (emitter.contextOfItem() != null) {
      draft.json.put("@context", emitter.contextOfItem());
    }

    draft.json.put("id", emitter.eventId(id));
    draft.json.put("type", type);
    draft.json.put("action", action);
    draft.json.put("eventTime", emitter.time(atMillis));
    draft.told.tell(
        "rules",
        emitter == Emitter.LESSONS
            ? "timeback-1"
            : emitter == Emitter.PLAYER ? "caliper-1.1" : "caliper-1.2");
    return draft;
  }

  /** JSON alone. */
  Draft put(String name, Object value) {
    json.put(name, value);
    return this;
  }

  Draft tell(String column, Object value) {
    told.tell(column, value);
    return this;
  }

  Draft profile(String profile) {
    return put("profile", profile).tell("profile", profile);
  }

  /** The learner as who acts; of some emitters an IRI alone. */
  Draft actor(String type) {
    Student student = sitting.student;
    if (emitter == Emitter.QUIZ || emitter == Emitter.PLAYER) {
      iri("actor", student.id);
    } else {
      thing("actor", student.person(type));
    }
    return learner(student, "actor");
  }

  /** Whose learning it is, unless nobody knows. */
  Draft learner(Student student, String from) {
    if (student.isKnown() && !told.columns.containsKey("user_id_hash")) {
      told.persons.add(student.id);
      tell("user_id_hash", student.id).tell("learner_from", from);
    }

    return this;
  }

  /** An entity as an object. */
  Draft thing(String place, Map<String, Object> thing) {
    tellId(place, (String) thing.get("id"));
    if (THINGS.contains(place)) {
      tell(place + "_type", thing.get("type"));
    }

    return put(place, thing);
  }

  /** An entity as its IRI. */
  Draft iri(String place, String id) {
    tellId(place, id);
    return put(place, id);
  }

  private void tellId(String place, String id) {
    boolean nobody = id.startsWith("_:") || id.startsWith("http://purl.imsglobal.org/caliper/");
    if (THINGS.contains(place)) {
      tell(place + "_id", nobody ? null : id);
    }
  }

  /** What was learned with: name, media type and what it belongs to are told, too. */
  Draft object(Map<String, Object> thing) {
    tell("object_name", thing.get("name")).tell("object_media_type", thing.get("mediaType"));
    return thing("object", thing);
  }

  Draft app() {
    tell("ed_app_id", emitter.app);
    return put(
        "edApp",
        emitter == Emitter.CAMPUS
            ? Json.thing(emitter.app, "SoftwareApplication", "name", "Campus", "version", "7.1")
            : emitter.app);
  }

  /** The course, the learner's place in it where the emitter knows that, and the session. */
  Draft surroundings() {
    app().tell("group_id", sitting.course);
    if (emitter != Emitter.CAMPUS) {
      return put("group", sitting.course).session(sitting.sessionId);
    }

    String number = "C-" + sitting.course.substring(sitting.course.lastIndexOf('/') + 1);
    put(
        "group",
        Json.thing(
            sitting.course,
            "CourseSection",
            "courseNumber",
            number,
            "academicSession",
            "Winter 2026"));
    tell("group_type", "CourseSection").tell("course_number", number);
    tell("academic_session", "Winter 2026");
    if (sitting.student.isKnown()) {
      membership();
    }
    return wholeSession();
  }

  private void membership() {
    String member = sitting.student.id;
    put(
        "membership",
        Json.thing(
            sitting.course + "/roster/" + sitting.dice.hex(8),
            "Membership",
            "member",
            member,
            "organization",
            sitting.course,
            "roles",
            List.of("Learner"),
            "status",
            "Active"));
    told.persons.add(member);
    tell("roles", List.of("Learner")).tell("membership_status", "Active");
  }

  /** An IRI; null for none. */
  Draft session(String id) {
    return id == null ? this : put("session", id).tell("session_id", id);
  }

  private Draft wholeSession() {
    if (sitting.sessionId == null) {
      return this;
    }

    Map<String, Object> session = Json.thing(sitting.sessionId, "Session");
    session.put("startedAtTime", emitter.time(sitting.startMillis));
    if (sitting.sessionTellsUser) {
      session.put("user", sitting.owner.id);
      told.persons.add(sitting.owner.id);
      learner(sitting.owner, "session.user");
    }
    tell("session_id", sitting.sessionId);
    return put("session", session).tell("session_started_ts", Told.utc(sitting.startMillis));
  }

  /** An attempt within another thing, or by itself; it is told where it is put. */
  Map<String, Object> attempt(String id, int count, String assignable, long from, long to) {
    tell("attempt_id", id).tell("attempt_count", count).tell("assignable_id", assignable);
    tell("attempt_started_ts", Told.utc(from)).tell("attempt_ended_ts", Told.utc(to));
    tell("attempt_duration_s", Told.seconds(to - from));
    Map<String, Object> attempt = Json.thing(id, "Attempt");
    if (sitting.student.isKnown()) {
      attempt.put("assignee", sitting.student.id);
      told.persons.add(sitting.student.id);
    }
    attempt.put("assignable", assignable);
    attempt.put("count", count);
    attempt.put("startedAtTime", emitter.time(from));
    attempt.put("endedAtTime", emitter.time(to));
    attempt.put("duration", duration(to - from));
    return attempt;
  }

  Object number(BigDecimal value) {
    return emitter.number(value);
  }

  /** Of ISO 8601, in two spellings. */
  static String duration(long millis) {
    long minutes = millis / 60_000;
    String seconds = String.format(Locale.ROOT, "%d.%03d", millis % 60_000 / 1000, millis % 1000);
    return minutes == 0 ? "PT" + seconds + "S" : "PT" + minutes + "M" + seconds + "S";
  }

  LearningItem item() {
    return LearningItem.of(this);
  }
}
