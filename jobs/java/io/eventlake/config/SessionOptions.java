package io.eventlake.config;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** How events become sessions: property group {@code session} (design: semantics, section 4). */
public final class SessionOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  public static final ConfigOption<Duration> GAP =
      ConfigOptions.key("session.gap")
          .durationType()
          .defaultValue(Duration.ofMinutes(30))
          .withDescription(
              "Silence after which a session is written, and a user's next one begins.");
  public static final ConfigOption<Duration> HORIZON =
      ConfigOptions.key("session.horizon")
          .durationType()
          .defaultValue(Duration.ofHours(24))
          .withDescription(
              "How late an event may come to correct its session and be deduplicated.");
  public static final ConfigOption<Duration> CORRECTION_HORIZON =
      ConfigOptions.key("session.correction-horizon")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "How long after its last event a session is corrected; what comes later is late. Not"
                  + " set: as long as it is remembered, which takes more state (ADR 27).");
  public static final ConfigOption<Duration> MAX_DURATION =
      ConfigOptions.key("session.max-duration")
          .durationType()
          .defaultValue(Duration.ofHours(24))
          .withDescription("Longest session; events past it count in silver only.");
  public static final ConfigOption<Integer> MAX_EVENTS =
      ConfigOptions.key("session.max-events")
          .intType()
          .defaultValue(10_000)
          .withDescription("Most events of a session; further ones count in silver only.");
  public static final ConfigOption<Duration> OUT_OF_ORDERNESS =
      ConfigOptions.key("session.out-of-orderness")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription("How far the watermark stays behind the latest event of a shard.");
  public static final ConfigOption<Duration> IDLE_TIMEOUT =
      ConfigOptions.key("session.idle-timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription("Silence after which a shard no longer holds the watermark back.");

  /** With 10^12 cents an event, the most that the contract allows, their sum fits 64 bits. */
  private static final int MOST_EVENTS = 1_000_000;

  public final Duration gap;
  public final Duration horizon;

  /** Null where a session is corrected as long as it is remembered. */
  public final Duration correctionHorizon;

  public final Duration maxDuration;
  public final int maxEvents;
  public final Duration outOfOrderness;
  public final Duration idleTimeout;

  SessionOptions(OptionReader options) {
    gap = options.duration(GAP);
    options.check(gap.toMillis() > 0, GAP, "must be positive");
    horizon = options.duration(HORIZON);
    options.check(horizon.compareTo(gap) >= 0, HORIZON, "is shorter than session.gap");
    correctionHorizon = options.duration(CORRECTION_HORIZON);
    options.check(
        correctionHorizon == null || correctionHorizon.compareTo(gap) >= 0,
        CORRECTION_HORIZON,
        "is shorter than session.gap");
    maxDuration = options.duration(MAX_DURATION);
    options.check(
        maxDuration.compareTo(Duration.ofDays(1)) >= 0,
        MAX_DURATION,
        "is shorter than 24 h: a session id that comes back must come back on another day");
    maxEvents = options.read(MAX_EVENTS);
    options.check(maxEvents > 0, MAX_EVENTS, "must be positive");
    options.check(
        maxEvents <= MOST_EVENTS,
        MAX_EVENTS,
        "is more than 1000000: the sum of a session's payouts must fit 64 bits");
    outOfOrderness = options.duration(OUT_OF_ORDERNESS);
    options.check(!outOfOrderness.isNegative(), OUT_OF_ORDERNESS, "is negative");
    idleTimeout = options.duration(IDLE_TIMEOUT);
    options.check(idleTimeout.toMillis() > 0, IDLE_TIMEOUT, "must be positive");
  }
}
