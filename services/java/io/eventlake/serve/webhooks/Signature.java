package io.eventlake.serve.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures as Standard Webhooks has them: HMAC-SHA256 of id, time and body. */
final class Signature {

  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /** The header's value: one signature, or two while a former secret is still good. */
  static String of(Secrets secrets, String message, Instant time, byte[] body) {
    String current = one(secrets.current(), message, time, body);
    return secrets.former() == null || time.toEpochMilli() >= secrets.formerUntil()
        ? current
        : current + " " + one(secrets.former(), message, time, body);
  }

  private static String one(String secret, String message, Instant time, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      byte[] key = Base64.getDecoder().decode(secret.substring(Secrets.PREFIX.length()));
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update((message + "." + time.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
    }
  }
}
