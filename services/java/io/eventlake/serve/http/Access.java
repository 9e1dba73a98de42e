package io.eventlake.serve.http;

import io.eventlake.serve.config.ServeKey;
import io.eventlake.serve.config.ServeKeys;
import io.eventlake.serve.config.ServeOptions;
import io.eventlake.serve.lake.Viewer;
import io.github.bucket4j.Bucket;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tells callers by their keys, and holds each to as many requests as are agreed on. */
public final class Access {

  private static final String BEARER = "Bearer ";

  private final List<ServeKey> keys = new ArrayList<>();
  private final List<Bucket> buckets = new ArrayList<>();

  /** Of anybody; null where keys are needed. */
  private final Bucket anybody;

  /**
   * @param known the families that there can be
   * @throws io.eventlake.config.ConfigException when the keys cannot be read
   */
  public Access(ServeOptions options, List<String> known) {
    anybody = options.open ? bucket(options.requestsPerSecond) : null;
    if (options.keysFile != null) {
      keys.addAll(ServeKeys.read(Path.of(options.keysFile), known, options.requestsPerSecond));
    }

    keys.forEach(key -> buckets.add(bucket(key.requestsPerSecond())));
  }

  /**
   * Who asks, once for each request.
   *
   * @throws AnsweredException 401 for nobody that is known, 429 too often
   */
  public Viewer viewer(Context request) {
    if (anybody != null) {
      take(anybody);
      return Viewer.ANYBODY;
    }

    String secret = secret(request);
    int found = secret == null ? -1 : byKey(secret);
    if (found < 0) {
      request.header("WWW-Authenticate", "Bearer");
      throw new AnsweredException(
          401,
          secret == null
              ? "A key is needed: send it as Authorization: Bearer KEY, or as X-Api-Key."
              : "The key is not known.");
    }

    take(buckets.get(found));
    return keys.get(found).viewer();
  }

  /**
   * Who asks, where that needs to see all.
   *
   * @throws AnsweredException 403 for another
   */
  public Viewer admin(Context request) {
    Viewer viewer = viewer(request);
    if (!viewer.admin()) {
      throw new AnsweredException(403, "This needs a key with admin.");
    }

    return viewer;
  }

  private static void take(Bucket bucket) {
    if (!bucket.tryConsume(1)) {
      throw new AnsweredException(429, "That is more requests than are agreed on: send it later.");
    }
  }

  private static Bucket bucket(int perSecond) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .build();
  }

  private static String secret(Context request) {
    String authorization = request.header("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return authorization.substring(BEARER.length()).strip();
    }

    return request.header("X-Api-Key");
  }

  /** All are compared, each in constant time: how long it takes tells nothing of a key. */
  private int byKey(String secret) {
    byte[] hash = sha256(secret);
    int found = -1;
    for (int i = 0; i < keys.size(); i++) {
      if (MessageDigest.isEqual(hash, keys.get(i).sha256())) {
        found = i;
      }
    }

    return found;
  }

  private static byte[] sha256(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
