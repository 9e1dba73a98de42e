package io.eventlake.collect.http;

import io.eventlake.collect.config.ApiKey;
import io.eventlake.collect.config.CollectOptions;
import io.eventlake.collect.config.KeysFile;
import io.eventlake.collect.intake.CollectedFamily;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Tells callers by their keys and tokens. */
final class Access {

  private static final String BEARER = "Bearer ";

  private final boolean open;
  private final Caller anybody;
  private final Tokens tokens;
  private final List<ApiKey> keys = new ArrayList<>();
  private final List<Caller> callers = new ArrayList<>();

  /**
   * @throws io.eventlake.config.ConfigException when the keys cannot be read
   */
  Access(CollectOptions options) {
    open = options.open;
    anybody = Caller.of("", EnumSet.allOf(CollectedFamily.class), options.requestsPerSecond);
    tokens = options.jwt == null ? null : new Tokens(options.jwt, options.requestsPerSecond);
    if (options.keysFile != null) {
      keys.addAll(KeysFile.read(Path.of(options.keysFile), options.requestsPerSecond));
    }

    for (ApiKey key : keys) {
      callers.add(Caller.of(key.tenant(), key.families(), key.requestsPerSecond()));
    }
  }

  /**
   * The caller of a request.
   *
   * @throws AnsweredException 401 where it is not known
   */
  Caller caller(Context request) {
    if (open) {
      return anybody;
    }

    String secret = secret(request);
    Caller caller = secret == null ? null : byKey(secret);
    if (caller == null && secret != null && tokens != null) {
      caller = tokens.caller(secret);
    }

    if (caller == null) {
      throw new AnsweredException(
          401,
          secret == null
              ? "A key is needed: send it as Authorization: Bearer KEY, or as X-Api-Key."
              : "The key is not known, or the token is not valid.");
    }

    return caller;
  }

  /** In a header; a page that is being left can send none, so its key may stand in the address. */
  private static String secret(Context request) {
    String authorization = request.header("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return authorization.substring(BEARER.length()).strip();
    }

    String key = request.header("X-Api-Key");
    return key == null ? request.queryParam("key") : key;
  }

  /** All are compared, each in constant time: how long it takes tells nothing of a key. */
  private Caller byKey(String secret) {
    byte[] hash = sha256(secret);
    Caller found = null;
    for (int i = 0; i < keys.size(); i++) {
      if (MessageDigest.isEqual(hash, keys.get(i).sha256())) {
        found = callers.get(i);
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
