package io.eventlake.family.site.visit;

import java.util.ArrayList;
import java.util.List;

/** The events of a session, in seconds after its start; ids count up. */
final class VisitEvents {

  static final long START = 1_775_037_600_000L;
  static final Origin ORIGIN = new Origin("academy", "production");

  private final List<VisitEvent> events = new ArrayList<>();
  private double duration = 200;

  /** The video's length in the events that follow, seconds; 0 for not sent. */
  VisitEvents duration(double seconds) {
    duration = seconds;
    return this;
  }

  VisitEvents page(double at, String url) {
    return page(at, url, null);
  }

  VisitEvents page(double at, String url, Double sent) {
    long micros = sent == null ? PageEvent.NOT_SENT : Media.millionths(sent);
    events.add(new PageEvent(key(at), ORIGIN, url, micros));
    return this;
  }

  /** Of the video {@code v}; a rate of 0 is one that was not sent. */
  VisitEvents player(VideoAction action, double at, double position, double rate) {
    return player("v", action, at, position, rate);
  }

  VisitEvents player(String video, VideoAction action, double at, double position, double rate) {
    Playhead playhead =
        new Playhead(
            Media.millionths(position), Media.millionths(duration), Media.millionths(rate));
    events.add(new PlayerEvent(key(at), ORIGIN, video, action, playhead));
    return this;
  }

  List<VisitEvent> events() {
    return events;
  }

  /** What becomes of them where the session ends with its last event. */
  Visit visit() {
    return Visit.of(events, events.stream().mapToLong(event -> event.timeMillis).max().orElse(0));
  }

  VideoView video() {
    List<VideoView> views = visit().videoViews();
    if (views.size() != 1) {
      throw new AssertionError(views.size() + " views, not one");
    }

    return views.get(0);
  }

  private EventKey key(double at) {
    return new EventKey(START + Math.round(at * 1_000), 7, events.size());
  }
}
