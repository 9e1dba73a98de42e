package io.eventlake.operator.session;

import io.eventlake.bench.sample.DecodedSample;
import io.eventlake.bench.sample.Ring;
import io.eventlake.bench.sample.SampleRecords;
import io.eventlake.config.SessionOptions;
import io.eventlake.event.EventEnvelope;
import io.eventlake.event.KeyKind;
import java.time.Duration;

/**
 * Events of named sessions in rounds: so many sessions are open at once and get their events in
 * turn, in an order that jumps about the keys; when all have theirs, other sessions begin.
 */
final class SessionTraffic {

  /** Those of the product, when nothing is set. */
  static final SessionBounds BOUNDS =
      new SessionBounds(
          SessionOptions.GAP.defaultValue(),
          SessionOptions.HORIZON.defaultValue(),
          SessionOptions.MAX_DURATION.defaultValue(),
          SessionOptions.MAX_EVENTS.defaultValue());

  static final SessionFacts FACTS = DecodedSample.FACTS;

  /** By then nothing of a session that began at 0 is left, milliseconds. */
  static final long FORGOTTEN_MILLIS =
      Duration.ofHours(1)
          .plus(SessionOptions.MAX_DURATION.defaultValue())
          .plus(SessionOptions.HORIZON.defaultValue())
          .toMillis();

  private static final int CONTENTS = 2000;
  private static final long SESSION_MILLIS = Duration.ofMinutes(20).toMillis();

  /** A prime: with any number of sessions below it the order visits each once. */
  private static final long STRIDE = 7_368_787;

  private final Ring<EventEnvelope> contents =
      new Ring<>(DecodedSample.of(SampleRecords.mixed(CONTENTS)).events());
  private final long open;
  private final long eventsInRound;

  private long round;
  private long done;

  /**
   * @param open sessions that are open at once
   * @param length events of each
   */
  SessionTraffic(int open, int length) {
    this.open = open;
    this.eventsInRound = (long) open * length;
  }

  /** The next event of this round. */
  EventEnvelope next() {
    long number = round * eventsInRound + done;
    EventEnvelope event = new EventEnvelope();
    event.keyKind = KeyKind.SESSION;
    event.key = key(round * open + done % open * STRIDE % open);
    event.idHigh = mixed(number);
    event.idLow = mixed(~number);
    event.eventTimeMillis = startMillis() + done * SESSION_MILLIS / eventsInRound;
    event.arrivalMillis = event.eventTimeMillis;
    event.shardId = "shardId-000000000007";
    EventEnvelope content = contents.next();
    event.eventType = content.eventType;
    event.silver = content.silver;
    done++;
    return event;
  }

  /** True when the sessions of this round have all their events. */
  boolean roundOver() {
    return done == eventsInRound;
  }

  /** Goes on to the next sessions, which begin when nothing of these is left. */
  void nextRound() {
    round++;
    done = 0;
  }

  /** When the sessions of this round began, epoch milliseconds. */
  long startMillis() {
    return (round + 1) * FORGOTTEN_MILLIS;
  }

  private static String key(long session) {
    return "s:sid_" + Long.toHexString(mixed(session) | Long.MIN_VALUE) + (10_000_000 + session);
  }

  /** Numbers that look as if by chance, each once: the last step of SplitMix64. */
  private static long mixed(long number) {
    long mixed = (number + 1) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
