package io.eventlake.operator.rebuild;

/** Dead letters of one day and reason of which the decoder of today makes the same. */
public class LetterOutlook {

  /** They are events now. */
  public static final String EVENT = "event";

  /** They cannot be replayed: their payload was masked, cut or withheld. */
  public static final String WITHHELD = "withheld";

  /** They are events now, of days too far apart to be rebuilt together. */
  public static final String SPREAD = "spread";

  /** UTC day of arrival, days since the epoch. */
  public int arrivalDay;

  /** Reason code by which they were rejected. */
  public String reason;

  /**
   * {@link #EVENT}, {@link #WITHHELD}, {@link #SPREAD}, or the reason code by which they still are
   * rejected.
   */
  public String outcome;

  /** UTC day of an event's time, days since the epoch; 0 for others. */
  public int eventDay;

  /** 0 for a further day of letters that are counted with their first. */
  public long letters;

  public LetterOutlook() {}

  LetterOutlook(int arrivalDay, String reason, String outcome, int eventDay, long letters) {
    this.arrivalDay = arrivalDay;
    this.reason = reason;
    this.outcome = outcome;
    this.eventDay = eventDay;
    this.letters = letters;
  }

  /** Of letters that only differ in their number. */
  public String grain() {
    return arrivalDay + " " + reason + " " + outcome + " " + eventDay;
  }

  /** The sum of both, which have one grain. */
  public LetterOutlook plus(LetterOutlook other) {
    return new LetterOutlook(arrivalDay, reason, outcome, eventDay, letters + other.letters);
  }
}
