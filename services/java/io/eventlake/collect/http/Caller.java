package io.eventlake.collect.http;

import io.eventlake.collect.intake.CollectedFamily;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Set;

/**
 * Who sent a request.
 *
 * @param families whose events it may send
 * @param bucket of its requests
 */
record Caller(String tenant, Set<CollectedFamily> families, Bucket bucket) {

  static Caller of(String tenant, Set<CollectedFamily> families, int requestsPerSecond) {
    Bucket bucket =
        Bucket.builder()
            .addLimit(
                limit ->
                    limit
                        .capacity(requestsPerSecond)
                        .refillGreedy(requestsPerSecond, Duration.ofSeconds(1)))
            .build();
    return new Caller(tenant, Set.copyOf(families), bucket);
  }

  /** What events are where nothing says so. */
  CollectedFamily otherwise() {
    return families.contains(CollectedFamily.WEB) ? CollectedFamily.WEB : CollectedFamily.SITE;
  }
}
