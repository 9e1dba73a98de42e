package io.eventlake.job.xp;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** What a run asks of the tables, in Athena's SQL. */
final class XpQueries {

  private static final String IS_XP = "ANY_MATCH(measures, m -> m.metric = 'xpEarned')";

  private static final String PSEUDONYM = "urn:hmac-sha256:%";

  /** Of the learning family, as statements about XP call it. */
  static final String EVENT_TABLE = "caliper_silver.events";

  /** Of an activity without id the table has the name: its object tells it apart. */
  private static final String ACTIVITY =
      "CASE WHEN REGEXP_LIKE(activity_id, '^[A-Za-z][A-Za-z0-9+.-]*:[^ ]+$') OR object_id IS NULL"
          + " THEN activity_id ELSE object_id END";

  /** Each event once that says XP of somebody, the first to arrive of its id. */
  private static final String EVENTS =
      "SELECT id, student_id, activity_id, attempt_count, xp, ts, arrival_ts, sensor, app,"
          + " course_id, subject FROM (SELECT id, student_id, activity_id, attempt_count, xp, ts,"
          + " arrival_ts, sensor, app, course_id, subject, ROW_NUMBER() OVER (PARTITION BY id ORDER"
          + " BY arrival_ts, ts, student_id, activity_id, attempt_count, xp) AS n FROM (SELECT id, "
          + segment("actor_id")
          + " AS student_id, "
          + segment(ACTIVITY)
          + " AS activity_id, attempt_count, REDUCE(FILTER(measures, m -> m.metric = 'xpEarned'),"
          + " CAST(0 AS DECIMAL(38, 4)), (s, m) -> CAST(s + m.value AS DECIMAL(38, 4)), s -> s) AS xp, ts, arrival_ts,"
          + " sensor, COALESCE(ed_app_id, app_id) AS app, course_id, subject"
          + " FROM caliper_silver.events WHERE "
          + IS_XP
          + ") AS said WHERE student_id IS NOT NULL AND activity_id IS NOT NULL AND xp"
          + " BETWEEN -99999999999999.9999 AND 99999999999999.9999)"
          + " AS numbered WHERE n = 1";

  /** Of each result the student of its newest version that names one. */
  private static final String OWNERS =
      "SELECT result_id, student_id AS owner FROM (SELECT result_id, student_id, ROW_NUMBER() OVER"
          + " (PARTITION BY result_id ORDER BY modified_ts DESC, delivery DESC, delivery_row DESC)"
          + " AS n FROM bronze.assessment_results WHERE student_id IS NOT NULL) AS numbered"
          + " WHERE n = 1";

  /** Events whose persons are pseudonyms. */
  static final String PSEUDONYMS =
      "SELECT COUNT(*) AS found FROM caliper_silver.events WHERE actor_id LIKE '"
          + PSEUDONYM
          + "' AND "
          + IS_XP;

  /** Deliveries of all results, by number. */
  static final String BULKS =
      "SELECT delivery, MAX(newest_ts), COUNT(unchanged) > 0 FROM ops.result_deliveries WHERE bulk"
          + " GROUP BY delivery ORDER BY delivery";

  static final String KNOWN_FILES =
      "SELECT file, digest, version, bulk, delivery FROM ops.result_deliveries ORDER BY delivery";

  static final String LAST_RUN =
      "SELECT run_ts, to_snapshot_id, last_delivery, rules FROM ops.transform_runs"
          + " ORDER BY run_ts DESC LIMIT 1";

  /**
   * Of each result its last version, whether its absence is the last that is known of it, and
   * whether a delivery that tells absences had it behind that.
   *
   * @param columns of the table
   */
  static String lastRows(String columns) {
    return "SELECT "
        + Arrays.stream(columns.split(", "))
            .map(one -> "r." + one)
            .collect(Collectors.joining(", "))
        + ", COALESCE(s.absent > GREATEST(s.came, COALESCE(l.came, 0)), FALSE), COALESCE(s.in_bulk >"
        + " COALESCE(s.absent, 0), FALSE) FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY result_id"
        + " ORDER BY delivery DESC, delivery_row DESC) AS n FROM bronze.assessment_results WHERE"
        + " status <> 'absent') AS r INNER JOIN (SELECT result_id, MAX(CASE WHEN status = 'absent'"
        + " THEN delivery END) AS absent, MAX(CASE WHEN status <> 'absent' THEN delivery END) AS"
        + " came, MAX(CASE WHEN status <> 'absent' AND delivery IN (SELECT delivery FROM"
        + " ops.result_deliveries WHERE bulk AND unchanged IS NOT NULL) THEN delivery END) AS in_bulk"
        + " FROM bronze.assessment_results GROUP BY result_id) AS s ON r.result_id = s.result_id LEFT"
        + " JOIN (SELECT result_id, MAX(delivery) AS came FROM bronze.rejected_results WHERE"
        + " result_id IS NOT NULL GROUP BY result_id) AS l ON r.result_id = l.result_id WHERE r.n = 1";
  }

  private final boolean hasEvents;

