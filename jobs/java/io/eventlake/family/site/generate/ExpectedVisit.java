package io.eventlake.family.site.generate;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A session of the oracle: its rows in silver and gold, by name. */
final class ExpectedVisit {

  /** In place of an id that the lake makes. */
  static final String DERIVED_ID = "(derived)";

  private static final List<String> WHAT_MOVES = Arrays.asList("seek", "play");

  final List<SiteEvent> events;
  private final SiteEvent first;
  private final long endMillis;

  ExpectedVisit(List<SiteEvent> unordered) {
    events = new ArrayList<>(unordered);
    // Of one millisecond, what ends comes before what moves, and that before what begins.
    events.sort(
        Comparator.<SiteEvent>comparingLong(event -> event.atMillis)
            .thenComparingInt(event -> WHAT_MOVES.indexOf(event.text("action"))));
    first = events.get(0);
    endMillis = events.get(events.size() - 1).atMillis;
  }

  /** Without the columns that only a run knows: revision. */
  Map<String, Object> sessionRow() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("session_id", sessionId());
    row.put("user_id_hash", firstOf(e -> e.visitor.userId));
    row.put("project_id", first.visitor.project);
    row.put("environment", first.visitor.environment);
    row.put("session_start_ts", utc(first.atMillis));
    row.put("session_end_ts", utc(endMillis));
    row.put("page_views", (long) pages().size());
    row.put("video_events", (long) events.size() - pages().size());
    row.put("video_views", (long) videos().size());
    List<SiteEvent> pages = pages();
    row.put("first_page_url", pages.isEmpty() ? null : pages.get(0).text("page_url"));
    row.put("last_page_url", pages.isEmpty() ? null : pages.get(pages.size() - 1).text("page_url"));
    row.put("referrer", firstOf(e -> e.text("referrer")));
    row.put("utm_source", firstOf(e -> e.text("utm_source")));
    row.put("country", country());
    row.put("device_type", device());
    row.put("event_dt", day(first.atMillis));
    row.put("events", (long) events.size());
    row.put("id_derived", first.visitor.sessionId == null);
    return row;
  }

  List<Map<String, Object>> pageRows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    List<SiteEvent> pages = pages();
    for (int i = 0; i < pages.size(); i++) {
      SiteEvent page = pages.get(i);
      boolean last = i + 1 == pages.size();
      boolean sent = page.properties.containsKey("time_on_page");
      Optional<SiteEvent> next =
          pages.stream().filter(other -> other.atMillis > page.atMillis).findFirst();
      Map<String, Object> row = row(page, page.atMillis);
      row.put("ts", utc(page.atMillis));
      row.put("page_url", page.text("page_url"));
      row.put("view_number", i + 1);
      row.put(
          "seconds_on_page",
          sent
              ? (Double) page.number("time_on_page")
              : next.map(other -> (other.atMillis - page.atMillis) / 1e3).orElse(null));
      row.put("seconds_sent", sent || next.isPresent() ? (Boolean) sent : null);
      row.put("is_entry", i == 0);
      row.put("is_exit", last);
      rows.add(row);
    }

    return rows;
  }

  /** Without revision. */
  List<Map<String, Object>> videoRows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (List<SiteEvent> view : videos()) {
      SiteEvent begin = view.get(0);
      Map<String, Object> row = row(begin, begin.atMillis);
      row.put("video_id", begin.text("video_id"));
      row.put("first_ts", utc(begin.atMillis));
      row.put("last_ts", utc(view.get(view.size() - 1).atMillis));
      row.putAll(new ExpectedWatching(view, endMillis).figures());
      rows.add(row);
    }

    return rows;
  }

  private Map<String, Object> row(SiteEvent event, long viewMillis) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("session_id", sessionId());
    row.put("user_id_hash", firstOf(e -> e.visitor.userId));
    row.put("project_id", event.visitor.project);
    row.put("environment", event.visitor.environment);
    row.put("country", country());
    row.put("device_type", device());
    row.put("view_dt", day(viewMillis));
    row.put("event_dt", day(first.atMillis));
    return row;
  }

  private String sessionId() {
    return first.visitor.sessionId == null ? DERIVED_ID : first.visitor.sessionId;
  }

  private String country() {
    return firstOf(e -> e.text("country"));
  }

  private String device() {
    return firstOf(e -> e.text("device_type"));
  }

  private String firstOf(Function<SiteEvent, String> text) {
    return events.stream().map(text).filter(value -> value != null).findFirst().orElse(null);
  }

  private List<SiteEvent> pages() {
    return events.stream().filter(SiteEvent::isPage).collect(Collectors.toList());
  }

  private List<List<SiteEvent>> videos() {
    return new ArrayList<>(
        events.stream()
            .filter(event -> !event.isPage())
            .collect(
                Collectors.groupingBy(
                    event -> event.text("video_id"), LinkedHashMap::new, Collectors.toList()))
            .values());
  }

  static LocalDateTime utc(long millis) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(millis, 1000L),
        (int) Math.floorMod(millis, 1000L) * 1_000_000,
        ZoneOffset.UTC);
  }

  static LocalDate day(long millis) {
    return utc(millis).toLocalDate();
  }
}
