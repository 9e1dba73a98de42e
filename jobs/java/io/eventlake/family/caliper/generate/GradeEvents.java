package io.eventlake.family.caliper.generate;

import java.math.BigDecimal;
import java.util.Map;

/** Gradings of what was handed in: whose learning they tell of is not who acts. */
final class GradeEvents {

  private static final int MOST_POINTS = 15;

  private final Sitting sitting;

  GradeEvents(Sitting sitting) {
    this.sitting = sitting;
  }

  /**
   * A grading, by a teacher or by an application.
   *
   * @param teacher null for the application
   */
  LearningItem graded(long atMillis, Work work, String teacher) {
    Draft draft = Draft.of(Emitter.GRADEBOOK, sitting, "GradeEvent", "Graded", atMillis);
    Map<String, Object> grader =
        teacher == null
            ? Json.thing(Emitter.GRADEBOOK.app, "SoftwareApplication")
            : Json.thing(teacher, "Person");
    draft.profile("GradingProfile").thing("actor", grader).object(attempt(draft, work));
    BigDecimal given = BigDecimal.valueOf(sitting.dice.below(2 * MOST_POINTS + 1)).movePointLeft(1);
    given = given.multiply(BigDecimal.valueOf(5));
    BigDecimal most = BigDecimal.valueOf(MOST_POINTS);
    Map<String, Object> score =
        Json.thing(
            work.attempt + "/scores/" + sitting.dice.hex(6),
            "Score",
            "attempt",
            work.attempt,
            "maxScore",
            draft.number(most),
            "scoreGiven",
            draft.number(given));
    if (teacher == null) {
      score.put("scoredBy", grader);
      draft.tell("scored_by_id", Emitter.GRADEBOOK.app);
    } else {
      score.put("scoredBy", teacher);
      draft.tell("scored_by_id", teacher).told.persons.add(teacher);
    }

    return draft
        .thing("generated", score)
        .tell("score_given", Told.points(given))
        .tell("score_max", Told.points(most))
        .app()
        .put("group", sitting.course)
        .tell("group_id", sitting.course)
        .item();
  }

  private Map<String, Object> attempt(Draft draft, Work work) {
    draft
        .tell("attempt_id", work.attempt)
        .tell("attempt_count", work.count)
        .tell("assignable_id", work.assignable);
    Map<String, Object> attempt =
        Json.thing(work.attempt, "Attempt", "assignable", work.assignable, "count", work.count);
    Student student = sitting.student;
    if (student.isKnown()) {
      attempt.put("assignee", sitting.dice.chance(0.5) ? student.id : student.person("Person"));
      draft.learner(student, "object.assignee");
    }

    return attempt;
  }
}
