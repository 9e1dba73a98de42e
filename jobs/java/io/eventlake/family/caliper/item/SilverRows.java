package io.eventlake.family.caliper.item;

import io.eventlake.family.contract.EventTimes;
import io.eventlake.table.rows.Columns;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
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
    for (String thing : List.of("actor", "object", "target", "generated", "referrer")) {
      int at = values.at(thing);
      row.text(thing + "_id", values.id(at)).text(thing + "_type", values.type(at));
    }
  }

  private void object(ItemValues values) {
    int object = values.at("object");
    String type = values.type(object);
    boolean person = type != null && ItemValues.MODEL.isPerson(type);
    boolean media = type != null && type.endsWith("Object");
    row.text("object_name", person ? null : values.text(values.within(object, "name")))
        .text("object_media_type", values.text(values.within(object, "mediaType")))
        .text("object_part_of_id", values.id(values.within(object, "isPartOf")))
        .text("object_part_of_type", values.type(values.within(object, "isPartOf")))
        .text("subject", values.text(values.within(object, "subject")))
        .text("app_id", values.idOrName(values.within(object, "app")))
        .text("course_id", values.idOrName(values.within(object, "course")))
        .text("activity_id", values.idOrName(values.within(object, "activity")))
        .decimal("media_position_s", values.seconds(values.at("target", "currentTime")))
        .decimal(
            "media_duration_s", media ? values.seconds(values.within(object, "duration")) : null);
  }

  private void attempt(ItemValues values) {
    int attempt = Attempts.find(values);
    Integer count = values.integer(values.within(attempt, "count"));
    row.text("attempt_id", values.id(attempt))
        .value(
            "attempt_count",
            count == null ? values.integer(values.at("generated", "attempt")) : count)
        .micros("attempt_started_ts", values.micros(values.within(attempt, "startedAtTime")))
        .micros("attempt_ended_ts", values.micros(values.within(attempt, "endedAtTime")))
        .decimal("attempt_duration_s", values.seconds(values.within(attempt, "duration")))
        .text("assignable_id", values.id(Attempts.assignable(values, attempt)))
        .text("assignable_type", values.type(Attempts.assignable(values, attempt)));
  }

  private void score(ItemValues values) {
    int generated = values.at("generated");
    int object = values.at("object");
    String type = values.type(generated);
    boolean response = type != null && type.endsWith("Response") && !type.equals("SearchResponse");
    row.decimal(
            "score_given",
            either(
                values,
                values.within(generated, "scoreGiven"),
                values.within(object, "resultScore")))
        .decimal(
            "score_max",
            either(
                values,
                values.within(generated, "maxScore"),
                values.within(object, "maxResultScore")))
        .text("scored_by_id", values.id(values.within(generated, "scoredBy")))
        .text("response_type", response ? type : null)
        .text("response_text", response ? answer(values, generated) : null)
        .value("measures", measures(values, generated));
  }

  private static BigDecimal either(ItemValues values, int one, int other) {
    BigDecimal number = values.decimal(one, POINTS);
    return number == null ? values.decimal(other, POINTS) : number;
  }

  private static String answer(ItemValues values, int response) {
    for (String name : List.of("value", "values", "selections", "dateTimeSelected")) {
      String json = values.json(values.within(response, name));
      if (json != null) {
        return json;
      }
    }

    return null;
  }

  private static GenericArrayData measures(ItemValues values, int collection) {
    List<GenericRowData> measures =
        values.elements(values.within(collection, "items")).stream()
            .filter(values::isObject)
            .map(measure -> measure(values, measure))
            .filter(measure -> !measure.isNullAt(1))
            .collect(Collectors.toList());
    return measures.isEmpty() ? null : new GenericArrayData(measures.toArray());
  }

  private static GenericRowData measure(ItemValues values, int measure) {
    String metric = values.text(values.within(measure, "metric"));
    Long from = values.micros(values.within(measure, "startedAtTime"));
    Long to = values.micros(values.within(measure, "endedAtTime"));
    return GenericRowData.of(
        Columns.text(metric == null ? values.type(measure) : metric),
        NamedRow.decimal(
            either(values, values.within(measure, "metricValue"), values.within(measure, "value"))),
        NamedRow.decimal(values.decimal(values.within(measure, "maxMetricValue"), POINTS)),
        Columns.text(values.text(values.within(measure, "subType"))),
        NamedRow.instant(from == null ? values.micros(values.within(measure, "startDate")) : from),
        NamedRow.instant(to == null ? values.micros(values.within(measure, "endDate")) : to));
  }

  private void surroundings(ItemValues values) {
    int group = values.at("group");
    int session =
        values.isObject(values.at("session")) ? values.at("session") : values.at("object");
    boolean told = String.valueOf(values.type(session)).endsWith("Session");
    row.text("ed_app_id", values.id(values.at("edApp")))
        .text("group_id", values.id(group))
        .text("group_type", values.type(group))
        .text("course_number", values.text(values.within(group, "courseNumber")))
        .text("academic_session", values.text(values.within(group, "academicSession")))
        .texts(
            "roles",
            values.elements(values.at("membership", "roles")).stream()
                .map(values::text)
                .filter(role -> role != null)
                .collect(Collectors.toList()))
        .text("membership_status", values.text(values.at("membership", "status")))
        .micros(
            "session_started_ts",
            told ? values.micros(values.within(session, "startedAtTime")) : null)
        .decimal(
            "session_duration_s", told ? values.seconds(values.within(session, "duration")) : null)
        .text("federated_session_id", values.id(values.at("federatedSession")))
        .text("extensions", values.json(values.at("extensions")));
  }
}
