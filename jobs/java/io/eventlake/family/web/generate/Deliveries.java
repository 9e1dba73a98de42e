package io.eventlake.family.web.generate;

import io.eventlake.family.Dice;
import java.time.Duration;
import java.util.function.Consumer;

/** Decides when, and how often, an event arrives. */
final class Deliveries {

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  /**
   * More than the longest session, the horizon and the watermark's delay: no state lasts longer.
   */
  private static final long BEYOND_HORIZON = Duration.ofHours(50).toMillis();

  private final GeneratorOptions options;
  private final Dice dice;

  Deliveries(GeneratorOptions options, Dice dice) {
    this.options = options;
    this.dice = dice;
  }

  /** Hands over every arrival of the event, in any order. */
  void plan(Hit hit, Consumer<GeneratedEvent> arrivals) {
    long arrival = hit.atMillis + 30 + Math.min((long) dice.exponential(120), 2 * SECOND);
    // Only of visits within the stream: what came before it has moved no watermark. And not of a
    // skewed clock: such an event counts by its arrival and is never late.
    if (!hit.skewed()
        && hit.visit.startMillis >= options.start.toEpochMilli()
        && dice.chance(options.share(Quirk.BEYOND_HORIZON))) {
      long late = arrival + BEYOND_HORIZON + dice.between(0, 4 * HOUR);
      arrivals.accept(GeneratedEvent.beyondHorizon(hit, late));
      return;
    }

    arrival += delay(hit);
    arrivals.accept(GeneratedEvent.of(hit, arrival, arrival));
    for (int copy = 1; copy < options.copies; copy++) {
      long later = dice.between(0, options.copiesWithin.toMillis());
      arrivals.accept(GeneratedEvent.of(hit, arrival, arrival + later));
    }
    if (dice.chance(options.share(Quirk.DUPLICATE))) {
      long later =
          dice.chance(0.67) ? dice.between(5, 3 * SECOND) : dice.between(MINUTE, 20 * MINUTE);
      arrivals.accept(GeneratedEvent.of(hit, arrival, arrival + later));
    }
    // A skewed event counts by its arrival: sent again it would be another moment.
    if (!hit.skewed() && dice.chance(hit.id == null ? 0.25 : options.share(Quirk.RESENT))) {
      long again = arrival + dice.between(SECOND, 10 * MINUTE);
      arrivals.accept(GeneratedEvent.again(hit, again));
    }
  }

  private long delay(Hit hit) {
    if (hit.held || dice.chance(options.share(Quirk.LATE))) {
      return dice.chance(0.6)
          ? dice.between(MINUTE, 25 * MINUTE)
          : dice.between(35 * MINUTE, 5 * HOUR);
    }
    return dice.chance(options.share(Quirk.OUT_OF_ORDER)) ? dice.between(SECOND, 25 * SECOND) : 0;
  }
}
