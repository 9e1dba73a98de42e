package io.eventlake.family.web;

import io.eventlake.event.RawRecord;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/** When a record arrived and when its event happened (design: semantics, section 2). UTC. */
final class EventTimes {

  private static final long TOLERANCE_MILLIS = Duration.ofMinutes(5).toMillis();
  private static final long FIRST_SANE_MILLIS =
      Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST_SANE_MILLIS =
      Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
  private static final long LONGEST_WAY_MILLIS = Duration.ofDays(7).toMillis();
  private static final long UNKNOWN = Long.MIN_VALUE;
  private static final long MILLIS_PER_DAY = Duration.ofDays(1).toMillis();
  private static final long MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();
  private static final StringData[] HOURS = hours();

  final long arrivalMillis;

  /** Event time that watermarks and session bounds may trust. */
  final long eventMillis;

  /** True when the client's clock was ahead, so that the arrival counts as event time. */
  final boolean skewed;

  private EventTimes(long arrivalMillis, long eventMillis, boolean skewed) {
    this.arrivalMillis = arrivalMillis;
    this.eventMillis = eventMillis;
    this.skewed = skewed;
  }

  /** Of an event that keeps the contract. */
  static EventTimes of(RawRecord record, WebEvent event) {
    return of(arrivalMillis(record, event), event);
  }

  /**
   * Of an event whose arrival is known.
   *
   * @param arrival epoch milliseconds
   */
  static EventTimes of(long arrival, WebEvent event) {
    long tsMillis = Math.floorDiv(event.number(WebProperty.TS), 1000L);
    boolean skewed = event.number(WebProperty.TS) > (arrival + TOLERANCE_MILLIS) * 1000L;
    return new EventTimes(arrival, skewed ? arrival : tsMillis, skewed);
  }

  /**
   * When the stream took the record, epoch milliseconds. For file input the time that the ingest
   * endpoint noted, where {@code ts} agrees with it or the file was written later; else when the
   * file was written, unless both times of the record say that this is wrong (ADR 17).
   */
  static long arrivalMillis(RawRecord record, WebEvent event) {
    long file = record.arrivalMillis;
    if (record.arrivalKnown) {
      return file;
    }

    long happened = saneMillis(event, WebProperty.TS, 1_000L);
    long ingested = saneMillis(event, WebProperty.INGEST_TS, 1L);
    if (ingested == UNKNOWN) {
      return file < FIRST_SANE_MILLIS && happened != UNKNOWN ? happened : file;
    }

    if (ingested <= file + TOLERANCE_MILLIS || agree(happened, ingested)) {
      return ingested;
    }

    if (happened > file + TOLERANCE_MILLIS) {
      return Math.min(happened, ingested);
    }

    return file < FIRST_SANE_MILLIS ? ingested : file;
  }

  /** An event comes after it happened, and seldom more than some days after. */
  private static boolean agree(long happened, long ingested) {
    return happened != UNKNOWN
        && happened <= ingested + TOLERANCE_MILLIS
        && ingested - happened <= LONGEST_WAY_MILLIS;
  }

  /** Epoch milliseconds of a time that is there and in the years 2000 to 9999. */
  private static long saneMillis(WebEvent event, WebProperty property, long unitsOfMilli) {
    if (!event.has(property)) {
      return UNKNOWN;
    }

    long millis = Math.floorDiv(event.number(property), unitsOfMilli);
    return millis < FIRST_SANE_MILLIS || millis > LAST_SANE_MILLIS ? UNKNOWN : millis;
  }

  /** Days since the epoch, as a date column holds them. */
  static int date(long millis) {
    return (int) Math.floorDiv(millis, MILLIS_PER_DAY);
  }

  /** Hour of the day, two digits. */
  static StringData hour(long millis) {
    return HOURS[(int) (Math.floorMod(millis, MILLIS_PER_DAY) / MILLIS_PER_HOUR)];
  }

  static TimestampData timestamp(long millis) {
    return TimestampData.fromEpochMillis(millis);
  }

  static TimestampData timestampOfMicros(long micros) {
    return TimestampData.fromEpochMillis(
        Math.floorDiv(micros, 1000L), (int) Math.floorMod(micros, 1000L) * 1000);
  }

  private static StringData[] hours() {
    StringData[] hours = new StringData[24];
    for (int hour = 0; hour < hours.length; hour++) {
      hours[hour] = StringData.fromString(hour < 10 ? "0" + hour : Integer.toString(hour));
    }

    return hours;
  }
}
