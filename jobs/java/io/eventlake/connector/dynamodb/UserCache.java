package io.eventlake.connector.dynamodb;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.eventlake.operator.segment.SegmentMembership;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Keeps users' segments for a while, but no failures, and lets lookups of one user under way share
 * one call.
 *
 * <p>Not Caffeine's asynchronous cache: that logs every failure with its stack.
 */
final class UserCache {

  private final Cache<String, List<SegmentMembership>> users;
  private final ConcurrentMap<String, CompletableFuture<List<SegmentMembership>>> underWay =
      new ConcurrentHashMap<>();

  /**
   * @param size most users; 0 keeps none
   * @param ttl how long a user is kept
   */
  UserCache(int size, Duration ttl) {
    users =
        Caffeine.newBuilder()
            .maximumSize(size)
            .expireAfterWrite(ttl)
            // Threads of its own would outlive the task.
            .executor(Runnable::run)
            .build();
  }

  CompletableFuture<List<SegmentMembership>> find(
      String user, Function<String, CompletableFuture<List<SegmentMembership>>> loader) {
    List<SegmentMembership> kept = users.getIfPresent(user);
    if (kept != null) {
      return CompletableFuture.completedFuture(kept);
    }

    CompletableFuture<List<SegmentMembership>> result = new CompletableFuture<>();
    CompletableFuture<List<SegmentMembership>> other = underWay.putIfAbsent(user, result);
    if (other != null) {
      return other;
    }

    loader
        .apply(user)
        .whenComplete(
            (memberships, failure) -> {
              if (failure == null) {
                users.put(user, memberships);
              }

              underWay.remove(user);
              complete(result, memberships, failure);
            });
    return result;
  }

  private static <T> void complete(CompletableFuture<T> result, T value, Throwable failure) {
    if (failure == null) {
      result.complete(value);
    } else {
      result.completeExceptionally(failure);
    }
  }
}
