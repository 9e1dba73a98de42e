package io.eventlake.family.caliper.item;

import io.eventlake.family.contract.EventTimes;
import io.eventlake.table.rows.Columns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Makes rows of {@code silver.events}: a function of what {@code bronze.events} has of the event,
 * so that a rebuild makes the same.
 */
public final class SilverRows {

  /** Digits behind the point of scores and measures. */
  private static final int POINTS = 4;

  /** Rounded to milliseconds here and nowhere else: all that is summed of it is the same. */
  private static final String ACTIVE = "active";

  /** Where a response has what was answered. */
  private static final int[] ANSWERS = {
    Name.VALUE, Name.VALUES, Name.SELECTIONS, Name.DATE_TIME_SELECTED
  };

  private final NamedRow row;

  /**
   * @param type of the table's rows
   */
  public SilverRows(RowType type) {
    row = new NamedRow(type);
  }

  /**
   * The row of an event.
   *
   * @param values has the event
   * @param sensor null for none
   * @param rules whose rules took it
   */
  public RowData row(
      CaliperItem event, ItemValues values, String sensor, String rules, EventTimes times) {
    row.begin()
        .text("event_id", event.eventId.toString())
        .text("id", event.id)
        .text("event_type", event.type)
        .text("action", event.action)
        .text("profile", event.profile)
        .micros("ts", event.micros)
        .text("sensor", sensor)
        .text("user_id_hash", event.learner)
        .text("learner_from", event.learnerFrom)
        .text("session_id", event.sessionId())
        .text("rules", rules)
        .value("event_dt", Columns.day(times.eventMillis))
        .value("arrival_ts", Columns.timestamp(times.arrivalMillis))
        .value("clock_skewed", times.skewed)
        .value("in_session", false);
    things(values);
    object(values);
    attempt(values);
    score(values);
    surroundings(values);
    return row.end();
  }

  /** What has an id and a type only. */
  private void things(ItemValues values) {
    thing(values, values.at(Name.ACTOR), "actor_id", "actor_type");
    thing(values, values.at(Name.OBJECT), "object_id", "object_type");
    thing(values, values.at(Name.TARGET), "target_id", "target_type");
    thing(values, values.at(Name.GENERATED), "generated_id", "generated_type");
    thing(values, values.at(Name.REFERRER), "referrer_id", "referrer_type");
  }

  private void thing(ItemValues values, int thing, String id, String type) {
    row.text(id, values.id(thing)).text(type, values.type(thing));
  }

  private void object(ItemValues values) {
    int object = values.at(Name.OBJECT);
    String type = values.type(object);
    boolean person = type != null && ItemValues.MODEL.isPerson(type);
    boolean media = type != null && type.endsWith("Object");
    row.text("object_name", person ? null : values.text(values.within(object, Name.NAME)))
        .text("object_media_type", values.text(values.within(object, Name.MEDIA_TYPE)))
        .text("object_part_of_id", values.id(values.within(object, Name.IS_PART_OF)))
        .text("object_part_of_type", values.type(values.within(object, Name.IS_PART_OF)))
        .text("subject", values.text(values.within(object, Name.SUBJECT)))
        .text("app_id", values.idOrName(values.within(object, Name.APP)))
        .text("course_id", values.idOrName(values.within(object, Name.COURSE)))
        .text("activity_id", values.idOrName(values.within(object, Name.ACTIVITY)))
        .decimal("media_position_s", values.seconds(values.at(Name.TARGET, Name.CURRENT_TIME)))
        .decimal(
            "media_duration_s",
            media ? values.seconds(values.within(object, Name.DURATION)) : null);
  }

  private void attempt(ItemValues values) {
    int attempt = Attempts.find(values);
    Integer count = values.integer(values.within(attempt, Name.COUNT));
    row.text("attempt_id", values.id(attempt))
        .value(
            "attempt_count",
            count == null ? values.integer(values.at(Name.GENERATED, Name.ATTEMPT)) : count)
        .micros("attempt_started_ts", values.micros(values.within(attempt, Name.STARTED_AT_TIME)))
        .micros("attempt_ended_ts", values.micros(values.within(attempt, Name.ENDED_AT_TIME)))
        .decimal("attempt_duration_s", values.seconds(values.within(attempt, Name.DURATION)))
        .text("assignable_id", values.id(Attempts.assignable(values, attempt)))
        .text("assignable_type", values.type(Attempts.assignable(values, attempt)));
  }

