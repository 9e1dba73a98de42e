package io.eventlake.serve.webhooks;

import io.eventlake.serve.webhooks.Delivery.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where webhooks and their deliveries are kept. What a method has done when it returns outlives the
 * process; one that is interrupted has done all or nothing of what it does to one webhook or
 * delivery.
 */
interface WebhookStore extends AutoCloseable {

  /** All webhooks, of all tenants. */
  List<Webhook> all();

  /** Those of a tenant, the oldest first. */
  List<Webhook> of(String tenant);

  Optional<Webhook> find(String id);

  /** Keeps a new one. */
  void add(Webhook hook);

  /**
   * Keeps a change, unless somebody has changed it since it was read.
   *
   * @return what is kept now; empty where that was so, or it is gone
   */
  Optional<Webhook> save(Webhook changed);

  /** Forgets a webhook with its deliveries. */
  void remove(String id);

  /**
   * Adds deliveries that are not in the log, and those again whose event was gone; others stay as
   * they are.
   */
  void enqueue(List<Delivery> deliveries);

  /** Whether so many wait, or more. */
  boolean hasWaiting(String hook, int least);

  /** Those that are due, the earliest first. */
  List<Delivery> due(String hook, Instant now, int most);

  /** Keeps what became of a delivery; of one that is not in the log, nothing. */
  void record(Delivery delivery);

  /**
   * Deliveries of a webhook, the newest first.
   *
   * @param state null for any
   * @param behind the place of the last that is known; null to begin
   */
  List<Delivery> page(String hook, State state, Place behind, int most);

  /** How many there are of each state. */
  Map<State, Integer> counts(String hook);

  /** Forgets deliveries that ended before a time, and those of webhooks that are gone. */
  void forget(Instant before);

  @Override
  void close();

  /** Of a delivery in the log. */
  record Place(long created, int run, String message) {}
}
