package io.eventlake.operator.count;

/** That records came to an outcome: a summand of {@code ops.record_counts}. */
public class CountedRecord {

  /** When the stream took the record, epoch milliseconds, UTC. */
  public long arrivalMillis;

  /** {@code read}, {@code bronze}, {@code dead_letter}, {@code no_consent} or a later step's. */
  public String outcome;

  /** Reason code of a dead letter, else null. */
  public String reason;

  /** Event type where it is known, else null. */
  public String eventType;

  /** Records to add. */
  public long records;

  public CountedRecord() {}

  public CountedRecord(
      long arrivalMillis, String outcome, String reason, String eventType, long records) {
    this.arrivalMillis = arrivalMillis;
    this.outcome = outcome;
    this.reason = reason;
    this.eventType = eventType;
    this.records = records;
  }
}
