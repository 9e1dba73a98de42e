package io.eventlake.operator.segment;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the segments of a user: the port to the table that keeps them.
 *
 * <p>Serializable until opened; an open lookup is used from one task thread.
 */
public interface SegmentLookup extends Serializable, AutoCloseable {

  /** Connects; called once on the task before the first lookup. */
  void open();

  /**
   * All memberships of a user, valid at any time, in any order. Never blocks and never throws;
   * completes within a time limit of its own, exceptionally when the table could not be read after
   * the lookup's own retries: with a {@link java.util.concurrent.TimeoutException} at the limit.
   */
  CompletableFuture<List<SegmentMembership>> memberships(String userIdHash);

  @Override
  void close();
}
