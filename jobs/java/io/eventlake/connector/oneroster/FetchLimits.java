package io.eventlake.connector.oneroster;

import java.time.Duration;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** What a server may cost at most: rows, bytes and number of pages, time, attempts. */
public final class FetchLimits {

  /** What OneRoster has where no limit is asked for: every server gives that many. */
  public static final int DEFAULT_ROWS = 100;

  static final long MIB = 1L << 20;

  /** The longest wait that a server is granted. */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  private static final Duration LAST_DELAY = Duration.ofMinutes(1);

  /** Rows that are asked for at once. */
  final int rows;

  /** The largest page, or bundle, in bytes. */
  final long bytes;

  /** The most pages of one type in one run. */
  final int pages;

  /** How often a request is tried. */
  final int attempts;

  /** Requests a second. */
  final double rate;

  /** From a request to the end of its answer. */
  final Duration time;

  public FetchLimits(int rows, long bytes, int pages, int attempts, double rate, Duration time) {
    this.rows = rows;
    this.bytes = bytes;
    this.pages = pages;
    this.attempts = attempts;
    this.rate = rate;
    this.time = time;
  }

  /** One for each request: it counts the attempts. */
  StandardRetryStrategy retries() {
    BackoffStrategy backoff = BackoffStrategy.exponentialDelayHalfJitter(FIRST_DELAY, LAST_DELAY);
    return DefaultRetryStrategy.standardStrategyBuilder()
        .maxAttempts(attempts)
        .retryOnException(TransientAnswerException.class)
        .treatAsThrottling(
            e ->
                e instanceof TransientAnswerException
                    && ((TransientAnswerException) e).isThrottling)
        .backoffStrategy(backoff)
        .throttlingBackoffStrategy(backoff)
        .circuitBreakerEnabled(false)
        .build();
  }
}
