package io.eventlake.collect.http;

import io.eventlake.collect.intake.CollectedFamily;
import io.eventlake.collect.intake.EventKind;
import io.eventlake.collect.intake.RequestHead;
import io.eventlake.collect.intake.Taken;
import io.eventlake.collect.stream.StreamWriter;
import io.javalin.http.Context;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes events of a kind, and tells what became of them when the stream has them. */
final class EventRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(EventRoutes.class);

  private static final int RETRY_AFTER_SECONDS = 1;

  private final Gate gate;
  private final EventKind kind;
  private final Map<CollectedFamily, StreamWriter> streams;
  private final EdgeMetrics metrics;

  EventRoutes(
      Gate gate, EventKind kind, Map<CollectedFamily, StreamWriter> streams, EdgeMetrics metrics) {
    this.gate = gate;
    this.kind = kind;
    this.streams = streams;
    this.metrics = metrics;
  }

  /** What is sent is collected. */
  void collect(Context request) {
    Caller caller = gate.caller(request);
    Buffer.Room room = gate.room(request);
    boolean waiting = false;
    try {
      byte[] body = gate.body(request, room);
      RequestHead head = gate.head(request, caller);
      StreamWriter stream = stream(caller, kind.family(head, body));
      Taken taken = kind.take(head, body);
      CompletableFuture<Void> taking =
          stream.put(taken.records()).whenComplete((done, failure) -> room.close());
      waiting = true;
      request.future(
          () ->
              taking.handle(
                  (done, failure) -> {
                    answer(request, taken, failure);
                    return null;
                  }));
    } finally {
      if (!waiting) {
        room.close();
      }
    }
  }

  /** The same verdicts; nothing is sent on, and nobody is asked who it is. */
  void validate(Context request) {
    Caller asking = gate.anybody();
    try (Buffer.Room room = gate.room(request)) {
      byte[] body = gate.body(request, room);
      Answers.verdicts(request, 200, kind.take(gate.head(request, asking), body));
    }
  }

  private StreamWriter stream(Caller caller, CollectedFamily family) {
    if (!caller.families().contains(family)) {
      throw new AnsweredException(
          403, "The key is not for events of the family " + family.word() + ".");
    }

    StreamWriter stream = streams.get(family);
    if (stream == null) {
      throw new AnsweredException(
          404, "No events of the family " + family.word() + " are collected here.");
    }

    return stream;
  }

  private void answer(Context request, Taken taken, Throwable failure) {
    if (failure != null) {
      LOG.warn("Events are not in the stream, and their sender is told: {}", failure.getMessage());
      Answers.error(
          request,
          503,
          "The stream does not take events at the moment: send all of them again.",
          RETRY_AFTER_SECONDS);
      return;
    }

    metrics.told(taken);
    Answers.verdicts(request, kind.status(taken), taken);
  }
}
