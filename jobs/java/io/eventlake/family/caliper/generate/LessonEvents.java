package io.eventlake.family.caliper.generate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What lessons with XP tell, by a profile extension: time spent and XP, under one id. */
final class LessonEvents {

  private static final String BASE = "https://lessons.example/";

  private final Sitting sitting;

  LessonEvents(Sitting sitting) {
    this.sitting = sitting;
  }

  /** A lesson that took so long: the time, then what was earned. */
  List<LearningItem> lesson(long atMillis, long lastedMillis) {
    UUID id = sitting.dice.uuid();
    String lesson = BASE + "activities/" + sitting.dice.below(50);
    List<LearningItem> items = new ArrayList<>();
    items.add(spent(id, lesson, atMillis, lastedMillis));
    items.add(completed(id, lesson, atMillis + 1));
    return items;
  }

  private LearningItem spent(UUID id, String lesson, long atMillis, long lastedMillis) {
    Draft draft = draft("TimeSpentEvent", "SpentTime", atMillis, id, lesson);
    List<Map<String, Object>> items = new ArrayList<>();
    long begin = atMillis - lastedMillis;
    BigDecimal active = BigDecimal.valueOf(lastedMillis * 3 / 4, 3);
    items.add(measure(draft, "active", active));
    items.get(0).put("startDate", Emitter.LESSONS.time(begin));
    items.get(0).put("endDate", Emitter.LESSONS.time(atMillis));
    draft.told.measure("active", active, null, begin, atMillis);
    BigDecimal waste = BigDecimal.valueOf(sitting.dice.below(60));
    items.add(measure(draft, "waste", waste));
    items.get(1).put("subType", "idle");
    draft.told.measure("waste", waste, "idle", null, null);
    return draft
        .thing(
            "generated",
            Json.thing(
                BASE + "metrics/" + id, "TimebackTimeSpentMetricsCollection", "items", items))
        .item();
  }

  /** XP may be taken back. */
  private LearningItem completed(UUID id, String lesson, long atMillis) {
    Draft draft = draft("ActivityEvent", "Completed", atMillis, id, lesson);
    List<Map<String, Object>> items = new ArrayList<>();
    BigDecimal xp = BigDecimal.valueOf(sitting.dice.below(250) - 25L, 1);
    int questions = 1 + sitting.dice.below(20);
    for (Map.Entry<String, BigDecimal> each :
        List.of(
            Map.entry("xpEarned", xp),
            Map.entry("totalQuestions", BigDecimal.valueOf(questions)),
            Map.entry("correctQuestions", BigDecimal.valueOf(sitting.dice.below(questions + 1))))) {
      items.add(measure(draft, each.getKey(), each.getValue()));
      draft.told.measure(each.getKey(), each.getValue(), null, null, null);
    }

    int attempt = 1 + sitting.dice.below(2);
    return draft
        .thing(
            "generated",
            Json.thing(
                BASE + "metrics/" + id + "/xp",
                "TimebackActivityMetricsCollection",
                "attempt",
                attempt,
                "items",
                items))
        .tell("attempt_count", attempt)
        .item();
  }

  private static Map<String, Object> measure(Draft draft, String metric, BigDecimal value) {
    Map<String, Object> measure = new LinkedHashMap<>();
    measure.put("type", metric);
    measure.put("value", draft.number(value));
    return measure;
  }

  private Draft draft(String type, String action, long atMillis, UUID id, String lesson) {
    return Draft.of(Emitter.LESSONS, sitting, type, action, atMillis, id)
        .profile("TimebackProfile")
        .actor("TimebackUser")
        .tell("subject", "Math")
        .tell("app_id", "Lessons")
        .tell("course_id", "course-7")
        .tell("activity_id", lesson)
        .object(
            Json.thing(
                lesson,
                "TimebackActivityContext",
                "subject",
                "Math",
                "app",
                Map.of("name", "Lessons"),
                "course",
                Map.of("id", "course-7"),
                "activity",
                Map.of("id", lesson)))
        .app();
  }
}
