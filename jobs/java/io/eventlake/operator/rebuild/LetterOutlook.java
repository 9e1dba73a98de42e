package io.eventlake.operator.rebuild;

/** Dead letters of one day and reason of which the decoder of today makes the same. */
public class LetterOutlook {

  /** They are events now. */
  public static final String EVENT = "event";

  /** They can not be replayed: their payload was masked, cut or withheld. */
  public static final String WITHHELD = "withheld";

  /** UTC day of arrival, days since the epoch. */
  public int arrivalDay;

  /** Reason code by which they were rejected. */
  public String reason;

  /** {@link #EVENT}, {@link #WITHHELD}, or the reason code by which they still are rejected. */
  public String outcome;

  /** UTC day of an event's time, days since the epoch; 0 for others. */
  public int eventDay;

  public long letters;

  /** Of letters that only differ in their number. */
  public String grain() {
    return arrivalDay + " " + reason + " " + outcome + " " + eventDay;
  }

  /** The sum of both, which have one grain. */
  public LetterOutlook plus(LetterOutlook other) {
    LetterOutlook sum = new LetterOutlook();
    sum.arrivalDay = arrivalDay;
    sum.reason = reason;
    sum.outcome = outcome;
    sum.eventDay = eventDay;
    sum.letters = letters + other.letters;
    return sum;
  }
}
