package io.eventlake.family.caliper.generate;

import io.eventlake.family.Dice;
import java.util.List;
import java.util.Map;

/** Assignments, notes, opinions and searches on the campus: what is not read but done. */
final class WorkEvents {

  private static final String BASE = "https://campus.example/";

  private final Sitting sitting;
  private final Dice dice;

  WorkEvents(Sitting sitting) {
    this.sitting = sitting;
    dice = sitting.dice;
  }

  /** Begun: no attempt is told, so that the assignment is what it is of. */
  LearningItem begun(long atMillis, Work work) {
    return draft("AssignableEvent", "Started", "AssignableProfile", atMillis)
        .object(assignment(work))
        .tell("assignable_id", work.assignable)
        .tell("assignable_type", "AssignableDigitalResource")
        .surroundings()
        .item();
  }

  LearningItem submitted(long atMillis, Work work) {
    Draft draft = draft("AssignableEvent", "Submitted", "AssignableProfile", atMillis);
    return draft
        .object(assignment(work))
        .thing(
            "generated",
            draft.attempt(work.attempt, work.count, work.assignable, work.startMillis, atMillis))
        .surroundings()
        .item();
  }

  private static Map<String, Object> assignment(Work work) {
    return Json.thing(
        work.assignable, "AssignableDigitalResource", "name", "Essay", "maxAttempts", 3);
  }

  /** A note, an opinion, an answer or a search. */
  LearningItem other(long atMillis) {
    switch (dice.below(4)) {
      case 0:
        return annotated(atMillis);
      case 1:
        return ranked(atMillis);
      case 2:
        return answered(atMillis);
      default:
        return searched(atMillis);
    }
  }

  private LearningItem annotated(long atMillis) {
    Map<String, Object> note =
        Json.thing(id("notes"), "BookmarkAnnotation", "bookmarkNotes", "To be read again");
    Draft draft =
        draft("AnnotationEvent", "Bookmarked", "AnnotationProfile", atMillis)
            .object(Json.thing(BASE + "documents/5", "Document", "mediaType", "application/pdf"));
    person(draft, note, "annotator");
    return draft.thing("generated", note).surroundings().item();
  }

  private LearningItem ranked(long atMillis) {
    Map<String, Object> rating = Json.thing(id("ratings"), "Rating", "selections", List.of("4"));
    Draft draft =
        draft("FeedbackEvent", "Ranked", "FeedbackProfile", atMillis)
            .object(Json.thing(BASE + "documents/5", "Document", "name", "Handout"));
    person(draft, rating, "rater");
    return draft.thing("generated", rating).surroundings().item();
  }

  private LearningItem answered(long atMillis) {
    return draft("QuestionnaireItemEvent", "Completed", "SurveyProfile", atMillis)
        .object(Json.thing(BASE + "surveys/1/items/2", "QuestionnaireItem"))
        .thing(
            "generated",
            Json.thing(id("answers"), "RatingScaleResponse", "selections", List.of("1", "3")))
        .tell("response_type", "RatingScaleResponse")
        .tell("response_text", "[\"1\",\"3\"]")
        .surroundings()
        .item();
  }

  private LearningItem searched(long atMillis) {
    Map<String, Object> query =
        Json.thing(id("queries"), "Query", "searchTerms", "lake AND tables");
    Draft draft =
        draft("SearchEvent", "Searched", "SearchProfile", atMillis).iri("object", BASE + "catalog");
    person(draft, query, "creator");
    return draft
        .thing(
            "generated",
            Json.thing(
                id("searches"), "SearchResponse", "query", query, "searchResultsItemCount", 3))
        .surroundings()
        .item();
  }

  private Draft draft(String type, String action, String profile, long atMillis) {
    return Draft.of(Emitter.CAMPUS, sitting, type, action, atMillis)
        .profile(profile)
        .actor("Person");
  }

  private String id(String folder) {
    return BASE + folder + "/" + dice.hex(8);
  }

  /** The learner at a place within a thing; nobody is left out. */
  private void person(Draft draft, Map<String, Object> thing, String place) {
    if (sitting.student.isKnown()) {
      thing.put(place, sitting.student.id);
      draft.told.persons.add(sitting.student.id);
    }
  }
}
