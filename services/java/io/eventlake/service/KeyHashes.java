package io.eventlake.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Finds keys by their SHA-256, which is all that is known of them. */
public final class KeyHashes {

  private static final String BEARER = "Bearer ";

  private final List<byte[]> hashes;

  public KeyHashes(List<byte[]> hashes) {
    this.hashes = List.copyOf(hashes);
  }

  /**
   * The key of a request.
   *
   * @param authorization that header; null for none
   * @param otherwise where it has no key
   */
  public static String secret(String authorization, String otherwise) {
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : otherwise;
  }

  /**
   * The place of a key; -1 for one that is not known. All are compared, each in constant time: how
   * long it takes tells nothing of a key.
   */
  public int find(String secret) {
    byte[] hash = sha256(secret);
    int found = -1;
    for (int i = 0; i < hashes.size(); i++) {
      if (MessageDigest.isEqual(hash, hashes.get(i))) {
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
