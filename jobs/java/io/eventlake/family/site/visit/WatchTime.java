package io.eventlake.family.site.visit;

/**
 * Adds up how long a video was watched, from the events of one view in their order (rules W2 to
 * W7). Positions beyond the video's end are its end.
 */
final class WatchTime {

  /** How much more than the clock allows a player may have played: clocks and timers jitter. */
  private static final long TOLERANCE_MICROS = 2 * Media.UNIT;

  private final long durationMicros;
  private final Stretches stretches = new Stretches();

  private boolean playing;
  private long fromMillis;
  private long fromMicros;
  private long rateMillionths;

  private long played;
  private long content;
  private long furthest;
  private boolean estimated;

  /**
   * @param durationMicros of the video; 0 when nobody knows
   */
  WatchTime(long durationMicros) {
    this.durationMicros = durationMicros > 0 ? durationMicros : Long.MAX_VALUE;
  }

  /** Takes the next event of the view. */
  void add(PlayerEvent event) {
    long position = Math.min(event.playhead.positionMicros, durationMicros);
    furthest = Math.max(furthest, position);
    if (!playing) {
      if (event.action == VideoAction.PLAY) {
        begin(event, position);
      }
    } else if (event.action == VideoAction.SEEK) {
      end(clockContent(event.timeMillis));
      move(event, position);
    } else {
      end(toldContent(event.timeMillis, position));
      if (event.action == VideoAction.PLAY) {
        begin(event, position);
      }
    }
  }

  /** Nothing more comes: what still plays is taken to have played until then. */
  void close(long endMillis) {
    if (playing) {
      estimated = true;
      end(clockContent(endMillis));
    }
  }

  /** Time in which it played, microseconds; pauses and stalls do not count. */
  long playedMicros() {
    return played;
  }

  /** Content that was played, repeats included, microseconds. */
  long contentMicros() {
    return content;
  }

  /** Content that was played, each place once, microseconds. */
  long uniqueMicros() {
    return stretches.union();
  }

  /** The furthest place that was told or reached, microseconds. */
  long furthestMicros() {
    return furthest;
  }

  /** True when an end was not told. */
  boolean estimated() {
    return estimated;
  }

  private void begin(PlayerEvent event, long position) {
    long rate = event.playhead.rateMillionths;
    rateMillionths = rate == 0 ? Media.UNIT : rate;
    playing = true;
    fromMillis = event.timeMillis;
    fromMicros = position;
  }

  /** Plays on from the target, at the rate of before unless the seek tells another. */
  private void move(PlayerEvent seek, long position) {
    long before = rateMillionths;
    begin(seek, position);
    if (seek.playhead.rateMillionths == 0) {
      rateMillionths = before;
    }
  }

  /** What was played by the positions told, or by the clock where these cannot be. */
  private long toldContent(long endMillis, long position) {
    long told = position - fromMicros;
    long most = Media.content(elapsedMicros(endMillis), rateMillionths) + TOLERANCE_MICROS;
    return told >= 0 && told <= most ? told : clockContent(endMillis);
  }

  private long clockContent(long endMillis) {
    return Math.min(
        Media.content(elapsedMicros(endMillis), rateMillionths), durationMicros - fromMicros);
  }

  private long elapsedMicros(long endMillis) {
    return (endMillis - fromMillis) * Media.MICROS_PER_MILLI;
  }

  private void end(long stretch) {
    playing = false;
    content += stretch;
    played += Media.played(stretch, rateMillionths);
    furthest = Math.max(furthest, fromMicros + stretch);
    stretches.add(fromMicros, fromMicros + stretch);
  }
}
