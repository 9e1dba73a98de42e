package io.eventlake.testing;

/**
 * Two days of three learners in two courses, small enough to be counted by hand: a session with an
 * assessment, one that goes another way, one whose learner sends no session, gradings at night, a
 * regrade, windows of time, running totals, and nobody.
 */
public final class LearnedDays {

  public static final String FIRST = "2026-09-14T";
  public static final String SECOND = "2026-09-15T";

  private static final String COURSE = "https://lms/c/1";
  private static final String QUIZ = "https://lms/quiz/1";

  private LearnedDays() {}

  public static LearningLake lake() {
    LearningLake lake = new LearningLake();
    ann(lake);
    bob(lake);
    cat(lake);
    gradings(lake);
    time(lake);
    of(lake, "ViewEvent", "Viewed", null, SECOND + "12:00", "p1").end();
    lake.letter("BAD_ENUM", "{\"sensor\":\"https://lms/sensor\",\"data\":[{}]}", FIRST + "09:00");
    lake.letter("BAD_ENUM", "{\"sensor\":\"https://lms/sensor\",\"data\":[1]}", FIRST + "09:01");
    lake.letter("MALFORMED_JSON", "{\"sensor\":\"https://x", SECOND + "09:00");
    return lake.letter("INVALID_ENCODING", "\u00ff\u00fe", SECOND + "09:01");
  }

  /** Page, page, page, video, quiz with an item: four steps. */
  private static void ann(LearningLake lake) {
    lake.event("SessionEvent", "LoggedIn", "ann", FIRST + "09:00").in("s1").end();
    of(lake, "ViewEvent", "Viewed", "ann", FIRST + "09:01", "p1").in("s1").end();
    of(lake, "ViewEvent", "Viewed", "ann", FIRST + "09:05", "p2").in("s1").end();
    of(lake, "ViewEvent", "Viewed", "ann", FIRST + "09:06", "p2").in("s1").end();
    of(lake, "MediaEvent", "Started", "ann", FIRST + "09:50", "v1").in("s1").end();
    quiz(lake, "AssessmentEvent", "Started", "ann", FIRST + "09:55", "s1").end();
    quiz(lake, "AssessmentItemEvent", "Completed", "ann", FIRST + "09:56", "s1")
        .about("https://lms/item/1", "AssessmentItem", "Item 1")
        .with("object_part_of_id", QUIZ)
        .end();
    quiz(lake, "AssessmentEvent", "Submitted", "ann", FIRST + "09:58", "s1").end();
    lake.session("s1", "ann", FIRST + "09:00", 58, 8, 3, 3);
  }

  private static void bob(LearningLake lake) {
    of(lake, "ViewEvent", "Viewed", "bob", FIRST + "10:00", "p1").in("s2").end();
    of(lake, "ViewEvent", "Viewed", "bob", FIRST + "10:01", "p2").in("s2").end();
    of(lake, "MediaEvent", "Started", "bob", FIRST + "10:05", "v1").in("s2").end();
    quiz(lake, "AssessmentEvent", "Submitted", "bob", FIRST + "10:10", "s2").end();
    lake.session("s2", "bob", FIRST + "10:00", 10, 4, 2, 1);
  }

  /** Without a session: a pause of half an hour ends the way. */
  private static void cat(LearningLake lake) {
    of(lake, "ViewEvent", "Viewed", "cat", SECOND + "08:00", "p1").end();
    of(lake, "ViewEvent", "Viewed", "cat", SECOND + "08:10", "p2").end();
    of(lake, "ViewEvent", "Viewed", "cat", SECOND + "08:40", "v1").end();
    of(lake, "ViewEvent", "Viewed", "cat", SECOND + "08:45", "p1").end();
    of(lake, "ViewEvent", "Viewed", "cat", SECOND + "08:50", "p2").end();
    lake.session("u-1", "cat", SECOND + "08:00", 10, 2, 2, 0);
    lake.session("u-2", "cat", SECOND + "08:40", 10, 3, 3, 0);
  }

  /** Of Ann's attempt two, of Bob's one. */
  private static void gradings(LearningLake lake) {
    graded(lake, "ann", FIRST + "23:00", "a1", "10");
    graded(lake, "ann", SECOND + "07:00", "a1", "12");
    graded(lake, "bob", FIRST + "23:01", "a2", "15");
    lake.session("u-3", "ann", FIRST + "23:00", 0, 1, 0, 0);
    lake.session("u-4", "ann", SECOND + "07:00", 0, 1, 0, 0);
    lake.session("u-5", "bob", FIRST + "23:01", 0, 1, 0, 0);
  }

  /** Windows in the second course; in the first a total that grows from 873 to 900 minutes. */
  private static void time(LearningLake lake) {
    used(lake, FIRST + "09:10", "873");
    used(lake, FIRST + "09:40", "900");
    spent(lake, "ann", FIRST + "15:00", "90").reports("xpEarned", "-2.5").end();
    spent(lake, "ann", SECOND + "15:00", "30.5009").end();
    spent(lake, "bob", SECOND + "15:00", "600").reports("xpEarned", "12.25").end();
    lake.session("u-6", "ann", FIRST + "09:10", 30, 2, 0, 0);
    lake.session("u-7", "ann", FIRST + "15:00", 0, 1, 0, 0);
    lake.session("u-8", "ann", SECOND + "15:00", 0, 1, 0, 0);
    lake.session("u-9", "bob", SECOND + "15:00", 0, 1, 0, 0);
  }

  private static LearnedEvent of(
      LearningLake lake, String type, String action, String learner, String time, String thing) {
    String name = thing.equals("p1") ? "Intro" : thing.equals("p2") ? "Fractions" : null;
    return lake.event(type, action, learner, time)
        .about("https://lms/" + thing, "Page", name)
        .with("group_id", COURSE, "ed_app_id", "https://lms");
  }

  private static LearnedEvent quiz(
      LearningLake lake, String type, String action, String learner, String time, String session) {
    return of(lake, type, action, learner, time, "quiz/1")
        .about(QUIZ, "Assessment", "Quiz")
        .in(session);
  }

  private static void graded(
      LearningLake lake, String learner, String time, String attempt, String points) {
    lake.event("GradeEvent", "Graded", learner, time)
        .with("group_id", COURSE, "ed_app_id", "https://lms")
        .scores(attempt, QUIZ, points, "15")
        .end();
  }

  private static void used(LearningLake lake, String time, String minutes) {
    lake.event("ToolUseEvent", "Used", "ann", time)
        .with("group_id", COURSE, "ed_app_id", "https://tool")
        .totals("MinutesOnTask", minutes, FIRST + "08:00")
        .end();
  }

  private static LearnedEvent spent(
      LearningLake lake, String learner, String time, String seconds) {
    return lake.event("TimeSpentEvent", "SpentTime", learner, time)
        .about("https://xp/a/1", "TimebackActivityContext", null)
        .with("app_id", "xp", "course_id", "math-5")
        .reports("active", seconds);
  }
}
