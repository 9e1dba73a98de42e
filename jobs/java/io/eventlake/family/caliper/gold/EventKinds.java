package io.eventlake.family.caliper.gold;

import java.util.Set;

/** What types of events are counted as. */
final class EventKinds {

  private static final Set<String> VIEWS = Set.of("ViewEvent", "NavigationEvent");
  private static final Set<String> ITEMS = Set.of("AssessmentItemEvent", "QuestionnaireItemEvent");
  private static final Set<String> WORK = Set.of("AssessmentEvent", "AssignableEvent");
  private static final Set<String> SOCIAL =
      Set.of("ForumEvent", "ThreadEvent", "MessageEvent", "FeedbackEvent", "AnnotationEvent");

  private EventKinds() {}

  static boolean isView(String type) {
    return VIEWS.contains(type);
  }

  static boolean isItem(String type) {
    return ITEMS.contains(type);
  }

  /** True for what is handed in. */
  static boolean isWork(String type) {
    return WORK.contains(type);
  }

  static boolean isAssessment(String type) {
    return isWork(type) || type.equals("AssessmentItemEvent");
  }

  static boolean isMedia(String type) {
    return type.equals("MediaEvent");
  }

  static boolean isSocial(String type) {
    return SOCIAL.contains(type);
  }
}
