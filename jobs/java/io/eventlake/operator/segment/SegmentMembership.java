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
   * zone, or epoch milliseconds.
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
    boolean lasting = validTo == null || validTo.isEmpty();
    return new SegmentMembership(
        segmentKey, from, lasting ? Long.MAX_VALUE : millis("valid_to", validTo));
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
      return EPOCH_MILLIS.matcher(text).matches()
          ? new BigDecimal(text).longValueExact()
          : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw new MalformedItemException(RejectReason.BAD_TIMESTAMP, attribute + " is no instant");
    }
  }
}
