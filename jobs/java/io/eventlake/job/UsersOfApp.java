package io.eventlake.job;

import io.eventlake.family.product.AppFigures;
import io.eventlake.family.product.UserFigures;
import io.eventlake.lake.engine.QueryResult;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The users of one application and day after the other, from rows that are sorted so. */
final class UsersOfApp implements Iterator<UserFigures> {

  private final QueryResult rows;
  private AppFigures app;
  private List<Object> next;

  /**
   * @param rows day, application, user, games, parties
   */
  UsersOfApp(QueryResult rows) {
    this.rows = rows;
    this.next = rows.next();
  }

  /** Goes on to those of an application and day, the one before being at its end. */
  void begin(AppFigures of) {
    app = of;
  }

  @Override
  public boolean hasNext() {
    return next != null
        && MetricsHistory.day(next.get(0)).equals(app.day())
        && app.app().equals(next.get(1));
  }

  @Override
  public UserFigures next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }

    UserFigures user = MetricsHistory.user(next);
    next = rows.next();
    return user;
  }

  /** Rows that no application took would be missing in the items. */
  void requireEnd() {
    if (next != null) {
      throw new IllegalStateException(
          "gold.product_daily_users has rows of "
              + next.get(1)
              + " on "
              + next.get(0)
              + ", and gold.product_daily has none");
    }
  }
}