  private void score(ItemValues values) {
    int generated = values.at(Name.GENERATED);
    int object = values.at(Name.OBJECT);
    String type = values.type(generated);
    boolean response = type != null && type.endsWith("Response") && !type.equals("SearchResponse");
    row.decimal(
            "score_given",
            either(
                values,
                values.within(generated, Name.SCORE_GIVEN),
                values.within(object, Name.RESULT_SCORE),
                POINTS))
        .decimal(
            "score_max",
            either(
                values,
                values.within(generated, Name.MAX_SCORE),
                values.within(object, Name.MAX_RESULT_SCORE),
                POINTS))
        .text("scored_by_id", values.id(values.within(generated, Name.SCORED_BY)))
        .text("response_type", response ? type : null)
        .text("response_text", response ? answer(values, generated) : null)
        .value("measures", measures(values, generated));
  }

  private static BigDecimal either(ItemValues values, int one, int other, int scale) {
    BigDecimal number = values.decimal(one, scale);
    return number == null ? values.decimal(other, scale) : number;
  }

  private static String answer(ItemValues values, int response) {
    for (int name : ANSWERS) {
      String json = values.json(values.within(response, name));
      if (json != null) {
        return json;
      }
    }

    return null;
  }

  private static GenericArrayData measures(ItemValues values, int collection) {
    List<GenericRowData> measures = new ArrayList<>();
    for (int item : values.elements(values.within(collection, Name.ITEMS))) {
      GenericRowData measure = values.isObject(item) ? measure(values, item) : null;
      if (measure != null && !measure.isNullAt(1)) {
        measures.add(measure);
      }
    }

    return measures.isEmpty() ? null : new GenericArrayData(measures.toArray());
  }

  private static GenericRowData measure(ItemValues values, int measure) {
    String metric = values.text(values.within(measure, Name.METRIC));
    Long from = values.micros(values.within(measure, Name.STARTED_AT_TIME));
    Long to = values.micros(values.within(measure, Name.ENDED_AT_TIME));
    String what = metric == null ? values.type(measure) : metric;
    int scale = ACTIVE.equals(what) ? Numbers.MILLIS : POINTS;
    BigDecimal amount =
        either(
            values,
            values.within(measure, Name.METRIC_VALUE),
            values.within(measure, Name.VALUE),
            scale);
    return GenericRowData.of(
        Columns.text(what),
        NamedRow.decimal(amount == null ? null : amount.setScale(POINTS)),
        NamedRow.decimal(values.decimal(values.within(measure, Name.MAX_METRIC_VALUE), POINTS)),
        Columns.text(values.text(values.within(measure, Name.SUB_TYPE))),
        NamedRow.instant(
            from == null ? values.micros(values.within(measure, Name.START_DATE)) : from),
        NamedRow.instant(to == null ? values.micros(values.within(measure, Name.END_DATE)) : to));
  }

  private void surroundings(ItemValues values) {
    int group = values.at(Name.GROUP);
    int session =
        values.isObject(values.at(Name.SESSION)) ? values.at(Name.SESSION) : values.at(Name.OBJECT);
    boolean told = String.valueOf(values.type(session)).endsWith("Session");
    row.text("ed_app_id", values.id(values.at(Name.ED_APP)))
        .text("group_id", values.id(group))
        .text("group_type", values.type(group))
        .text("course_number", values.text(values.within(group, Name.COURSE_NUMBER)))
        .text("academic_session", values.text(values.within(group, Name.ACADEMIC_SESSION)))
        .texts("roles", values.texts(values.at(Name.MEMBERSHIP, Name.ROLES)))
        .text("membership_status", values.text(values.at(Name.MEMBERSHIP, Name.STATUS)))
        .micros(
            "session_started_ts",
            told ? values.micros(values.within(session, Name.STARTED_AT_TIME)) : null)
        .decimal(
            "session_duration_s",
            told ? values.seconds(values.within(session, Name.DURATION)) : null)
        .text("federated_session_id", values.id(values.at(Name.FEDERATED_SESSION)))
        .text("extensions", values.json(values.at(Name.EXTENSIONS)));
  }
}
