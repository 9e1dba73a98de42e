package io.eventlake.collect.http;

import io.eventlake.collect.config.ApiKey;
import io.eventlake.collect.config.CollectOptions;
import io.eventlake.collect.config.KeysFile;
import io.eventlake.collect.intake.CollectedFamily;
import io.eventlake.service.KeyHashes;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Tells callers by their keys and tokens. */
final class Access {

  private final boolean open;
  private final Caller anybody;
  private final Tokens tokens;
  private final KeyHashes hashes;
  private final List<Caller> callers = new ArrayList<>();

  /**
   * @throws io.eventlake.config.ConfigException when the keys cannot be read
   */
  Access(CollectOptions options) {
    open = options.open;
    anybody = Caller.of("", EnumSet.allOf(CollectedFamily.class), options.requestsPerSecond);
    tokens = options.jwt == null ? null : new Tokens(options.jwt, options.requestsPerSecond);
    List<ApiKey> keys =
        options.keysFile == null
            ? List.of()
            : KeysFile.read(Path.of(options.keysFile), options.requestsPerSecond);
    hashes = new KeyHashes(keys.stream().map(ApiKey::sha256).toList());
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
    int found = secret == null ? -1 : hashes.find(secret);
    Caller caller = found < 0 ? null : callers.get(found);
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
    String key = request.header("X-Api-Key");
    return KeyHashes.secret(
        request.header("Authorization"), key == null ? request.queryParam("key") : key);
  }
}
