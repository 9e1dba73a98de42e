package io.eventlake.serve.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.eventlake.serve.lake.LakeState;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes answers as JSON, and of which state of the lake they are. */
public final class Answers {

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

  private Answers() {}

  /** As bytes. */
  public static byte[] json(Object answer) {
    try {
      return JSON.writeValueAsBytes(answer);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
  }

  /** Answers 200. */
  public static void write(Context request, Object answer) {
    write(request, 200, answer);
  }

  /** Answers with a status. */
  public static void write(Context request, int status, Object answer) {
    request.status(status).contentType("application/json").result(json(answer));
  }

  /** A sentence on why there is nothing else. */
  public static void error(Context request, int status, String sentence) {
    write(request, status, Map.of("error", sentence));
  }

  /** What every answer says of the state that it is of. */
  public static Map<String, Object> asOf(LakeState state, Clock clock) {
    Map<String, Object> asOf = new LinkedHashMap<>();
    asOf.put("family", state.family());
    asOf.put("state", state.version());
    asOf.put(
        "snapshot", state.snapshot(state.lake().set().ledger()).map(String::valueOf).orElse(null));
    asOf.put("committed", state.committed().map(Instant::toString).orElse(null));
    asOf.put("watermark", state.watermark().map(Instant::toString).orElse(null));
    asOf.put(
        "lagSeconds",
        state.age(clock.instant()).map(age -> Math.max(0, age.toMillis()) / 1e3).orElse(null));
    return asOf;
  }
}
