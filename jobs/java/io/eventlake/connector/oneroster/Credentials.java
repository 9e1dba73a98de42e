package io.eventlake.connector.oneroster;

import io.eventlake.config.ConfigException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Who asks a server (OAuth 2.0, client credentials). No message and no log has the secret. */
public final class Credentials {

  private static final int LONGEST_SECRET = 4096;

  final URI tokenAddress;

  /** Null where the server knows one by itself. */
  final String scope;

  private final String id;
  private final String secret;

  public Credentials(URI tokenAddress, String id, String secret, String scope) {
    this.tokenAddress = tokenAddress;
    this.id = id;
    this.secret = secret;
    this.scope = scope;
  }

  /**
   * The secret of a file, without the end of its line.
   *
   * @throws ConfigException when there is none
   */
  public static String secretOf(Path file) {
    String secret;
    try {
      if (Files.size(file) > LONGEST_SECRET) {
        throw new ConfigException("--secret-file " + file + " is too large for a secret");
      }

      secret = Files.readString(file).strip();
    } catch (IOException e) {
      throw new ConfigException(
          "--secret-file "
              + file
              + " cannot be read; it must be a file with the client's secret"
              + " that this user may read",
          e);
    }

    if (secret.isEmpty()) {
      throw new ConfigException("--secret-file " + file + " is empty; it must have the secret");
    }

    return secret;
  }

  /** As RFC 6749, section 2.3.1, has it. */
  String basic() {
    byte[] both = (encoded(id) + ":" + encoded(secret)).getBytes(StandardCharsets.US_ASCII);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Credentials of " + id;
  }
}
