package io.eventlake.family.site.visit;

/** Where in a video a player is, and how fast it goes. */
public final class Playhead {

  /** From the start of the video, microseconds; not negative. */
  public final long positionMicros;

  /** Length of the video, microseconds; 0 when it was not sent. */
  public final long durationMicros;

  /** Millionths of the normal rate; 0 when none was sent. */
  public final long rateMillionths;

  public Playhead(long positionMicros, long durationMicros, long rateMillionths) {
    this.positionMicros = positionMicros;
    this.durationMicros = durationMicros;
    this.rateMillionths = rateMillionths;
  }
}
