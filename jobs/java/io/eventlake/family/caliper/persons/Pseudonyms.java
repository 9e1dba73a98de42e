package io.eventlake.family.caliper.persons;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Pseudonyms of persons: HMAC-SHA-256 of an id. Without the key nobody finds a person again, or
 * tries out ids. Not for several threads.
 */
public final class Pseudonyms {

  /** An IRI, as ids are; part of the lake's data, never to be changed. */
  public static final String PREFIX = "urn:hmac-sha256:";

  private static final Pattern PSEUDONYM = Pattern.compile(PREFIX + "[0-9a-f]{64}");
  private static final String ALGORITHM = "HmacSHA256";

  /** Learners come back: most ids are of the last few thousand. */
  private static final int KEPT = 10_000;

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final Mac mac;

  private final Map<String, String> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * With a key of at least {@link PersonKey#MIN_BYTES}.
   *
   * @throws IllegalArgumentException for a shorter one
   */
  public Pseudonyms(byte[] key) {
    if (key.length < PersonKey.MIN_BYTES) {
      throw new IllegalArgumentException(
          "The key of the pseudonyms has "
              + key.length
              + " bytes: give at least "
              + PersonKey.MIN_BYTES);
    }

    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }

  /** The same for the same id; a pseudonym is its own, so that a letter can be decoded again. */
  public String of(String id) {
    return isPseudonym(id) ? id : kept.computeIfAbsent(id, this::make);
  }

  static boolean isPseudonym(String id) {
    return id.startsWith(PREFIX) && PSEUDONYM.matcher(id).matches();
  }

  private String make(String id) {
    StringBuilder text = new StringBuilder(PREFIX);
    for (byte each : mac.doFinal(id.getBytes(StandardCharsets.UTF_8))) {
      text.append(HEX[each >> 4 & 0xF]).append(HEX[each & 0xF]);
    }

    return text.toString();
  }
}
