package io.eventlake.testing;

import io.eventlake.connector.aws.Pacing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes by pauses alone, at once. */
public final class SteppedPacing implements Pacing {

  private final List<Duration> pauses = new ArrayList<>();

  @Override
  public long nanoTime() {
    return pauses.stream().mapToLong(Duration::toNanos).sum();
  }

  @Override
  public void pause(Duration duration) {
    pauses.add(duration);
  }

  /** In their order. */
  public List<Duration> pauses() {
    return List.copyOf(pauses);
  }
}
