package io.eventlake.connector.oneroster;

import io.eventlake.config.ConfigException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Where a server is asked. */
public final class WebAddress {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private WebAddress() {}

  /**
   * Reads one, of HTTPS, or of HTTP on this machine: secrets and names of students go there.
   *
   * @param option that has it, for messages
   * @param query whether it may have one, such as a signature
   * @throws ConfigException when it is none; the message does not repeat it
   */
  public static URI of(String option, String text, Query query) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new ConfigException(option + " is no address: " + e.getReason());
    }

    boolean isSafe =
        "https".equalsIgnoreCase(uri.getScheme())
            || ("http".equalsIgnoreCase(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost()));
    if (uri.getHost() == null || !isSafe) {
      throw new ConfigException(
          option
              + " must be an address of https, such as https://example.org/path; http is for this"
              + " machine only");
    } else if (uri.getRawUserInfo() != null) {
      throw new ConfigException(
          option + " must have no user and password in it: name --client-id and --secret-file");
    } else if (uri.getRawFragment() != null || (query == Query.NONE && uri.getRawQuery() != null)) {
      throw new ConfigException(option + " must end with its path, without ? and #");
    }

    return uri;
  }

  /** Whether an address may have a query. */
  public enum Query {
    NONE,
    ANY
  }

  /** For messages: a query may be secret. */
  static String told(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
  }
}
