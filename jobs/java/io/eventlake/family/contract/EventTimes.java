package io.eventlake.family.contract;

import io.eventlake.event.RawRecord;
import java.time.Duration;
import java.time.Instant;

/** When a record arrived and when its event happened (design: semantics, section 2). UTC. */
public final class EventTimes {

  private static final long TOLERANCE_MILLIS = Duration.ofMinutes(5).toMillis();
  private static final long FIRST_SANE_MILLIS =
      Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST_SANE_MILLIS =
      Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
  private static final long LONGEST_WAY_MILLIS = Duration.ofDays(7).toMillis();
  private static final long UNKNOWN = Long.MIN_VALUE;

  /** When the stream took the record. */
  public final long arrivalMillis;

  /** Event time that watermarks and session bounds may trust. */
  public final long eventMillis;

  /** True when the client's clock was ahead, so that the arrival counts as event time. */
  public final boolean skewed;

  private EventTimes(long arrivalMillis, long eventMillis, boolean skewed) {
    this.arrivalMillis = arrivalMillis;
    this.eventMillis = eventMillis;
    this.skewed = skewed;
  }

  /** Of an event that keeps the contract. */
  static EventTimes of(RawRecord record, EventValues event) {
    return of(arrivalMillis(record, event), event);
  }

  /**
   * Of an event whose arrival is known.
   *
   * @param arrival epoch milliseconds
   */
  static EventTimes of(long arrival, EventValues event) {
    return of(arrival, event.number(event.present(event.contract().time)));
  }

  /**
   * Of an event whose arrival is known.
   *
   * @param arrival epoch milliseconds
   * @param micros when it happened by the client's clock, epoch microseconds
   */
  public static EventTimes of(long arrival, long micros) {
    long tsMillis = Math.floorDiv(micros, 1000L);
    boolean skewed = micros > (arrival + TOLERANCE_MILLIS) * 1000L;
    return new EventTimes(arrival, skewed ? arrival : tsMillis, skewed);
  }

  /**
   * When the stream took the record, epoch milliseconds. For file input the time that the ingest
   * endpoint noted, where {@code ts} agrees with it or the file was written later; else when the
   * file was written, unless both times of the record say that this is wrong (ADR 17).
   */
  static long arrivalMillis(RawRecord record, EventValues event) {
    long file = record.arrivalMillis;
    if (record.arrivalKnown) {
      return file;
    }

    long happened = saneMillis(event, event.contract().time, 1_000L);
    long ingested = saneMillis(event, event.contract().ingestTime, 1L);
    if (ingested == UNKNOWN) {
      return arrivalMillis(record, happened);
    }

    if (ingested <= file + TOLERANCE_MILLIS || agree(happened, ingested)) {
      return ingested;
    }

    if (happened > file + TOLERANCE_MILLIS) {
      return Math.min(happened, ingested);
    }

    return file < FIRST_SANE_MILLIS ? ingested : file;
  }

  /**
   * The same of an event of which no ingest endpoint told.
   *
   * @param micros when it happened by the client's clock, epoch microseconds
   */
  public static EventTimes of(RawRecord record, long micros) {
    return of(arrivalMillis(record, sane(Math.floorDiv(micros, 1_000L))), micros);
  }

  private static long arrivalMillis(RawRecord record, long happened) {
    long file = record.arrivalMillis;
    boolean known = record.arrivalKnown || file >= FIRST_SANE_MILLIS || happened == UNKNOWN;
    return known ? file : happened;
  }

  /** An event comes after it happened, and seldom more than some days after. */
  private static boolean agree(long happened, long ingested) {
    return happened != UNKNOWN
        && happened <= ingested + TOLERANCE_MILLIS
        && ingested - happened <= LONGEST_WAY_MILLIS;
  }

  /** Epoch milliseconds of a time that is there and in the years 2000 to 9999. */
  private static long saneMillis(EventValues event, Property[] role, long unitsOfMilli) {
    Property property = event.present(role);
    if (property == null) {
      return UNKNOWN;
    }

    return sane(Math.floorDiv(event.number(property), unitsOfMilli));
  }

  private static long sane(long millis) {
    return millis < FIRST_SANE_MILLIS || millis > LAST_SANE_MILLIS ? UNKNOWN : millis;
  }
}
