package io.eventlake.connector.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.operator.segment.SegmentMembership;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class UserCacheTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final List<SegmentMembership> NONE = List.of();

  private final List<CompletableFuture<List<SegmentMembership>>> loads = new ArrayList<>();

  @Test
  void sharesALookupUnderWayAndKeepsItsAnswer() {
    UserCache cache = new UserCache(10, HOUR);
    CompletableFuture<List<SegmentMembership>> first = cache.find("u", this::load);
    CompletableFuture<List<SegmentMembership>> second = cache.find("u", this::load);
    assertThat(loads).hasSize(1);

    loads.get(0).complete(NONE);

    assertThat(first).isCompletedWithValue(NONE);
    assertThat(second).isCompletedWithValue(NONE);
    assertThat(cache.find("u", this::load)).isCompletedWithValue(NONE);
    assertThat(loads).hasSize(1);
  }

  @Test
  void doesNotKeepAFailure() {
    UserCache cache = new UserCache(10, HOUR);
    CompletableFuture<List<SegmentMembership>> first = cache.find("u", this::load);
    loads.get(0).completeExceptionally(new IllegalStateException("throttled"));
    assertThat(first).isCompletedExceptionally();

    cache.find("u", this::load);

    assertThat(loads).hasSize(2);
  }

  @Test
  void keepsNothingAtSizeZeroButStillShares() {
    UserCache cache = new UserCache(0, HOUR);
    cache.find("u", this::load);
    cache.find("u", this::load);
    assertThat(loads).hasSize(1);
    loads.get(0).complete(NONE);

    cache.find("u", this::load);

    assertThat(loads).hasSize(2);
  }

  @Test
  void anAnswerThatIsThereAtOnceIsNotUnderWay() {
    UserCache cache = new UserCache(0, HOUR);

    assertThat(cache.find("u", user -> CompletableFuture.completedFuture(NONE)))
        .isCompletedWithValue(NONE);
    cache.find("u", this::load);

    assertThat(loads).hasSize(1);
  }

  private CompletableFuture<List<SegmentMembership>> load(String user) {
    CompletableFuture<List<SegmentMembership>> load = new CompletableFuture<>();
    loads.add(load);
    return load;
  }
}
