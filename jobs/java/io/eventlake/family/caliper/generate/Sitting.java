package io.eventlake.family.caliper.generate;

import io.eventlake.family.Dice;

/** Somebody's time of learning: who, in which course and session. */
final class Sitting {

  private static final int COURSES = 12;

  final Dice dice;
  final CaliperTraffic traffic;
  final String course;
  final long startMillis;

  /** Null for none. */
  final String sessionId;

  /** Whether the session says whose it is. */
  final boolean sessionTellsUser;

  /** Whose session it is. */
  final Student owner;

  /** Another one takes over now and then. */
  Student student;

  /** What the tool reports as a total so far, minutes. */
  int minutesOnTask;

  Sitting(CaliperTraffic traffic, Dice dice, long startMillis) {
    this.traffic = traffic;
    this.dice = dice;
    this.startMillis = startMillis;
    course = "https://campus.example/courses/" + dice.below(COURSES);
    boolean anonymous = dice.chance(traffic.share(CaliperQuirk.ANONYMOUS));
    owner = anonymous ? Student.anonymous() : anyone();
    student = owner;
    sessionId =
        dice.chance(traffic.share(CaliperQuirk.WITHOUT_SESSION))
            ? null
            : "https://campus.example/sessions/" + dice.hex(16);
    sessionTellsUser = dice.chance(0.5) && !anonymous;
  }

  Student anyone() {
    return Student.of(dice.below(traffic.learners()));
  }
}
