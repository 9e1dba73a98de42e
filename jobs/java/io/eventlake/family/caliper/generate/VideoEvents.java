package io.eventlake.family.caliper.generate;

import java.util.ArrayList;
import java.util.List;

/** What a player of videos tells. Its session is a text that it sends for everybody: none. */
final class VideoEvents {

  private static final String PLACEHOLDER = "urn:tag:auto-attach";

  private final Sitting sitting;
  private final String video;
  private final long durationMillis;

  VideoEvents(Sitting sitting) {
    this.sitting = sitting;
    video = "https://player.example/videos/" + sitting.dice.below(40);
    durationMillis = sitting.dice.between(60_000, 1_200_000);
  }

  /** Of a video from its start to where it is left. */
  List<LearningItem> watched(long fromMillis) {
    List<LearningItem> items = new ArrayList<>();
    long now = fromMillis;
    long position = 0;
    items.add(event("Started", now, position));
    while (sitting.dice.chance(0.6) && position < durationMillis - 2_000) {
      long played = sitting.dice.between(1_000, durationMillis - position);
      now += played;
      position += played;
      items.add(event("Paused", now, position));
      now += sitting.dice.between(1_000, 60_000);
      boolean jump = sitting.dice.chance(0.3);
      position = jump ? sitting.dice.between(0, durationMillis) : position;
      items.add(event(jump ? "JumpedTo" : "Resumed", now, position));
    }
    items.add(event("Ended", now + durationMillis - position, durationMillis));
    return items;
  }

  private LearningItem event(String action, long atMillis, long positionMillis) {
    return Draft.of(Emitter.PLAYER, sitting, "MediaEvent", action, atMillis)
        .actor("Person")
        .tell("media_duration_s", Told.seconds(durationMillis))
        .tell("media_position_s", Told.seconds(positionMillis))
        .object(
            Json.thing(
                video,
                "VideoObject",
                "name",
                "Lecture",
                "mediaType",
                "video/mp4",
                "duration",
                Draft.duration(durationMillis)))
        .thing(
            "target",
            Json.thing(
                video + "/here", "MediaLocation", "currentTime", Draft.duration(positionMillis)))
        .app()
        .put("session", PLACEHOLDER)
        .item();
  }
}
