package io.eventlake.connector.oneroster;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.RateLimiter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * Requests with a bound of everything: requests a second, attempts, size and time of an answer. It
 * follows no redirect: tokens and names of students go to the server that was named.
 */
public final class BoundedHttp {

  private static final Set<Integer> TRANSIENT = Set.of(408, 425, 429, 500, 502, 503, 504);
  private static final Set<Integer> THROTTLING = Set.of(429, 503);
  private static final Duration CONNECT = Duration.ofSeconds(20);

  final FetchLimits limits;
  private final HttpClient client;
  private final RateLimiter rate;
  private final Pause pause;
  private final Clock clock;

  public BoundedHttp(FetchLimits limits, Pause pause, Clock clock) {
    this.limits = limits;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    this.rate = RateLimiter.create(limits.rate);
    this.pause = pause;
    this.clock = clock;
  }

  /**
   * The answer to a request, whatever its status, but for those that are transient.
   *
   * @throws FetchException when there is none within the limits, or it leads elsewhere
   */
  <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) {
    StandardRetryStrategy retries = limits.retries();
    RetryToken token =
        retries.acquireInitialToken(AcquireInitialTokenRequest.create("fetch")).token();
    while (true) {
      try {
        return once(request, body);
      } catch (TransientAnswerException e) {
        RefreshRetryTokenResponse next = next(retries, token, e);
        token = next.token();
        try {
          pause.of(next.delay());
        } catch (InterruptedException stopped) {
          throw interrupted(stopped);
        }
      }
    }
  }

  private RefreshRetryTokenResponse next(
      StandardRetryStrategy retries, RetryToken token, TransientAnswerException e) {
    try {
      return retries.refreshRetryToken(
          RefreshRetryTokenRequest.builder()
              .token(token)
              .failure(e)
              .suggestedDelay(e.wait)
              .build());
    } catch (TokenAcquisitionFailedException givenUp) {
      throw new FetchException(
          e.getMessage()
              + ", at the last of "
              + limits.attempts
              + " attempts. What was landed before stays; run it again when the server answers",
          e);
    }
  }

  private <T> HttpResponse<T> once(HttpRequest request, BodyHandler<T> body)
      throws TransientAnswerException {
    rate.acquire();
    String place = WebAddress.told(request.uri());
    CompletableFuture<HttpResponse<T>> answer =
        client.sendAsync(request, info -> new LimitedBody<>(body.apply(info), limits.bytes));
    try {
      HttpResponse<T> response = answer.get(limits.time.toMillis(), TimeUnit.MILLISECONDS);
      refuseRedirect(response, place);
      refuseTransient(response, place);
      return response;
    } catch (TimeoutException e) {
      answer.cancel(true);
      String said = place + " has not answered within " + limits.time.toSeconds() + " s";
      throw new TransientAnswerException(said, e, Duration.ZERO, false);
    } catch (ExecutionException e) {
      throw failed(e.getCause(), place);
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw interrupted(e);
    }
  }

  private TransientAnswerException failed(Throwable cause, String place) {
    if (Throwables.getCausalChain(cause).stream()
        .anyMatch(LimitedBody.TooLargeException.class::isInstance)) {
      throw new FetchException(
          "The answer of "
              + place
              + " is larger than "
              + limits.bytes / FetchLimits.MIB
              + " MiB, and nothing of it was landed; allow more with --max-mb, or ask for fewer rows"
              + " with --limit",
          cause);
    }

    Throwable root = Throwables.getRootCause(cause);
    String why = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return new TransientAnswerException(
        place + " cannot be reached (" + why + ")", cause, Duration.ZERO, false);
  }

  private static void refuseRedirect(HttpResponse<?> response, String place) {
    if (response.statusCode() / 100 == 3) {
      throw new FetchException(
          place
              + " answers with "
              + response.statusCode()
              + ", a redirect, which is not followed: the token would go along. Name the address"
              + " that the server's owner says");
    }
  }

  private void refuseTransient(HttpResponse<?> response, String place)
      throws TransientAnswerException {
    int status = response.statusCode();
    if (!TRANSIENT.contains(status)) {
      return;
    }

    Duration wait =
        response.headers().firstValue("Retry-After").map(this::wait).orElse(Duration.ZERO);
    String said = place + " answers with " + status;
    if (wait.compareTo(FetchLimits.LONGEST_WAIT) > 0) {
      throw new FetchException(
          said + " and asks to wait " + wait.toSeconds() + " s. Run it again then");
    }

    throw new TransientAnswerException(said, null, wait, THROTTLING.contains(status));
  }

  /** Seconds or a date; nonsense is none. */
  private Duration wait(String text) {
    try {
      Duration wait =
          text.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(text))
              : Duration.between(
                  clock.instant(), DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }

  private static FetchException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new FetchException("The fetch was interrupted. What was landed before stays", e);
  }
}
