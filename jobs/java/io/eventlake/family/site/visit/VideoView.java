package io.eventlake.family.site.visit;

import java.util.List;

/** A session and a video: how it was watched (rules W1 to W9). Immutable. */
public final class VideoView {

  public final String videoId;

  /** Of the first event. */
  public final Origin origin;

  /** First and last event of the view, epoch milliseconds. */
  public final long firstMillis;

  public final long lastMillis;
  public final int plays;
  public final int pauses;
  public final int seeks;
  public final int completes;
  public final int errors;

  /** Time in which it played, microseconds. */
  public final long playedMicros;

  /** Content that was played, repeats included, microseconds. */
  public final long contentMicros;

  /** Content that was played, each place once; never more than content or video. */
  public final long uniqueMicros;

  /** The furthest place that was told or reached, microseconds. */
  public final long furthestMicros;

  /** The longest that an event told, microseconds; 0 when none did. */
  public final long durationMicros;

  /** True when an end was not told, and the session's last event stands for it. */
  public final boolean estimated;

  /**
   * @param events of the view, in order, at least one
   * @param endMillis last event of the session
   */
  VideoView(List<PlayerEvent> events, long endMillis) {
    PlayerEvent first = events.get(0);
    videoId = first.videoId;
    origin = first.origin;
    firstMillis = first.timeMillis;
    lastMillis = events.get(events.size() - 1).timeMillis;
    plays = count(events, VideoAction.PLAY);
    pauses = count(events, VideoAction.PAUSE);
    seeks = count(events, VideoAction.SEEK);
    completes = count(events, VideoAction.COMPLETE);
    errors = count(events, VideoAction.ERROR);
    durationMicros = events.stream().mapToLong(e -> e.playhead.durationMicros).max().orElse(0);

    WatchTime watched = new WatchTime(durationMicros);
    events.forEach(watched::add);
    watched.close(Math.max(endMillis, lastMillis));
    playedMicros = watched.playedMicros();
    contentMicros = watched.contentMicros();
    uniqueMicros = watched.uniqueMicros();
    furthestMicros = watched.furthestMicros();
    estimated = watched.estimated();
  }

  /** True when the end was told. */
  public boolean completed() {
    return completes > 0;
  }

  /** The part of the video that was played, 0 to 1; null where its length is not known. */
  public Double completion() {
    return durationMicros > 0 ? (Double) ((double) uniqueMicros / durationMicros) : null;
  }

  private static int count(List<PlayerEvent> events, VideoAction action) {
    return (int) events.stream().filter(event -> event.action == action).count();
  }
}
