package io.eventlake.family.site.visit;

/** A player of a video did something. Positions are long microseconds, so that sums are exact. */
public final class PlayerEvent extends VisitEvent {

  public final String videoId;
  public final VideoAction action;

  /** Where the player is, of a seek where it goes. */
  public final Playhead playhead;

  public PlayerEvent(
      EventKey key, Origin origin, String videoId, VideoAction action, Playhead playhead) {
    super(key, origin);
    this.videoId = videoId;
    this.action = action;
    this.playhead = playhead;
  }

  @Override
  int rank() {
    return action.rank;
  }
}
