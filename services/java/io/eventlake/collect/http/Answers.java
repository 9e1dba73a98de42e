package io.eventlake.collect.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventlake.collect.intake.EventVerdict;
import io.eventlake.collect.intake.EventVerdict.Outcome;
import io.eventlake.collect.intake.Taken;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Writes answers as JSON. */
final class Answers {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Answers() {}

  /** What became of each event, and how many had which outcome. */
  static void verdicts(Context request, int status, Taken taken) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("family", taken.family().word());
    for (Outcome outcome : Outcome.values()) {
      answer.put(word(outcome), taken.count(outcome));
    }

    ArrayNode events = answer.putArray("events");
    for (EventVerdict verdict : taken.verdicts()) {
      ObjectNode event =
          events.addObject().put("index", events.size() - 1).put("status", word(verdict.outcome()));
      if (verdict.id() != null) {
        event.put("id", verdict.id());
      }
      if (!verdict.warnings().isEmpty()) {
        verdict.warnings().forEach(event.putArray("warnings")::add);
      }
      if (verdict.reason() != null) {
        event
            .put("reason", verdict.reason().name())
            .put("pointer", verdict.pointer())
            .put("message", verdict.sentence());
      }
    }

    write(request, status, answer);
  }

  /** A sentence on why there is nothing else. */
  static void error(Context request, int status, String sentence, int retryAfterSeconds) {
    if (retryAfterSeconds > 0) {
      request.header("Retry-After", Integer.toString(retryAfterSeconds));
    }

    write(request, status, JsonNodeFactory.instance.objectNode().put("error", sentence));
  }

  static void write(Context request, int status, ObjectNode answer) {
    try {
      request.status(status).contentType("application/json").result(JSON.writeValueAsBytes(answer));
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
  }

  static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
