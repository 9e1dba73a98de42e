package io.eventlake.family.site.generate;

import io.eventlake.family.Dice;
import java.util.List;

/**
 * Watches a video: plays, pauses, seeks, changes the speed, and ends in one of several ways. All in
 * whole milliseconds, and with speeds by which they stay whole microseconds.
 */
final class PlayerPlanner {

  private static final int VIDEOS = 12;
  private static final int MOST_STEPS = 12;

  private final SiteTraffic traffic;
  private final Dice dice;

  PlayerPlanner(SiteTraffic traffic, Dice dice) {
    this.traffic = traffic;
    this.dice = dice;
  }

  /** Adds the events of one viewing; gives when it ended, epoch milliseconds. */
  long watch(Visitor visitor, long fromMillis, List<SiteEvent> events) {
    return new Player(visitor, fromMillis, events).run();
  }

  /** A player at work. */
  private final class Player {

    private final Visitor visitor;
    private final List<SiteEvent> events;
    private final int video = dice.below(VIDEOS);
    private final long durationMillis = 60_000 + video * 45_500L;
    private long nowMillis;
    private long positionMillis;
    private double rate = dice.pick(1.0, 1.0, 1.0, 1.25, 1.5, 2.0, 0.5);

    Player(Visitor visitor, long fromMillis, List<SiteEvent> events) {
      this.visitor = visitor;
      this.events = events;
      this.nowMillis = fromMillis;
      this.positionMillis = dice.chance(0.1) ? dice.between(0, durationMillis) : 0;
    }

    long run() {
      tell("play");
      for (int step = 0; step < MOST_STEPS; step++) {
        playOn(Math.max(1_000, dice.waiting(durationMillis / 4.0)));
        if (positionMillis >= durationMillis) {
          tell("complete");
          return nowMillis;
        }
        if (!goesOn()) {
          return nowMillis;
        }
      }
      tell("pause");
      return nowMillis;
    }

    /** One thing that visitors do; false when they leave. */
    private boolean goesOn() {
      int what = dice.below(100);
      if (what < 35) {
        tell("pause");
        nowMillis += 500 + dice.waiting(20_000);
        tell("play");
      } else if (what < 65) {
        positionMillis = dice.between(0, durationMillis);
        tell("seek");
      } else if (what < 75) {
        rate = dice.pick(1.0, 1.5, 2.0);
        tell("play");
      } else if (what < 78) {
        tell("error");
        return false;
      } else {
        if (!dice.chance(traffic.share(SiteQuirk.WITHOUT_END))) {
          tell("pause");
        }
        return false;
      }
      return true;
    }

    /** Plays on, now and then with a stall that lets the clock run and the position not. */
    private void playOn(long millis) {
      long whole = millis - millis % 8;
      long content = Math.min((long) (whole * rate), durationMillis - positionMillis);
      positionMillis += content;
      nowMillis += (long) Math.ceil(content / rate);
      if (dice.chance(0.1)) {
        nowMillis += dice.between(100, 4_000);
      }
    }

    private void tell(String action) {
      SiteEvent event =
          new SiteEvent(visitor, SiteEvent.VIDEO_EVENT, nowMillis, dice.uuid().toString())
              .with("video_id", "vid-" + video)
              .with("action", action)
              .with("position", positionMillis / 1e3)
              .with("duration", durationMillis / 1e3);
      if (rate != 1 || dice.chance(0.8)) {
        event.with("playback_rate", rate);
      } else if (dice.chance(0.2)) {
        event.with("playback_rate", 0);
      }
      events.add(event.with("quality", dice.chance(0.3) ? "1080p" : null));
    }
  }
}
