package io.eventlake.collect.http;

import io.eventlake.collect.config.CollectOptions;
import io.eventlake.collect.intake.CollectedFamily;
import io.eventlake.collect.intake.RequestHead;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.EnumSet;

/** What all routes for events have in common: who may pass, how often, with how much. */
final class Gate {

  private static final int RETRY_AFTER_SECONDS = 1;

  private final Access access;
  private final Bodies bodies;
  private final Heads heads;
  private final Buffer buffer;

  /** Of who only asks what would become of events. */
  private final Caller asking;

  /**
   * @throws io.eventlake.config.ConfigException when the keys cannot be read
   */
  Gate(CollectOptions options, EdgeMetrics metrics, Clock clock) {
    access = new Access(options);
    bodies = new Bodies(options.maxBodyBytes, options.bodyTimeout);
    heads = new Heads(options, clock);
    buffer = new Buffer(options.bufferBytes);
    asking = Caller.of("", EnumSet.allOf(CollectedFamily.class), options.requestsPerSecond);
    metrics.buffer(buffer);
  }

  /**
   * Who sends, once for each request.
   *
   * @throws AnsweredException 401 for nobody that is known, 429 too often
   */
  Caller caller(Context request) {
    return limited(access.caller(request));
  }

  /**
   * Who only asks, once for each request.
   *
   * @throws AnsweredException 429 too often
   */
  Caller anybody() {
    return limited(asking);
  }

  private static Caller limited(Caller caller) {
    if (!caller.bucket().tryConsume(1)) {
      throw new AnsweredException(
          429, "That is more requests than are agreed on: send it later.", RETRY_AFTER_SECONDS);
    }

    return caller;
  }

  /**
   * Room for the body of a request.
   *
   * @throws AnsweredException 413 or 429 where there is none
   */
  Buffer.Room room(Context request) {
    return buffer.take(bodies.expected(request));
  }

  /**
   * Room for so much.
   *
   * @throws AnsweredException 429 where there is none
   */
  Buffer.Room room(long bytes) {
    return buffer.take(bytes);
  }

  /** The body, which takes no more room than it needs from then on. */
  byte[] body(Context request, Buffer.Room room) {
    byte[] body = bodies.read(request);
    room.shrink(body.length);
    return body;
  }

  RequestHead head(Context request, Caller caller) {
    return heads.of(request, caller.otherwise());
  }
}
