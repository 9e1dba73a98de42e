package io.eventlake.serve.http;

import io.eventlake.serve.config.ServeKey;
import io.eventlake.serve.config.ServeKeys;
import io.eventlake.serve.config.ServeOptions;
import io.eventlake.serve.lake.Viewer;
import io.eventlake.service.KeyHashes;
import io.github.bucket4j.Bucket;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tells callers by their keys, and holds each to as many requests as are agreed on. */
public final class Access {

  private final List<ServeKey> keys;
  private final KeyHashes hashes;
  private final List<Bucket> buckets = new ArrayList<>();

  /** Of anybody; null where keys are needed. */
  private final Bucket anybody;

  /**
   * @param known the families that there can be
   * @throws io.eventlake.config.ConfigException when the keys cannot be read
   */
  public Access(ServeOptions options, List<String> known) {
    anybody = options.open ? bucket(options.requestsPerSecond) : null;
    keys =
        options.keysFile == null
            ? List.of()
            : ServeKeys.read(Path.of(options.keysFile), known, options.requestsPerSecond);
    hashes = new KeyHashes(keys.stream().map(ServeKey::sha256).toList());
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
    int found = secret == null ? -1 : hashes.find(secret);
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

  /**
   * What the keys of a tenant may see, one for each; where anybody is answered, that of anybody.
   */
  public List<Viewer> viewers(String tenant) {
    return anybody != null
        ? List.of(Viewer.ANYBODY)
        : keys.stream().map(ServeKey::viewer).filter(v -> v.tenant().equals(tenant)).toList();
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
    return KeyHashes.secret(request.header("Authorization"), request.header("X-Api-Key"));
  }
}