  /** Students in brackets; null for all. */
  private final String students;

  /**
   * @param hasEvents whether the lake has the tables of learning events
   * @param students whose rows are asked for; null for all
   */
  XpQueries(boolean hasEvents, Collection<String> students) {
    this.hasEvents = hasEvents;
    this.students =
        students == null
            ? null
            : students.isEmpty()
                ? "(SELECT student_id FROM silver.xp_claims WHERE 1 = 0)"
                : students.stream()
                    .map(student -> "'" + student.replace("'", "''") + "'")
                    .collect(Collectors.joining(", ", "(", ")"));
  }

  /** The last segment of an IRI; of what is none the whole. */
  private static String segment(String of) {
    return "REGEXP_EXTRACT(" + of + ", '^(?:.*/|urn:(?:.*:)?)?([^/]+?)/*$', 1)";
  }

  /** All students that any table has. */
  static String everybody(boolean hasEvents) {
    return "SELECT DISTINCT student_id FROM (SELECT student_id FROM bronze.assessment_results"
        + " WHERE student_id IS NOT NULL UNION SELECT student_id FROM silver.xp_claims UNION"
        + " SELECT student_id FROM silver.assessment_results"
        + (hasEvents ? " UNION SELECT student_id FROM (" + EVENTS + ") AS e" : "")
        + ") AS found ORDER BY student_id";
  }

  /**
   * Those of whom anything came or went.
   *
   * @param delivery after which results are new
   * @param days of events that changed
   * @param before snapshot of events before that, where some may have been that are gone; or null
   */
  static String touched(long delivery, SortedSet<LocalDate> days, Long before) {
    String results =
        "SELECT student_id FROM bronze.assessment_results WHERE student_id IS NOT NULL AND"
            + " result_id IN (SELECT result_id FROM bronze.assessment_results WHERE delivery > "
            + delivery
            + " UNION SELECT result_id FROM bronze.rejected_results WHERE result_id IS NOT NULL AND"
            + " delivery > "
            + delivery
            + ")";
    if (days.isEmpty()) {
      return "SELECT DISTINCT student_id FROM (" + results + ") AS found ORDER BY student_id";
    }

    String onDays =
        IS_XP
            + " AND event_dt IN ("
            + days.stream().map(day -> "DATE '" + day + "'").collect(Collectors.joining(", "))
            + ")";
    String said = "SELECT DISTINCT id, " + segment("actor_id") + " AS student_id";
    return "SELECT DISTINCT student_id FROM ("
        + results
        + " UNION SELECT student_id FROM ("
        + (said + " FROM caliper_silver.events WHERE " + IS_XP)
        + " AND id IN (SELECT id FROM caliper_silver.events WHERE "
        + onDays
        + ")) AS e"
        + (before == null
            ? ""
            : " UNION SELECT student_id FROM ("
                + (said + " FROM caliper_silver.events FOR VERSION AS OF " + before)
                + " WHERE "
                + onDays
                + ") AS w")
        + ") AS found WHERE student_id IS NOT NULL ORDER BY student_id";
  }

  /** Student, then the columns of {@link #EVENTS}. */
  String events() {
    return hasEvents
        ? "SELECT student_id, id, activity_id, attempt_count, xp, ts, arrival_ts, sensor, app,"
            + " course_id, subject FROM ("
            + EVENTS
            + ") AS e"
            + where("student_id")
            + " ORDER BY student_id"
        : null;
  }

  /** Student that it is of now, then each delivery of each result; of a rejected one little. */
  String results() {
    return "SELECT owner, result_id, status, modified_ts, activity_id, attempt, graded, banked, xp,"
        + " score_ts, delivery, delivery_row FROM (SELECT o.owner, r.result_id, r.status,"
        + " r.modified_ts, r.activity_id, r.attempt, r.graded, r.banked, r.xp, r.score_ts,"
        + " r.delivery, r.delivery_row FROM bronze.assessment_results AS r INNER JOIN ("
        + OWNERS
        + ") AS o ON r.result_id = o.result_id UNION ALL SELECT o.owner, l.result_id, CAST(NULL AS"
        + " VARCHAR), CAST(NULL AS TIMESTAMP), CAST(NULL AS VARCHAR), CAST(NULL AS INTEGER), CAST("
        + "NULL AS BOOLEAN), CAST(NULL AS BOOLEAN), CAST(NULL AS DECIMAL(18, 4)), CAST(NULL AS"
        + " TIMESTAMP), l.delivery, l.delivery_row FROM bronze.rejected_results AS l INNER JOIN ("
        + OWNERS
        + ") AS o ON l.result_id = o.result_id) AS delivered"
        + where("owner")
        + " ORDER BY owner, result_id";
  }

  /** Student, then the columns of a table, as it is. */
  String had(String table, String columns) {
    return "SELECT student_id AS of_student, "
        + columns
        + " FROM "
        + table
        + where("student_id")
        + " ORDER BY student_id";
  }

  private String where(String column) {
    return students == null ? "" : " WHERE " + column + " IN " + students;
  }
}
