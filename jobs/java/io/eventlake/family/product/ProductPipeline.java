package io.eventlake.family.product;

import io.eventlake.event.RawRecord;
import io.eventlake.table.TableName;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/**
 * The days' metrics from the items of an export and what the exports before told of these days.
 * Batch execution alone, which sorts and spills: memory does not grow with the export.
 *
 * <pre>
 *  items ──► judge ──┐                   ┌─► silver.product_activity   those that are new
 *                    ├─► each item once ─┤
 *  silver, the days ─┘                   └─► by user ──► gold.product_daily_users
 *                                                   └──► by application ──► gold.product_daily
 * </pre>
 */
public final class ProductPipeline {

  private static final String UIDS = "product-";

  private final LocalDate from;
  private final LocalDate to;
  private final ProductRows rows;
  private final Function<TableName, TypeInformation<RowData>> types;

  private DataStream<ItemCount> counts;

  /**
   * @param from first day to count, UTC
   * @param to last day, inclusive
   */
  public ProductPipeline(LocalDate from, LocalDate to, ExportFacts facts) {
    this.from = from;
    this.to = to;
    this.rows = new ProductRows(facts);
    this.types = table -> InternalTypeInfo.of(ProductTables.set().rowType(table));
  }

  /**
   * Draws the graph.
   *
   * @param items of an export
   * @param known rows of {@code silver.product_activity} of the days
   * @return rows by table, of gold all rows of the days
   */
  public Map<TableName, DataStream<RowData>> define(
      DataStream<RawRecord> items, DataStream<RowData> known) {
    DataStream<Activity> activities = once(judged(items), known);
    ProductRows to = rows;
    Map<TableName, DataStream<RowData>> tables = new LinkedHashMap<>();
    tables.put(
        ProductTables.ACTIVITY,
        activities
            .filter(activity -> !activity.isKnown)
            .uid(UIDS + "new")
            .map(to::activity, types.apply(ProductTables.ACTIVITY))
            .uid(UIDS + "rows-activity"));

    DataStream<UserDay> users = users(activities);
    tables.put(
        ProductTables.DAILY_USERS,
        users
            .filter(UserDay::isTold)
            .uid(UIDS + "told")
            .map(to::user, types.apply(ProductTables.DAILY_USERS))
            .uid(UIDS + "rows-users"));
    tables.put(
        ProductTables.DAILY,
        apps(users).map(to::daily, types.apply(ProductTables.DAILY)).uid(UIDS + "rows-daily"));
    return tables;
  }

  /** How many lines had which outcome, by reader. */
  public DataStream<ItemCount> counts() {
    return counts;
  }

  private DataStream<Activity> judged(DataStream<RawRecord> items) {
    SingleOutputStreamOperator<Activity> judged =
        items
            .transform(
                "Judge items",
                TypeInformation.of(Activity.class),
                new JudgeOperator((int) from.toEpochDay(), (int) to.toEpochDay()))
            .uid(UIDS + "judge");
    counts = judged.getSideOutput(JudgeOperator.COUNTS);
    return judged;
  }

  /** Of an item and day one, the known one where it is known. */
  private static DataStream<Activity> once(DataStream<Activity> judged, DataStream<RowData> known) {
    return judged
        .union(
            known.map(ProductRows::known, TypeInformation.of(Activity.class)).uid(UIDS + "known"))
        .keyBy(
            activity -> Tuple4.of(activity.kind, activity.modelId, activity.owner, activity.day),
            Types.TUPLE(Types.STRING, Types.STRING, Types.STRING, Types.INT))
        .reduce((one, other) -> one.isKnown ? one : other)
        .uid(UIDS + "once");
  }

  private static DataStream<UserDay> users(DataStream<Activity> activities) {
    return activities
        .map(UserDay::of, TypeInformation.of(UserDay.class))
        .uid(UIDS + "of-user")
        .keyBy(
            user -> Tuple3.of(user.day, user.app, user.user),
            Types.TUPLE(Types.INT, Types.STRING, Types.STRING))
        .reduce(UserDay::plus)
        .uid(UIDS + "users");
  }

  private static DataStream<AppDay> apps(DataStream<UserDay> users) {
    return users
        .map(AppDay::of, TypeInformation.of(AppDay.class))
        .uid(UIDS + "of-app")
        .keyBy(app -> Tuple2.of(app.day, app.app), Types.TUPLE(Types.INT, Types.STRING))
        .reduce(AppDay::plus)
        .uid(UIDS + "apps");
  }
}
