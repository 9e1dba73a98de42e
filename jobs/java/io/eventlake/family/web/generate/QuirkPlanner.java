package io.eventlake.family.web.generate;

import io.eventlake.event.RejectReason;
import io.eventlake.family.Dice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Decides which quirks an event has in itself, apart from how it is delivered. */
final class QuirkPlanner {

  private static final long TOLERANCE_MILLIS = Duration.ofMinutes(5).toMillis();
  private static final long MOST_LATENCY_MILLIS = Duration.ofSeconds(30).toMillis();
  private static final long YEAR_2038 = Instant.parse("2038-01-19T03:14:08Z").toEpochMilli();
  private static final RejectReason[] FLAWS = flaws();

  private final GeneratorOptions options;
  private final Dice dice;

  QuirkPlanner(GeneratorOptions options, Dice dice) {
    this.options = options;
    this.dice = dice;
  }

  void apply(Hit hit) {
    if (dice.chance(options.share(Quirk.MALFORMED))) {
      hit.flaw = FLAWS[dice.below(FLAWS.length)];
    } else if (dice.chance(options.share(Quirk.OVERSIZED))) {
      hit.flaw = RejectReason.OVERSIZED;
    }
    hit.unknownProperty = dice.chance(options.share(Quirk.UNKNOWN_PROPERTY));
    // A user's session is named after its first event: its events all have ids of their own.
    if (hit.visit.keyedByUser() || !dice.chance(options.share(Quirk.WITHOUT_ID))) {
      hit.id = newId();
      applyToIdentified(hit);
    } else if (dice.chance(options.share(Quirk.EMPTY_STRING))) {
      hit.emptied = dice.pick("referrer", "locale", "geo_country", "ab_variant");
    }
  }

  private void applyToIdentified(Hit hit) {
    if (dice.chance(options.share(Quirk.EMPTY_STRING))) {
      hit.emptied =
          dice.pick(
              "referrer",
              "locale",
              "geo_country",
              "ab_variant",
              "source_ip_anonymized",
              "product_ids",
              "user_id_hash",
              "session_id");
    }
    if (dice.chance(options.share(Quirk.CLOCK_SKEW))) {
      hit.tsMicros = skewedMillis(hit.atMillis) * 1000;
    } else if (dice.chance(0.02)) {
      hit.tsMicros += dice.between(1, 1000);
    }
  }

  private long skewedMillis(long atMillis) {
    // Far enough to be ahead of the arrival too, which comes up to seconds after the event.
    long ahead = TOLERANCE_MILLIS + MOST_LATENCY_MILLIS;
    switch (dice.below(4)) {
      case 0:
        return YEAR_2038;
      case 1:
        return atMillis + Duration.ofDays(dice.between(1, 800)).toMillis();
      default:
        return atMillis + ahead + dice.between(1, 3 * 3_600_000);
    }
  }

  /** A random UUID (version 4). */
  UUID newId() {
    long high = dice.bits() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L;
    long low = dice.bits() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static RejectReason[] flaws() {
    List<RejectReason> reasons = new ArrayList<>(Arrays.asList(RejectReason.values()));
    reasons.removeIf(reason -> reason.ofSource() || reason.ofEntities());
    reasons.remove(RejectReason.OVERSIZED);
    return reasons.toArray(new RejectReason[0]);
  }
}
