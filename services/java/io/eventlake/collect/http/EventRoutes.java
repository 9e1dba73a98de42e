package io.eventlake.collect.http;

import io.eventlake.collect.config.CollectOptions;
import io.eventlake.collect.intake.CollectedFamily;
import io.eventlake.collect.intake.EventVerdict.Outcome;
import io.eventlake.collect.intake.Intake;
import io.eventlake.collect.intake.RequestHead;
import io.eventlake.collect.intake.Taken;
import io.eventlake.collect.stream.StreamWriter;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes events, and tells what became of them when the stream has them. */
final class EventRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(EventRoutes.class);

  private static final Set<CollectedFamily> ALL = EnumSet.allOf(CollectedFamily.class);
  private static final int RETRY_AFTER_SECONDS = 1;

  private final Intake intake;
  private final Access access;
  private final Map<CollectedFamily, StreamWriter> streams;
  private final EdgeMetrics metrics;
  private final Bodies bodies;
  private final Heads heads;
  private final Buffer buffer;

  /** Of who only asks what would become of events. */
  private final Caller asking;

  EventRoutes(
      CollectOptions options,
      Intake intake,
      Map<CollectedFamily, StreamWriter> streams,
      EdgeMetrics metrics,
      Clock clock) {
    this.intake = intake;
    this.streams = streams;
    this.metrics = metrics;
    this.access = new Access(options);
    this.bodies = new Bodies(options.maxBodyBytes, options.bodyTimeout);
    this.heads = new Heads(options, clock);
    this.buffer = new Buffer(options.bufferBytes);
    this.asking = Caller.of("", ALL, options.requestsPerSecond);
    metrics.buffer(buffer);
  }

  /** {@code POST /v1/events}. */
  void collect(Context request) {
    Caller caller = access.caller(request);
    limit(caller);
    Buffer.Room room = buffer.take(bodies.expected(request));
    boolean waiting = false;
    try {
      byte[] body = bodies.read(request);
      room.shrink(body.length);
      RequestHead head = heads.of(request, caller.otherwise());
      StreamWriter stream = stream(caller, intake.family(head, body));
      Taken taken = intake.take(head, body);
      request.future(
          () ->
              stream
                  .put(taken.records())
                  .whenComplete((done, failure) -> room.close())
                  .handle(
                      (done, failure) -> {
                        answer(request, taken, failure);
                        return null;
                      }));
      waiting = true;
    } finally {
      if (!waiting) {
        room.close();
      }
    }
  }

  /**
   * {@code POST /v1/events/validate}: the same verdicts; nothing is sent, nobody asked who it is.
   */
  void validate(Context request) {
    limit(asking);
    try (Buffer.Room room = buffer.take(bodies.expected(request))) {
      byte[] body = bodies.read(request);
      room.shrink(body.length);
      Answers.verdicts(request, 200, intake.take(heads.of(request, asking.otherwise()), body));
    }
  }

  private static void limit(Caller caller) {
    if (!caller.bucket().tryConsume(1)) {
      throw new AnsweredException(
          429, "That is more requests than are agreed on: send it later.", RETRY_AFTER_SECONDS);
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
    boolean allRejected = taken.count(Outcome.REJECTED) == taken.verdicts().size();
    Answers.verdicts(request, allRejected ? 400 : 202, taken);
  }
}
