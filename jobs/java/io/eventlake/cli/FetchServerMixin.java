package io.eventlake.cli;

import io.eventlake.config.ConfigException;
import io.eventlake.connector.oneroster.BoundedHttp;
import io.eventlake.connector.oneroster.Credentials;
import io.eventlake.connector.oneroster.FetchLimits;
import io.eventlake.connector.oneroster.OneRosterClient;
import io.eventlake.connector.oneroster.WebAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine.Option;

/** As whom a server is asked, and what it may cost. */
final class FetchServerMixin {

  private static final String SECRET = "EVENTLAKE_CLIENT_SECRET";
  private static final int MOST_ROWS = 10_000;
  private static final long MIB = 1L << 20;
  private static final long MOST_MIB = 1024;

  @Option(
      names = "--token-url",
      paramLabel = "URL",
      description = "Where the server gives tokens (OAuth 2.0, client credentials).")
  String tokenUrl;

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      description = "The client that the server knows.")
  String clientId;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description =
          "File with its secret (default: the environment's "
              + SECRET
              + "). It is never an argument"
              + " and in no log.")
  Path secretFile;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description =
          "What the token is for, where the server asks, such as"
              + " https://purl.imsglobal.org/spec/or/v1p2/scope/gradebook.readonly")
  String scope;

  @Option(
      names = "--limit",
      paramLabel = "ROWS",
      defaultValue = "100",
      description = "Results of a page (default: ${DEFAULT-VALUE}).")
  int limit;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "5",
      description = "Requests a second at most (default: ${DEFAULT-VALUE}).")
  double rate;

  @Option(
      names = "--attempts",
      paramLabel = "N",
      defaultValue = "8",
      description = {
        "How often a request is tried that is answered by 429 or 5xx, or not at all; it waits as long"
            + " as the server says, else 1 s to a minute (default: ${DEFAULT-VALUE})."
      })
  int attempts;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "60s",
      description = "For an answer to its end; a bundle has an hour (default: ${DEFAULT-VALUE}).")
  Duration timeout;

  @Option(
      names = "--max-pages",
      paramLabel = "N",
      defaultValue = "100000",
      description = "The most pages of a type (default: ${DEFAULT-VALUE}).")
  int maxPages;

  @Option(
      names = "--max-mb",
      paramLabel = "MIB",
      description = "The largest page, or bundle of an address (default: 64, or 1024).")
  Long maxMb;

  /** A client of them; asks for nothing yet. */
  OneRosterClient client(boolean isBundle, FetchAwsMixin aws, Clock clock) {
    check(limit >= 2 && limit <= MOST_ROWS, "--limit", "between 2 and " + MOST_ROWS);
    check(rate > 0 && rate <= 1000, "--rate", "more than 0 and at most 1000");
    check(attempts >= 1 && attempts <= 20, "--attempts", "between 1 and 20");
    check(maxPages >= 1, "--max-pages", "at least 1");
    check(!timeout.isZero() && !timeout.isNegative(), "--timeout", "more than 0");
    long most = maxMb == null ? isBundle ? MOST_MIB : 64 : maxMb;
    check(most >= 1 && (isBundle || most <= MOST_MIB), "--max-mb", "between 1 and " + MOST_MIB);
    FetchLimits limits =
        new FetchLimits(
            limit, most * MIB, maxPages, attempts, rate, isBundle ? Duration.ofHours(1) : timeout);
    BoundedHttp http = new BoundedHttp(limits, time -> Thread.sleep(time.toMillis()), clock);
    return new OneRosterClient(http, credentials(aws), clock);
  }

  private static void check(boolean holds, String option, String rule) {
    if (!holds) {
      throw new ConfigException(option + " must be " + rule);
    }
  }

  /** Null where none are named. */
  private Credentials credentials(FetchAwsMixin aws) {
    if (tokenUrl == null && clientId == null && secretFile == null && aws.secret == null) {
      return null;
    } else if (tokenUrl == null || clientId == null) {
      throw new ConfigException(
          "--token-url and --client-id go together: name both, and the secret with --secret-file,"
              + " with --secret or in "
              + SECRET);
    } else if (secretFile != null && aws.secret != null) {
      throw new ConfigException(
          "--secret-file and --secret are two places of one secret: name one");
    }

    URI tokens = WebAddress.of("--token-url", tokenUrl, WebAddress.Query.NONE);
    return new Credentials(tokens, clientId, secret(aws), scope);
  }

  private String secret(FetchAwsMixin aws) {
    String secret =
        aws.secret != null
            ? aws.secret()
            : secretFile == null ? System.getenv(SECRET) : Credentials.secretOf(secretFile);
    if (secret == null || secret.isBlank()) {
      throw new ConfigException(
          "There is no secret of "
              + clientId
              + ": name --secret-file or --secret, or set "
              + SECRET);
    }

    return secret;
  }
}
