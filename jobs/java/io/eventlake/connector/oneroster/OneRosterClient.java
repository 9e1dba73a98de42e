package io.eventlake.connector.oneroster;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Path;
import java.time.Clock;

/** Asks a server as the client that it knows. */
public final class OneRosterClient {

  private final BoundedHttp http;

  /** Null for a server that asks for none. */
  private final AccessTokens tokens;

  /**
   * Asks for nothing yet.
   *
   * @param credentials null for a server that asks for none
   */
  public OneRosterClient(BoundedHttp http, Credentials credentials, Clock clock) {
    this.http = http;
    this.tokens = credentials == null ? null : new AccessTokens(credentials, http, clock);
  }

  FetchLimits limits() {
    return http.limits;
  }

  /** A page. */
  HttpResponse<byte[]> page(URI uri) {
    return get(uri, "application/json", BodyHandlers.ofByteArray());
  }

  /** A file, written to a path; of it there may be a part when this fails. */
  void download(URI uri, Path path) {
    get(
        uri,
        "application/zip, application/octet-stream",
        info ->
            info.statusCode() == 200
                ? BodySubscribers.ofFile(path, CREATE, WRITE, TRUNCATE_EXISTING)
                : BodySubscribers.replacing(path));
  }

  private <T> HttpResponse<T> get(URI uri, String accept, BodyHandler<T> body) {
    HttpResponse<T> answer = http.send(request(uri, accept), body);
    if (answer.statusCode() == 401 && tokens != null) {
      tokens.forget();
      answer = http.send(request(uri, accept), body);
    }

    if (answer.statusCode() != 200) {
      throw new FetchException(
          WebAddress.told(uri)
              + " answers with "
              + answer.statusCode()
              + remedy(answer.statusCode())
              + ". What was landed before stays");
    }

    return answer;
  }

  private String remedy(int status) {
    if (status == 401) {
      return tokens == null
          ? "; name --token-url, --client-id and --secret-file"
          : ", to a new token, too; see that the token is one for this server";
    } else if (status == 403) {
      return "; see that the client may read results, and name the --scope for it";
    } else if (status == 404) {
      return "; see that --url is the gradebook's, such as"
          + " https://example.org/ims/oneroster/gradebook/v1p2";
    }

    return "; see whether the server takes limit, offset, sort and filter";
  }

  private HttpRequest request(URI uri, String accept) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(http.limits.time).header("Accept", accept);
    if (tokens != null) {
      request.header("Authorization", "Bearer " + tokens.current());
    }

    return request.GET().build();
  }
}
