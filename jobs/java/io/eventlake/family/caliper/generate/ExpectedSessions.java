package io.eventlake.family.caliper.generate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The rows of {@code silver.sessions}: of a sent id all events, of a learner those without a gap.
 */
final class ExpectedSessions {

  /** In place of an id that the lake makes. */
  private static final String DERIVED_ID = "u-(derived)";

  static final long GAP_MILLIS = 30 * 60_000;

  /** In the order of time; of one moment by the id that the lake has, which is unsigned. */
  private static final Comparator<Told> ORDER =
      Comparator.<Told>comparingLong(told -> told.atMillis)
          .thenComparing(
              told -> UUID.fromString(told.text("event_id")), ExpectedSessions::unsigned);

  private ExpectedSessions() {}

  static List<Map<String, Object>> rows(Collection<Told> events) {
    Map<String, List<Told>> byKey = new TreeMap<>();
    for (Told told : events) {
      if (told.key() != null) {
        byKey.computeIfAbsent(told.key(), key -> new ArrayList<>()).add(told);
      }
    }

    List<Map<String, Object>> rows = new ArrayList<>();
    byKey.forEach(
        (key, own) -> {
          own.sort(ORDER);
          int from = 0;
          for (int i = 1; i <= own.size(); i++) {
            boolean ends = i == own.size() || key.startsWith("u:") && gap(own, i);
            if (ends) {
              rows.add(row(own.subList(from, i)));
              from = i;
            }
          }
        });
    return rows;
  }

  private static boolean gap(List<Told> events, int at) {
    return events.get(at).atMillis - events.get(at - 1).atMillis > GAP_MILLIS;
  }

  /** Without the columns that only a run knows: revision. */
  private static Map<String, Object> row(List<Told> events) {
    Told begin = events.get(0);
    String sent = begin.text("session_id");
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("session_id", sent == null ? DERIVED_ID : sent);
    row.put("id_derived", sent == null);
    row.put("user_id_hash", first(events, "user_id_hash"));
    long learners =
        events.stream()
            .map(told -> told.text("user_id_hash"))
            .filter(Objects::nonNull)
            .distinct()
            .count();
    row.put("learners", (int) Math.min(2, learners));
    row.put("session_start_ts", Told.utc(begin.atMillis));
    row.put("session_end_ts", Told.utc(events.get(events.size() - 1).atMillis));
    row.put("declared_start_ts", first(events, "session_started_ts"));
    List<Told> ends =
        events.stream()
            .filter(told -> Set.of("LoggedOut", "TimedOut").contains(told.text("action")))
            .collect(Collectors.toList());
    row.put("declared_duration_s", last(ends, "session_duration_s"));
    row.put("ended_by", last(ends, "action"));
    row.put("ed_app_id", first(events, "ed_app_id"));
    row.put("group_id", first(events, "group_id"));
    row.put("federated_session_id", first(events, "federated_session_id"));
    row.put("navigations", of(events, "ViewEvent", "NavigationEvent"));
    row.put("assessments", of(events, "AssessmentEvent", "AssessmentItemEvent", "AssignableEvent"));
    row.put("media", of(events, "MediaEvent"));
    row.put(
        "social",
        of(
            events,
            "ForumEvent",
            "ThreadEvent",
            "MessageEvent",
            "FeedbackEvent",
            "AnnotationEvent"));
    row.put("events", (long) events.size());
    row.put("active_s", active(events));
    row.put("truncated", false);
    row.put("event_dt", Told.day(begin.atMillis));
    return row;
  }

  private static BigDecimal active(List<Told> events) {
    return events.stream()
        .flatMap(told -> told.measures().stream())
        .filter(measure -> "active".equals(measure.get("metric")))
        .map(measure -> ((BigDecimal) measure.get("value")).setScale(3))
        .reduce(BigDecimal::add)
        .orElse(null);
  }

  private static long of(List<Told> events, String... types) {
    Predicate<Told> one = told -> List.of(types).contains(told.text("event_type"));
    return events.stream().filter(one).count();
  }

  private static Object first(List<Told> events, String column) {
    return events.stream()
        .map(told -> told.columns.get(column))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static Object last(List<Told> events, String column) {
    return events.stream()
        .map(told -> told.columns.get(column))
        .filter(Objects::nonNull)
        .reduce((one, next) -> next)
        .orElse(null);
  }

  private static int unsigned(UUID one, UUID other) {
    int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
  }
}
