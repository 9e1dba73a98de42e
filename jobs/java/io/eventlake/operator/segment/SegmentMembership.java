package io.eventlake.operator.segment;

import io.eventlake.event.RejectReason;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;

/** That a user is in a segment from {@code validFrom} until before {@code validTo}. */
public final class SegmentMembership {

  private static final Pattern EPOCH_MILLIS = Pattern.compile("-?[0-9]{1,19}(\\.0{0,38})?");

  /** 1973 in milliseconds, the year 5138 in seconds. */
  private static final long FIRST_MILLIS = 100_000_000_000L;

  /** 9999-12-31T23:59:59.999Z: what is later is of another unit, or means for ever. */
  private static final long LAST_MILLIS = 253_402_300_799_999L;

  private static final long FOR_EVER = 9_000_000_000_000_000_000L;

  private final String segmentKey;
  private final long validFromMillis;
  private final long validToMillis;

  /**
   * @param validFromMillis start, inclusive, epoch milliseconds
   * @param validToMillis end, exclusive, epoch milliseconds; {@link Long#MAX_VALUE} while it lasts
   */
  public SegmentMembership(String segmentKey, long validFromMillis, long validToMillis) {
    this.segmentKey = segmentKey;
    this.validFromMillis = validFromMillis;
    this.validToMillis = validToMillis;
  }

  /**
   * Reads an item of a segment table (design: semantics, section 5). Instants are ISO 8601 with a
   * zone, or epoch milliseconds; a number that is seconds or microseconds is refused.
   *
   * @param validTo null or empty while the membership lasts
   * @throws MalformedItemException for a missing or malformed attribute
   */
  public static SegmentMembership parse(String segmentKey, String validFrom, String validTo) {
    if (segmentKey == null || segmentKey.isEmpty()) {
      throw new MalformedItemException(RejectReason.MISSING_FIELD, "segment_key is missing");
    }

    if (validFrom == null) {
      throw new MalformedItemException(RejectReason.MISSING_FIELD, "valid_from is missing");
    }

    long from = millis("valid_from", validFrom);
    if (from > LAST_MILLIS) {
      throw implausible("valid_from");
    }

    boolean lasting = validTo == null || validTo.isEmpty();
    long to = lasting ? Long.MAX_VALUE : millis("valid_to", validTo);
    if (to > LAST_MILLIS && to < FOR_EVER) {
      throw implausible("valid_to");
    }

    return new SegmentMembership(segmentKey, from, to);
  }

  public String segmentKey() {
    return segmentKey;
  }

  /** The keys of those that are active at an instant, epoch milliseconds: sorted, each once. */
  public static String[] activeAt(List<SegmentMembership> memberships, long instantMillis) {
    return memberships.stream()
        .filter(membership -> membership.activeAt(instantMillis))
        .map(SegmentMembership::segmentKey)
        .distinct()
        .sorted()
        .toArray(String[]::new);
  }

  /** Start, inclusive, epoch milliseconds. */
  public long validFromMillis() {
    return validFromMillis;
  }

  /** End, exclusive, epoch milliseconds; {@link Long#MAX_VALUE} while it lasts. */
  public long validToMillis() {
    return validToMillis;
  }

  public boolean activeAt(long instantMillis) {
    return validFromMillis <= instantMillis && instantMillis < validToMillis;
  }

  private static long millis(String attribute, String text) {
    try {
      if (!EPOCH_MILLIS.matcher(text).matches()) {
        return OffsetDateTime.parse(text).toInstant().toEpochMilli();
      }

      long millis = new BigDecimal(text).longValueExact();
      if (millis > 0 && millis < FIRST_MILLIS) {
        throw implausible(attribute);
      }

      return millis;
    } catch (DateTimeException | ArithmeticException e) {
      throw new MalformedItemException(RejectReason.BAD_TIMESTAMP, attribute + " is no instant");
    }
  }

  private static MalformedItemException implausible(String attribute) {
    return new MalformedItemException(
        RejectReason.OUT_OF_RANGE, attribute + " is not in milliseconds");
  }
}
