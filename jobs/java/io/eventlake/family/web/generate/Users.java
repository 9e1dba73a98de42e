package io.eventlake.family.web.generate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The population of the generated traffic: pseudonyms that a seed and a number determine. */
final class Users {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private Users() {}

  /** The user of a number, as producers send it: {@code sha256:} and 64 hexadecimal digits. */
  static String id(long seed, int number) {
    byte[] digest = sha256().digest((seed + "/" + number).getBytes(StandardCharsets.UTF_8));
    StringBuilder text = new StringBuilder("sha256:");
    for (byte b : digest) {
      text.append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
    }
    return text.toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256, this one does not.", e);
    }
  }
}
