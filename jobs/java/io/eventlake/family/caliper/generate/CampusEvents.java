package io.eventlake.family.caliper.generate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What a learning management system tells of somebody's sitting. */
final class CampusEvents {

  private static final String BASE = "https://campus.example/";

  private final Sitting sitting;

  CampusEvents(Sitting sitting) {
    this.sitting = sitting;
  }

  LearningItem loggedIn(long atMillis) {
    return session("LoggedIn", atMillis).item();
  }

  @SuppressWarnings("unchecked")
  LearningItem loggedOut(long atMillis) {
    Draft draft = session("LoggedOut", atMillis);
    if (sitting.sessionId != null) {
      long lasted = atMillis - sitting.startMillis;
      ((Map<String, Object>) draft.json.get("session")).put("duration", Draft.duration(lasted));
      draft.tell("session_duration_s", Told.seconds(lasted));
    }

    return draft.item();
  }

  private Draft session(String action, long atMillis) {
    return Draft.of(Emitter.CAMPUS, sitting, "SessionEvent", action, atMillis)
        .profile("SessionProfile")
        .actor("Person")
        .object(Json.thing(Emitter.CAMPUS.app, "SoftwareApplication", "name", "Campus"))
        .surroundings();
  }

  /** By the application: the learner is who the session says. */
  LearningItem timedOut(long atMillis) {
    long lasted = atMillis - sitting.startMillis;
    Map<String, Object> session = Json.thing(sitting.sessionId, "Session");
    session.put("startedAtTime", Emitter.CAMPUS.time(sitting.startMillis));
    session.put("duration", Draft.duration(lasted));
    Draft draft =
        Draft.of(Emitter.CAMPUS, sitting, "SessionEvent", "TimedOut", atMillis)
            .profile("SessionProfile")
            .thing("actor", Json.thing(Emitter.CAMPUS.app, "SoftwareApplication"));
    if (sitting.sessionTellsUser) {
      session.put("user", sitting.owner.person("Person"));
      draft.learner(sitting.owner, "object.user");
    }

    return draft
        .object(session)
        .app()
        .tell("session_id", sitting.sessionId)
        .tell("session_started_ts", Told.utc(sitting.startMillis))
        .tell("session_duration_s", Told.seconds(lasted))
        .item();
  }

  LearningItem read(long atMillis, int page) {
    boolean view = page % 2 == 0;
    String chapter = BASE + "books/1/chapters/" + page / 10;
    Map<String, Object> object =
        Json.thing(
            BASE + "books/1/pages/" + page,
            view ? "Page" : "Document",
            "name",
            "Page " + page,
            "mediaType",
            "text/html");
    Draft draft =
        Draft.of(
                Emitter.CAMPUS,
                sitting,
                view ? "ViewEvent" : "NavigationEvent",
                view ? "Viewed" : "NavigatedTo",
                atMillis)
            .profile("ReadingProfile")
            .actor("Person")
            .tell("object_part_of_id", chapter);
    if (view) {
      object.put("isPartOf", Json.thing(chapter, "Chapter"));
      draft.tell("object_part_of_type", "Chapter");
    } else {
      object.put("isPartOf", chapter);
      draft.iri("referrer", BASE + "books/1/pages/" + (page + 1));
    }
    if (page == 0) {
      draft.put("extensions", Map.of("lab", 3)).tell("extensions", "{\"lab\":3}");
    }

    return draft.object(object).surroundings().item();
  }

  LearningItem forum(long atMillis, int what) {
    String thread = BASE + "threads/" + what;
    switch (what % 3) {
      case 0:
        return social("ForumEvent", "Subscribed", atMillis)
            .object(Json.thing(BASE + "forums/1", "Forum", "name", "Questions"))
            .surroundings()
            .item();
      case 1:
        return social("ThreadEvent", "MarkedAsRead", atMillis)
            .object(Json.thing(thread, "Thread", "name", "What is a lake?"))
            .surroundings()
            .item();
      default:
        return social("MessageEvent", "Posted", atMillis)
            .tell("object_part_of_id", thread)
            .tell("object_part_of_type", "Thread")
            .object(
                Json.thing(
                    BASE + "messages/" + sitting.dice.hex(8),
                    "Message",
                    "body",
                    "A lake holds tables.",
                    "isPartOf",
                    Json.thing(thread, "Thread")))
            .surroundings()
            .item();
    }
  }

  private Draft social(String type, String action, long atMillis) {
    return Draft.of(Emitter.CAMPUS, sitting, type, action, atMillis)
        .profile("ForumProfile")
        .actor("Person");
  }

  /** From where quizzes are: the session of the platform is told. */
  LearningItem launched(long atMillis) {
    String lti = BASE + "lti/" + sitting.dice.hex(12);
    return Draft.of(Emitter.CAMPUS, sitting, "ToolLaunchEvent", "Launched", atMillis)
        .profile("ToolLaunchProfile")
        .actor("Person")
        .object(Json.thing(Emitter.QUIZ.app, "SoftwareApplication", "name", "Quizzes"))
        .tell("federated_session_id", lti)
        .put(
            "federatedSession",
            Json.thing(lti, "LtiSession", "messageParameters", Map.of("user_id", "7")))
        .surroundings()
        .item();
  }

  /** A running total: it never goes down within a sitting. */
  LearningItem used(long atMillis) {
    sitting.minutesOnTask += 1 + sitting.dice.below(20);
    BigDecimal minutes = BigDecimal.valueOf(sitting.minutesOnTask);
    Draft draft =
        Draft.of(Emitter.CAMPUS, sitting, "ToolUseEvent", "Used", atMillis)
            .profile("ToolUseProfile")
            .actor("Person")
            .object(Json.thing(Emitter.CAMPUS.app, "SoftwareApplication"))
            .surroundings();
    String id = BASE + "measures/" + sitting.dice.hex(8);
    Map<String, Object> measure =
        Json.thing(
            id,
            "AggregateMeasure",
            "metric",
            "MinutesOnTask",
            "metricValue",
            draft.number(minutes),
            "startedAtTime",
            Emitter.CAMPUS.time(sitting.startMillis),
            "endedAtTime",
            Emitter.CAMPUS.time(atMillis));
    draft.told.measure("MinutesOnTask", minutes, null, sitting.startMillis, atMillis);
    return draft
        .thing(
            "generated",
            Json.thing(id + "/all", "AggregateMeasureCollection", "items", List.of(measure)))
        .item();
  }
}
