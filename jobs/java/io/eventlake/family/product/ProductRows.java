package io.eventlake.family.product;

import static io.eventlake.table.rows.Columns.string;
import static io.eventlake.table.rows.Columns.text;
import static io.eventlake.table.rows.Columns.timestamp;

import java.io.Serializable;
import java.time.LocalDate;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Rows of the tables, columns in the order of iceberg-ddl. */
final class ProductRows implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ExportFacts facts;

  ProductRows(ExportFacts facts) {
    this.facts = facts;
  }

  /** Of {@code silver.product_activity}. */
  RowData activity(Activity activity) {
    return GenericRowData.of(
        text(activity.kind),
        activity.day,
        text(activity.app),
        text(activity.user),
        text(activity.modelId),
        text(activity.owner),
        text(facts.exportId),
        timestamp(facts.exportEnd.toEpochMilli()));
  }

  /** What a row of {@code silver.product_activity} was made of. */
  static Activity known(RowData row) {
    Activity activity = new Activity();
    activity.kind = string(row, 0);
    activity.day = row.getInt(1);
    activity.app = string(row, 2);
    activity.user = string(row, 3);
    activity.modelId = string(row, 4);
    activity.owner = string(row, 5);
    activity.isKnown = true;
    return activity;
  }

  /** Of {@code gold.product_daily}. */
  RowData daily(AppDay app) {
    return GenericRowData.of(
        app.day,
        text(app.app),
        app.active,
        app.games,
        app.parties,
        app.joined,
        timestamp(facts.computed.toEpochMilli()),
        text(facts.exportId),
        facts.completeDays.contains(LocalDate.ofEpochDay(app.day)));
  }

  /** Of {@code gold.product_daily_users}. */
  RowData user(UserDay user) {
    return GenericRowData.of(user.day, text(user.app), text(user.user), user.games, user.parties);
  }
}
