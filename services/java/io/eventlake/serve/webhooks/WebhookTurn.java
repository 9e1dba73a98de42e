package io.eventlake.serve.webhooks;

import io.eventlake.serve.http.Answers;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.ServedLake;
import io.eventlake.serve.lake.Viewer;
import io.eventlake.serve.webhooks.Delivery.State;
import io.eventlake.serve.webhooks.Sender.Outcome;
import io.eventlake.serve.webhooks.Webhook.Status;
import io.eventlake.table.TableName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * A webhook's turn: what was committed goes into the log, then what is due is sent. Deliveries are
 * in the log before the webhook has got past them, and are told as done after the receiver has
 * them: interrupted anywhere, the next turn does again what was not finished, under the same ids.
 */
final class WebhookTurn {

  /**
   * What bounds a turn.
   *
   * @param page events of a snapshot that go into the log at once
   * @param waiting while so many wait, no more go into the log
   * @param sent deliveries of a turn
   */
  record Bounds(int page, int waiting, int sent) {

    static final Bounds USUAL = new Bounds(500, 1_000, 64);
  }

  private static final int SNAPSHOTS = 50;
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration LONGEST_REST = Duration.ofMinutes(5);

  private final ServedLake lake;
  private final NewEvents events;
  private final WebhookStore store;
  private final Sender sender;
  private final Function<String, List<Viewer>> viewers;
  private final int attempts;
  private final Bounds bounds;
  private final Clock clock;

  /** Attempts that failed one behind the other, by webhook. */
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();

  /**
   * @param viewers what the keys of a tenant may see
   * @param attempts of a delivery, at most
   */
  WebhookTurn(
      ServedLake lake,
      WebhookStore store,
      Sender sender,
      Function<String, List<Viewer>> viewers,
      int attempts,
      Bounds bounds,
      Clock clock) {
    this.lake = lake;
    this.events = new NewEvents(lake);
    this.store = store;
    this.sender = sender;
    this.viewers = viewers;
    this.attempts = attempts;
    this.bounds = bounds;
    this.clock = clock;
  }

  /**
   * Takes it.
   *
   * @return after which time the next may be; zero where more is to do at once
   */
  Duration take(String id) {
    Optional<Webhook> found = store.find(id).filter(hook -> hook.status() == Status.ACTIVE);
    if (found.isEmpty()) {
      return IDLE;
    }

    Webhook hook = found.get();
    if (viewers.apply(hook.tenant()).stream()
        .noneMatch(viewer -> hook.rights().areWithin(viewer, hook.family()))) {
      store.save(
          hook.stopped(
              "No key of this tenant may see any more what this webhook tells. Write it anew, with"
                  + " what its key may see: PUT /webhooks/"
                  + id
                  + "."));
      return IDLE;
    }

    LakeState state = lake.state(hook.rights().viewer(hook.tenant(), hook.family()), hook.family());
    Optional<Webhook> fed = feed(hook, state);
    return fed.isEmpty() || fed.get().status() != Status.ACTIVE ? IDLE : send(fed.get(), state);
  }

  /** Empty where somebody else has changed it meanwhile. */
  private Optional<Webhook> feed(Webhook hook, LakeState state) {
    if (hook.feeds().stream().noneMatch(feed -> isBehind(feed, state))) {
      return Optional.of(hook); // as mostly
    }

    Table table = lake.tables(hook.family()).load(TableName.SILVER_EVENTS);
    Optional<Webhook> fed = Optional.of(hook);
    for (Feed feed : hook.feeds()) {
      if (fed.isPresent() && fed.get().status() == Status.ACTIVE && isBehind(feed, state)) {
        fed = feed(fed.get(), feed, state, table);
      }
    }

    return fed;
  }

  private static boolean isBehind(Feed feed, LakeState state) {
    Long newest = state.snapshot(TableName.SILVER_EVENTS).orElse(null);
    return !feed.hasEnded() && (feed.run() > 0 || !Objects.equals(feed.after(), newest));
  }

