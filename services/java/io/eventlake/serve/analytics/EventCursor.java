package io.eventlake.serve.analytics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.lake.Literals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Where a page of events ends: the snapshot that all its pages are of, and the place of the last
 * event. Opaque to who has it; a made-up one finds other events of the same question at most.
 *
 * @param keys session and user of the last event, an empty text for none
 */
record EventCursor(long snapshot, Instant time, String id, List<String> keys) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads one.
   *
   * @throws AnsweredException 400 where it is none
   */
  static EventCursor of(String text) {
    try {
      List<?> parts =
          JSON.readValue(
              new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8), List.class);
      return new EventCursor(
          Long.parseLong((String) parts.get(0)),
          Instant.parse((String) parts.get(1)),
          (String) parts.get(2),
          List.of((String) parts.get(3), (String) parts.get(4)));
    } catch (IOException
        | IllegalArgumentException
        | ClassCastException
        | NullPointerException
        | IndexOutOfBoundsException
        | DateTimeException e) {
      throw new AnsweredException(
          400, "cursor is none that an answer had: leave it out to begin anew.");
    }
  }

  /** Behind a row of the events. */
  static EventCursor behind(long snapshot, Map<String, Object> row) {
    return new EventCursor(
        snapshot,
        Instant.parse((String) row.get("ts")),
        (String) row.get("event_id"),
        List.of((String) row.get("cursor_session"), (String) row.get("cursor_user")));
  }

  String text() {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              JSON.writeValueAsBytes(
                  List.of(
                      String.valueOf(snapshot), time.toString(), id, keys.get(0), keys.get(1))));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts are JSON", e);
    }
  }

  /** The events behind it, in the order of {@link #ORDER}. */
  String condition() {
    return behind(
        List.of("ts", "event_id", "COALESCE(session_id, '')", "COALESCE(user_id_hash, '')"),
        List.of(
            Literals.timestamp(time),
            Literals.text(id),
            Literals.text(keys.get(0)),
            Literals.text(keys.get(1))));
  }

  /** Rows are not compared by their order in Athena, so their fields are. */
  private static String behind(List<String> columns, List<String> values) {
    String condition = columns.get(0) + " < " + values.get(0);
    int rest = columns.size();
    return rest == 1
        ? condition
        : "("
            + condition
            + " OR "
            + columns.get(0)
            + " = "
            + values.get(0)
            + " AND "
            + behind(columns.subList(1, rest), values.subList(1, rest))
            + ")";
  }

  /** The newest first; no two events have the same place. */
  static final String ORDER =
      " ORDER BY ts DESC, event_id DESC, COALESCE(session_id, '') DESC,"
          + " COALESCE(user_id_hash, '') DESC";
}
