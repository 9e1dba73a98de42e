package io.eventlake.serve.webhooks;

import io.eventlake.serve.lake.BusyException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each webhook its turns, several at once, none twice at a time. */
final class Dispatcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private static final int THREADS = 8;
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration BUSY = Duration.ofSeconds(1);
  private static final Duration TROUBLED = Duration.ofSeconds(10);
  private static final Duration CLEANED = Duration.ofMinutes(10);

  /** Longer than an attempt takes. */
  private static final Duration LAST = Duration.ofSeconds(20);

  private final WebhookStore store;
  private final WebhookTurn turn;
  private final Duration keep;
  private final Clock clock;
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "webhooks"));
  private final ExecutorService turns =
      Executors.newFixedThreadPool(THREADS, task -> new Thread(task, "webhook-turn"));
  private final Set<String> atWork = ConcurrentHashMap.newKeySet();
  private final Map<String, Instant> rests = new ConcurrentHashMap<>();
  private final Map<String, String> troubles = new ConcurrentHashMap<>();
  private Instant cleaned = Instant.MIN;

  /**
   * @param keep how long the log has deliveries that have ended
   */
  Dispatcher(WebhookStore store, WebhookTurn turn, Duration keep, Clock clock) {
    this.store = store;
    this.turn = turn;
    this.keep = keep;
    this.clock = clock;
  }

  void start() {
    ticks.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Why a webhook does not get on just now; null for no reason. */
  String trouble(String hook) {
    return troubles.get(hook);
  }

  /** Has it take its next turn without a rest. */
  void wake(String hook) {
    rests.remove(hook);
  }

  private void tick() {
    try {
      Instant now = clock.instant();
      if (cleaned.plus(CLEANED).isBefore(now)) {
        store.forget(now.minus(keep));
        cleaned = now;
      }

      for (Webhook hook : store.all()) {
        if (hook.status() == Webhook.Status.ACTIVE
            && !rests.getOrDefault(hook.id(), Instant.MIN).isAfter(now)
            && atWork.add(hook.id())) {
          turns.execute(() -> take(hook.id()));
        }
      }
    } catch (RuntimeException e) { // the next tick is another try
      LOG.error("Webhooks get no turns", e);
    }
  }

  private void take(String hook) {
    Duration rest = TROUBLED;
    try {
      rest = turn.take(hook);
      troubles.remove(hook);
    } catch (BusyException e) {
      rest = BUSY;
    } catch (RuntimeException e) {
      LOG.warn("A turn of webhook {} failed", hook, e);
      troubles.put(hook, "The lake or the log cannot be read just now; the log of serve says why.");
    } finally { // also where Java has no more memory
      if (rest.isZero()) {
        again(hook);
      } else {
        rests.put(hook, clock.instant().plus(rest));
        atWork.remove(hook);
      }
    }
  }

  /** Behind the others. */
  private void again(String hook) {
    try {
      turns.execute(() -> take(hook));
    } catch (RejectedExecutionException e) {
      LOG.debug("It ends", e);
    }
  }

  /** Ends behind the attempts that are under way. */
  @Override
  public void close() {
    ticks.shutdownNow();
    turns.shutdownNow();
    try {
      turns.awaitTermination(LAST.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
