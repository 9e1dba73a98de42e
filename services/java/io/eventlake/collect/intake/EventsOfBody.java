package io.eventlake.collect.intake;

import io.eventlake.family.contract.EventBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Takes bodies apart: one event, an array, {@code {"events": [..]}}, or lines of any of these.
 * Binary CloudEvents are written as structured ones before.
 */
final class EventsOfBody {

  static final Set<String> LINES =
      Set.of("application/x-ndjson", "application/ndjson", "application/jsonl");

  static final String CLOUD_EVENT = "application/cloudevents+json";
  static final String CLOUD_EVENTS = "application/cloudevents-batch+json";

  /** No type at all is JSON; text is what browsers may send without asking first. */
  private static final Set<String> DOCUMENTS =
      Set.of("", "application/json", "text/plain", CLOUD_EVENT, CLOUD_EVENTS);

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final int most;
  private final List<SentEvent> events = new ArrayList<>();

  private EventsOfBody(int most) {
    this.most = most;
  }

  /**
   * @param most events of a request
   * @throws RefusedException when it has more, or is of a type that nobody can read
   */
  static EventsOfBody of(String mediaType, byte[] sent, int most) {
    EventsOfBody all = new EventsOfBody(most);
    byte[] body = withoutMark(sent);
    if (LINES.contains(mediaType)) {
      all.addLines(body);
    } else if (DOCUMENTS.contains(mediaType)) {
      all.add(body);
    } else {
      throw new RefusedException(
          415,
          "Events are sent as application/json, text/plain, application/x-ndjson,"
              + " application/cloudevents+json or application/cloudevents-batch+json.");
    }

    if (all.events.isEmpty()) {
      throw new RefusedException(400, "The body holds no event.");
    }

    return all;
  }

  List<SentEvent> events() {
    return events;
  }

  private void addLines(byte[] body) {
    int start = 0;
    for (int i = 0; i <= body.length; i++) {
      if (i == body.length || body[i] == '\n') {
        int end = i > start && body[i - 1] == '\r' ? i - 1 : i;
        if (!isBlank(body, start, end)) {
          add(Arrays.copyOfRange(body, start, end));
        }

        start = i + 1;
      }
    }
  }

  private void add(byte[] document) {
    EventBatch batch = EventBatch.of(document);
    if (batch == null) {
      add(SentEvent.alone(document));
    } else if (batch.fault() != null) {
      add(SentEvent.none(document, batch.fault()));
    } else {
      for (int i = 0; i < batch.count(); i++) {
        add(SentEvent.among(batch.event(i), batch.alone(i)));
      }
    }
  }

  private void add(SentEvent event) {
    if (events.size() == most) {
      throw new RefusedException(413, "A request holds at most " + most + " events: send fewer.");
    }

    events.add(event);
  }

  private static byte[] withoutMark(byte[] body) {
    int mark = BYTE_ORDER_MARK.length;
    return body.length >= mark && Arrays.equals(body, 0, mark, BYTE_ORDER_MARK, 0, mark)
        ? Arrays.copyOfRange(body, mark, body.length)
        : body;
  }

  private static boolean isBlank(byte[] body, int start, int end) {
    for (int i = start; i < end; i++) {
      if (body[i] != ' ' && body[i] != '\t') {
        return false;
      }
    }

    return true;
  }
}
