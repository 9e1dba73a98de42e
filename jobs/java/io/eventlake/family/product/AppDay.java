package io.eventlake.family.product;

/** The figures of an application and a day. A mutable bean because Flink serializes it as one. */
public class AppDay {

  /** UTC, days since the epoch. */
  public int day;

  public String app;

  /** Distinct users with a session. */
  public long active;

  public long games;
  public long parties;
  public long joined;

  /** For Flink. */
  public AppDay() {}

  private AppDay(int day, String app) {
    this.day = day;
    this.app = app;
  }

  /** Of all that one user did. */
  static AppDay of(UserDay user) {
    AppDay one = new AppDay(user.day, user.app);
    one.active = user.games > 0 ? 1 : 0;
    one.games = user.games;
    one.parties = user.parties;
    one.joined = user.joined;
    return one;
  }

  /** Of other users of the same application and day. */
  AppDay plus(AppDay other) {
    AppDay sum = new AppDay(day, app);
    sum.active = active + other.active;
    sum.games = games + other.games;
    sum.parties = parties + other.parties;
    sum.joined = joined + other.joined;
    return sum;
  }
}
