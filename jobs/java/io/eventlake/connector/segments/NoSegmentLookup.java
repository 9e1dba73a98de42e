package io.eventlake.connector.segments;

import io.eventlake.operator.segment.SegmentLookup;
import io.eventlake.operator.segment.SegmentMembership;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Knows no segments: every user is in none. */
public final class NoSegmentLookup implements SegmentLookup {

  private static final long serialVersionUID = 1L;

  @Override
  public void open() {
    // There is nothing to connect to.
  }

  @Override
  public CompletableFuture<List<SegmentMembership>> memberships(String userIdHash) {
    return CompletableFuture.completedFuture(Collections.emptyList());
  }

  @Override
  public void close() {
    // There is nothing to disconnect from.
  }
}
