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
   * endpoint noted, unless it lies before 2000 or after the file was written.
   */
  static long arrivalMillis(RawRecord record, WebEvent event) {
    if (record.arrivalKnown || !event.has(WebProperty.INGEST_TS)) {
      return record.arrivalMillis;
    }

    long ingestMillis = event.number(WebProperty.INGEST_TS);
    boolean sane =
        ingestMillis >= FIRST_SANE_MILLIS
            && ingestMillis <= record.arrivalMillis + TOLERANCE_MILLIS;
    return sane ? ingestMillis : record.arrivalMillis;
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
