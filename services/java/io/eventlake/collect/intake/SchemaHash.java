package io.eventlake.collect.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a schema by its content, so that an event says what it was judged by. */
final class SchemaHash {

  private static final int DIGITS = 32;

  private SchemaHash() {}

  /** {@code sha256:} and the first 32 digits. */
  static String of(String resource) {
    try (InputStream schema = SchemaHash.class.getClassLoader().getResourceAsStream(resource)) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(schema.readAllBytes());
      return "sha256:" + HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (IOException e) {
      throw new UncheckedIOException("The resource " + resource + " cannot be read", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
