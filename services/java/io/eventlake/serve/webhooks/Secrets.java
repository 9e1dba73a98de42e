package io.eventlake.serve.webhooks;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * What a webhook signs with.
 *
 * @param current as receivers have it, {@code whsec_...}
 * @param former that signs, too, for a while; null for none
 * @param formerUntil in milliseconds since 1970
 */
record Secrets(String current, String former, long formerUntil) {

  static final String PREFIX = "whsec_";
  private static final int BYTES = 32;

  /** A new one. */
  static Secrets random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Secrets(PREFIX + Base64.getEncoder().encodeToString(bytes), null, 0);
  }

  /** Replaces it; what signs now signs on until a time. */
  Secrets rotated(SecureRandom random, long until) {
    return new Secrets(random(random).current, current, until);
  }
}
