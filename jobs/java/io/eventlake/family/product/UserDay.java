package io.eventlake.family.product;

/**
 * What a user did in an application on a day. A mutable bean because Flink serializes it as one.
 */
public class UserDay {

  /** UTC, days since the epoch. */
  public int day;

  public String app;
  public String user;
  public long games;
  public long parties;
  public long joined;

  /** For Flink. */
  public UserDay() {}

  private UserDay(int day, String app, String user) {
    this.day = day;
    this.app = app;
    this.user = user;
  }

  /** Of one activity. */
  static UserDay of(Activity activity) {
    UserDay one = new UserDay(activity.day, activity.app, activity.user);
    switch (ProductKind.ofWord(activity.kind)) {
      case SESSION:
        one.games = 1;
        break;
      case PARTY:
        one.parties = 1;
        break;
      default:
        one.joined = 1;
    }

    return one;
  }

  /** What the same user did in both. */
  UserDay plus(UserDay other) {
    UserDay sum = new UserDay(day, app, user);
    sum.games = games + other.games;
    sum.parties = parties + other.parties;
    sum.joined = joined + other.joined;
    return sum;
  }

  /** Whether {@code gold.product_daily_users} has a row of it. */
  boolean isTold() {
    return games > 0 || parties > 0;
  }
}
