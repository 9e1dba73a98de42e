package io.eventlake.operator.count;

import io.eventlake.event.EdgeNumbers;

/**
 * That events of one arrival time, or the records that they came in, had an outcome; summed up by
 * minute for the balance sheet.
 */
public class CountedRecord {

  /** A record that the source handed over, counted before anything is made of it. */
  public static final String HANDED_OVER = "handed_over";

  /** Of those handed over, one that came in a stream record with another before it. */
  public static final String AGGREGATED = "aggregated";

  /** An event that was read, or a record of which none is known. */
  public static final String READ = "read";

  /** Of those read, one that came in a record with another before it: the rest are records. */
  public static final String FURTHER = "further";

  /**
   * Records that an edge has numbered, from {@link #firstNumber} on; 0 of them tell that those
   * before were given. Not to be added to other outcomes, nor to one another: one may come twice.
   */
  public static final String EDGE = "edge";

  /** A stream record without a record in it: an edge told how far its numbers go. */
  public static final String EDGE_ALONE = "edge_alone";

  public static final String BRONZE = "bronze";
  public static final String DEAD_LETTER = "dead_letter";
  public static final String NO_CONSENT = "no_consent";
  public static final String SILVER = "silver";
  public static final String DUPLICATE = "duplicate";
  public static final String NO_SESSION = "no_session";
  public static final String LATE = "late";
  public static final String BEYOND_BOUND = "beyond_bound";
  public static final String SEGMENTS_UNRESOLVED = "segments_unresolved";

  /** Epoch milliseconds, UTC. */
  public long arrivalMillis;

  public String outcome;

  /** Reason code of a dead letter, else null. */
  public String reason;

  /** Null where it is not known. */
  public String eventType;

  public long records;

  /** Which edge has numbered them; null for all other outcomes. */
  public String producer;

  /** Of these numbers the first. */
  public long firstNumber;

  public CountedRecord() {}

  /** That one event had an outcome. */
  public CountedRecord set(
      long newArrivalMillis, String newOutcome, String newReason, String newEventType) {
    set(newArrivalMillis, newOutcome, 1);
    reason = newReason;
    eventType = newEventType;
    return this;
  }

  /** That some records had an outcome, of which no more is told. */
  public CountedRecord set(long newArrivalMillis, String newOutcome, long newRecords) {
    arrivalMillis = newArrivalMillis;
    outcome = newOutcome;
    reason = null;
    eventType = null;
    records = newRecords;
    producer = null;
    firstNumber = 0;
    return this;
  }

  /** That records with these numbers came. */
  public CountedRecord set(long newArrivalMillis, EdgeNumbers numbers) {
    set(newArrivalMillis, EDGE, numbers.count());
    producer = numbers.producer();
    firstNumber = numbers.first();
    return this;
  }

  public CountedRecord(
      long arrivalMillis, String outcome, String reason, String eventType, long records) {
    this.arrivalMillis = arrivalMillis;
    this.outcome = outcome;
    this.reason = reason;
    this.eventType = eventType;
    this.records = records;
  }
}
