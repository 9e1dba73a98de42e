package io.eventlake.family.site.visit;

/**
 * What a player tells of itself. The codes stand in state: one that is given is never another's.
 */
public enum VideoAction {
  PLAY(1, 2),
  PAUSE(2, 0),
  /** Its position is the target. */
  SEEK(3, 1),
  COMPLETE(4, 0),
  ERROR(5, 0);

  final int code;

  /** At one millisecond what ends comes before what moves, and that before what begins. */
  final int rank;

  VideoAction(int code, int rank) {
    this.code = code;
    this.rank = rank;
  }

  static VideoAction ofCode(int code) {
    for (VideoAction action : values()) {
      if (action.code == code) {
        return action;
      }
    }

    throw new IllegalStateException(
        "A note has the kind " + code + ", which this release does not know: a newer one wrote it");
  }
}
