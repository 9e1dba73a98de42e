package io.eventlake.serve.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The id by which a receiver knows an event of a webhook. */
final class Message {

  private static final int BYTES = 16;

  private Message() {}

  /**
   * The same for the same event of the same webhook, in whatever snapshot it is.
   *
   * @param row with what tells an event from all others
   */
  static String id(String hook, Map<String, Object> row) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(hook.getBytes(StandardCharsets.UTF_8));
      for (String column : NewEvents.KEY) {
        Object value = row.get(column);
        digest.update((byte) 0);
        digest.update((value == null ? "" : value.toString()).getBytes(StandardCharsets.UTF_8));
      }

      return "msg_" + HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
