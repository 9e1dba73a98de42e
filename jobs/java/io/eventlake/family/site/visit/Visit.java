package io.eventlake.family.site.visit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The page views and video views of one session: a function of the set of its events. Their order,
 * repetition and the batches they came in change nothing.
 */
public final class Visit {

  private final List<PageView> pageViews = new ArrayList<>();
  private final List<VideoView> videoViews = new ArrayList<>();

  private Visit(List<VisitEvent> ordered, long endMillis) {
    List<PageEvent> pages = new ArrayList<>();
    Map<String, List<PlayerEvent>> videos = new LinkedHashMap<>();
    for (VisitEvent event : ordered) {
      if (event instanceof PageEvent) {
        pages.add((PageEvent) event);
      } else {
        PlayerEvent player = (PlayerEvent) event;
        videos.computeIfAbsent(player.videoId, video -> new ArrayList<>()).add(player);
      }
    }

    PageEvent later = null;
    for (int i = pages.size() - 1; i >= 0; i--) {
      boolean exit = i + 1 == pages.size();
      if (!exit && pages.get(i + 1).timeMillis > pages.get(i).timeMillis) {
        later = pages.get(i + 1);
      }

      pageViews.add(new PageView(pages.get(i), i + 1, exit, later));
    }

    Collections.reverse(pageViews);
    videos.values().forEach(events -> videoViews.add(new VideoView(events, endMillis)));
  }

  /**
   * @param events of the session in any order; of several with one id the first by time counts
   * @param endMillis the session's last event, epoch milliseconds, which no event comes after
   */
  public static Visit of(Collection<? extends VisitEvent> events, long endMillis) {
    List<VisitEvent> ordered = new ArrayList<>(events);
    ordered.sort(VisitEvent.ORDER);
    return new Visit(distinct(ordered), endMillis);
  }

  /** In the order of time. */
  public List<PageView> pageViews() {
    return Collections.unmodifiableList(pageViews);
  }

  /** In the order of their first events; a video once. */
  public List<VideoView> videoViews() {
    return Collections.unmodifiableList(videoViews);
  }

  private static List<VisitEvent> distinct(List<VisitEvent> ordered) {
    Map<List<Long>, VisitEvent> byId = new LinkedHashMap<>();
    for (VisitEvent event : ordered) {
      byId.putIfAbsent(List.of(event.idHigh, event.idLow), event);
    }

    return new ArrayList<>(byId.values());
  }
}
