package io.eventlake.family.product;

/** What {@code gold.product_daily_users} says of one user of an application and day. */
public final class UserFigures {

  final String user;
  final long games;
  final long parties;

  public UserFigures(String user, long games, long parties) {
    this.user = user;
    this.games = games;
    this.parties = parties;
  }
}
