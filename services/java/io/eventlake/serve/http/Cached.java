package io.eventlake.serve.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.Viewer;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Answers by the state of the lake that they are of: while that stands, a question is asked once.
 * Its version is the ETag, so that who has the answer is told so.
 */
public final class Cached {

  /** Of an answer, beside its bytes. */
  private static final int OVERHEAD = 256;

  private record Key(Viewer viewer, String question, String version) {}

  private final Cache<Key, byte[]> answers;
  private final Clock clock;

  /**
   * @param bytes of all answers; 0 keeps none
   * @param clock what an answer's lag is by
   */
  public Cached(long bytes, Clock clock) {
    this.clock = clock;
    answers =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((Key key, byte[] body) -> body.length + key.question().length() + OVERHEAD)
            .executor(Runnable::run)
            .build();
  }

  /**
   * Answers a request, and says of which state.
   *
   * @param answer made where it is not known; without what changes while the state stands
   */
  public void answer(
      Context request, Viewer viewer, LakeState state, Supplier<Map<String, Object>> answer) {
    String tag = "\"" + state.version() + "\"";
    request.header("ETag", "W/" + tag);
    request.header("Cache-Control", "private, no-cache");
    request.header("Vary", "Authorization, X-Api-Key, Accept-Encoding");
    String had = request.header("If-None-Match");
    if (had != null && (had.equals("*") || had.replace("W/", "").contains(tag))) {
      request.status(304);
      return;
    }

    String query = request.queryString();
    Key key = new Key(viewer, request.path() + (query == null ? "" : "?" + query), state.version());
    byte[] body = answers.getIfPresent(key);
    if (body == null) {
      // Not within the cache, which other questions would wait for.
      body = Answers.json(answer.get());
      answers.put(key, body);
    }

    request.status(200).contentType("application/json").result(with(state, body));
  }

  /** How old a state is changes while its answers stand. */
  private byte[] with(LakeState state, byte[] answer) {
    byte[] asOf = Answers.json(Map.of("asOf", Answers.asOf(state, clock)));
    byte[] whole = Arrays.copyOf(asOf, asOf.length - 1 + answer.length);
    whole[asOf.length - 1] = ',';
    System.arraycopy(answer, 1, whole, asOf.length, answer.length - 1);
    return whole;
  }
}
