package io.eventlake.family.caliper.generate;

import java.util.List;
import java.util.Map;

/** What a tool for quizzes tells: from the first question to the last. */
final class QuizEvents {

  private final Sitting sitting;

  QuizEvents(Sitting sitting) {
    this.sitting = sitting;
  }

  LearningItem started(long atMillis, Work work) {
    Draft draft = draft("AssessmentEvent", "Started", atMillis).object(quiz(work));
    return draft
        .thing(
            "generated",
            draft.attempt(work.attempt, work.count, work.assignable, work.startMillis, atMillis))
        .surroundings()
        .item();
  }

  /** A response is a blank node; in it is the attempt. */
  LearningItem answered(long atMillis, Work work, int question) {
    String item = work.assignable + "/items/" + question;
    Draft draft =
        draft("AssessmentItemEvent", "Completed", atMillis)
            .object(Json.thing(item, "AssessmentItem", "name", "Question " + question));
    Map<String, Object> attempt =
        draft.attempt(
            work.attempt + "/" + question,
            1,
            item,
            atMillis - 1_000L * (2 + sitting.dice.below(90)),
            atMillis);
    boolean choice = question % 2 == 0;
    String type = choice ? "MultipleChoiceResponse" : "FillinBlankResponse";
    draft
        .tell("response_type", type)
        .tell("response_text", choice ? "\"B\"" : "[\"lake\",\"42\"]")
        .thing("generated", Json.thing("_:r" + question, type, "attempt", attempt));
    if (choice) {
      generated(draft).put("value", "B");
    } else {
      generated(draft).put("values", List.of("lake", "42"));
    }

    return draft.surroundings().item();
  }

  LearningItem skipped(long atMillis, Work work, int question) {
    String item = work.assignable + "/items/" + question;
    return draft("AssessmentItemEvent", "Skipped", atMillis)
        .object(Json.thing(item, "AssessmentItem"))
        .tell("assignable_id", item)
        .tell("assignable_type", "AssessmentItem")
        .surroundings()
        .item();
  }

  /** Of the attempt no more than its IRI. */
  LearningItem submitted(long atMillis, Work work) {
    return draft("AssessmentEvent", "Submitted", atMillis)
        .object(quiz(work))
        .iri("generated", work.attempt)
        .tell("assignable_id", work.assignable)
        .tell("assignable_type", "Assessment")
        .surroundings()
        .item();
  }

  private static Map<String, Object> quiz(Work work) {
    return Json.thing(work.assignable, "Assessment", "name", "Quiz");
  }

  /** The profile does not fit an item's event: some emitters send one for all. */
  private Draft draft(String type, String action, long atMillis) {
    return Draft.of(Emitter.QUIZ, sitting, type, action, atMillis)
        .profile("GeneralProfile")
        .actor("Person");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> generated(Draft draft) {
    return (Map<String, Object>) draft.json.get("generated");
  }
}
