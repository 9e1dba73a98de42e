package io.eventlake.serve.webhooks;

import io.eventlake.serve.lake.Rights;
import java.util.ArrayList;
import java.util.List;

/**
 * A webhook, as it is kept.
 *
 * @param version one more with each change
 * @param types of events; empty for all
 * @param properties columns and their values; empty for all events
 * @param reason why it has stopped; null for none
 * @param created in milliseconds since 1970
 * @param feeds of what is committed first, then replays
 */
record Webhook(
    String id,
    String tenant,
    long version,
    String family,
    String url,
    String description,
    List<String> types,
    List<Property> properties,
    Rights rights,
    Secrets secrets,
    Status status,
    String reason,
    long created,
    List<Feed> feeds) {

  /** Whether it sends. */
  enum Status {
    ACTIVE,
    PAUSED,
    STOPPED
  }

  /**
   * A column that has one of these values.
   *
   * @param values texts, numbers, booleans
   */
  record Property(String column, List<Object> values) {}

  /** Of what is committed. */
  Feed live() {
    return feeds.get(0);
  }

  /** With another state of a feed. */
  Webhook with(Feed feed) {
    List<Feed> others = new ArrayList<>(feeds);
    others.replaceAll(one -> one.run() == feed.run() ? feed : one);
    return with(others);
  }

  Webhook with(List<Feed> others) {
    return copy(version, status, reason, others);
  }

  /** That sends nothing more until its owner has read why. */
  Webhook stopped(String why) {
    return copy(version, Status.STOPPED, why, feeds);
  }

  /** The version that is kept of it. */
  Webhook version(long number) {
    return copy(number, status, reason, feeds);
  }

  /** With another of what changes without its owner. */
  private Webhook copy(long newVersion, Status newStatus, String newReason, List<Feed> newFeeds) {
    return new Webhook(
        id,
        tenant,
        newVersion,
        family,
        url,
        description,
        types,
        properties,
        rights,
        secrets,
        newStatus,
        newReason,
        created,
        List.copyOf(newFeeds));
  }
}
