package io.eventlake.connector.oneroster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** The token of a client, asked for when there is none, it ends soon, or a server refused it. */
final class AccessTokens {

  /** RFC 6750, section 2.1; anything else could be another header. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,16384}=*");

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_. -]{1,60}");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration EARLY = Duration.ofMinutes(1);
  private static final long LONGEST_SECONDS = 86_400;

  private final Credentials credentials;
  private final BoundedHttp http;
  private final Clock clock;
  private String token;
  private Instant until = Instant.MIN;

  AccessTokens(Credentials credentials, BoundedHttp http, Clock clock) {
    this.credentials = credentials;
    this.http = http;
    this.clock = clock;
  }

  /** One that is good for now, as the token endpoint has told. */
  String current() {
    if (token == null || !clock.instant().isBefore(until)) {
      renew();
    }

    return token;
  }

  /** The server took it no more. */
  void forget() {
    token = null;
  }

  private void renew() {
    String form = "grant_type=client_credentials";
    if (credentials.scope != null) {
      form += "&scope=" + URLEncoder.encode(credentials.scope, StandardCharsets.UTF_8);
    }

    HttpRequest request =
        HttpRequest.newBuilder(credentials.tokenAddress)
            .timeout(http.limits.time)
            .header("Authorization", credentials.basic())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(form))
            .build();
    Instant asked = clock.instant();
    HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
    JsonNode document = document(answer.body());
    if (answer.statusCode() != 200) {
      throw refused(answer.statusCode(), document.path("error").asText());
    }

    String given = document.path("access_token").asText();
    String type = document.path("token_type").asText("Bearer");
    if (!TOKEN.matcher(given).matches() || !type.equalsIgnoreCase("Bearer")) {
      throw new FetchException(
          WebAddress.told(credentials.tokenAddress)
              + " gives no access_token of type Bearer; see that --token-url is the token endpoint");
    }

    token = given;
    until = asked.plus(life(document.path("expires_in").asLong(LONGEST_SECONDS)));
  }

  /** It is renewed a minute before its end, one of less than two minutes at the half. */
  private static Duration life(long seconds) {
    Duration life = Duration.ofSeconds(Math.max(0, Math.min(seconds, LONGEST_SECONDS)));
    return life.compareTo(EARLY.multipliedBy(2)) < 0 ? life.dividedBy(2) : life.minus(EARLY);
  }

  private FetchException refused(int status, String error) {
    String code = CODE.matcher(error).matches() ? " (" + error + ")" : "";
    return new FetchException(
        WebAddress.told(credentials.tokenAddress)
            + " gives no token: it answers with "
            + status
            + code
            + "; see that --client-id, the secret and --scope are those that the server knows");
  }

  /** An empty one where it is no JSON object. */
  private static JsonNode document(byte[] body) {
    try {
      JsonNode document = JSON.readTree(body);
      return document != null && document.isObject() ? document : JSON.createObjectNode();
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    } catch (IOException e) {
      throw new IllegalStateException("Bytes in memory cannot be read", e);
    }
  }
}