  private Optional<Webhook> feed(Webhook hook, Feed first, LakeState state, Table table) {
    Feed feed = first;
    try {
      Long newest = state.snapshot(TableName.SILVER_EVENTS).orElse(null);
      List<Snapshot> line =
          SnapshotLine.between(table, feed.after(), feed.until() == null ? newest : feed.until());
      for (Snapshot snapshot : line.subList(0, Math.min(SNAPSHOTS, line.size()))) {
        if (store.hasWaiting(hook.id(), bounds.waiting())) {
          break;
        }

        List<Map<String, Object>> page =
            events.of(hook, state, table, snapshot, feed.offset(), bounds.page());
        store.enqueue(deliveries(hook, feed, snapshot, page));
        if (page.size() == bounds.page()) {
          feed = feed.within(feed.offset() + page.size());
          break;
        }

        feed = feed.behind(snapshot.snapshotId());
      }
    } catch (BrokenLineException e) {
      return store.save(
          feed.run() == 0
              ? hook.with(feed).stopped(e.told(hook.id()))
              : hook.with(feed.failed(e.getMessage())));
    }

    return feed.equals(first) ? Optional.of(hook) : store.save(hook.with(feed));
  }

  private List<Delivery> deliveries(
      Webhook hook, Feed feed, Snapshot snapshot, List<Map<String, Object>> page) {
    long now = clock.millis();
    List<Delivery> deliveries = new ArrayList<>();
    for (Map<String, Object> row : page) {
      deliveries.add(
          new Delivery(
              hook.id(),
              feed.run(),
              Message.id(hook.id(), row),
              (String) row.get("event_id"),
              (String) row.get("event_type"),
              (String) row.get("day"),
              snapshot.snapshotId(),
              State.WAITING,
              0,
              0,
              null,
              now,
              now,
              now));
    }

    return deliveries;
  }

  private Duration send(Webhook hook, LakeState state) {
    List<Delivery> due = store.due(hook.id(), clock.instant(), bounds.sent());
    Map<String, Map<String, Object>> found = events.read(hook, state, due);
    for (Delivery delivery : due) {
      // Perhaps it was paused, changed or removed, or the process is to end.
      if (Thread.currentThread().isInterrupted()
          || store.find(hook.id()).filter(now -> now.version() == hook.version()).isEmpty()) {
        return IDLE;
      }

      Map<String, Object> event = found.get(delivery.message());
      if (event == null) {
        store.record(delivery.withdrawn(clock.millis()));
        continue;
      }

      Outcome outcome = send(hook, delivery, event);
      Instant now = clock.instant();
      store.record(after(delivery, outcome, now));
      if (outcome.isUnwanted()) {
        store.save(
            hook.stopped(
                "The receiver answered 410, so it wants nothing of this webhook any more. Remove it,"
                    + " or have it go on with: PUT /webhooks/"
                    + hook.id()
                    + "."));
        return IDLE;
      } else if (!outcome.isTaken()) {
        return rest(hook);
      }

      failures.remove(hook.id());
    }

    boolean isMore = !due.isEmpty() || hook.feeds().stream().anyMatch(this::isAtWork);
    return isMore ? Duration.ZERO : IDLE;
  }

  private boolean isAtWork(Feed feed) {
    return feed.offset() > 0;
  }

  private Outcome send(Webhook hook, Delivery delivery, Map<String, Object> event) {
    byte[] body = Answers.json(NewEvents.body(hook, delivery, event));
    Instant now = clock.instant();
    return sender.send(
        hook.url(),
        Map.of(
            "Content-Type",
            "application/json",
            "webhook-id",
            delivery.message(),
            "webhook-timestamp",
            String.valueOf(now.getEpochSecond()),
            "webhook-signature",
            Signature.of(hook.secrets(), delivery.message(), now, body)),
        body);
  }

  private Delivery after(Delivery delivery, Outcome outcome, Instant now) {
    boolean isLast = outcome.isUnwanted() || delivery.attempts() + 1 >= attempts;
    State state = outcome.isTaken() ? State.DELIVERED : isLast ? State.FAILED : State.WAITING;
    long next =
        state == State.WAITING
            ? now.plus(BackOff.after(delivery.attempts() + 1, outcome.rest())).toEpochMilli()
            : 0;
    return delivery.attempted(state, outcome.status(), outcome.trouble(), now.toEpochMilli(), next);
  }

  /** One that fails may be at fault itself; with the second one the receiver is. */
  private Duration rest(Webhook hook) {
    int failed = failures.merge(hook.id(), 1, Integer::sum);
    if (failed == 1) {
      return Duration.ZERO;
    }

    Duration rest = BackOff.after(failed - 1, Duration.ZERO);
    return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
  }
}
