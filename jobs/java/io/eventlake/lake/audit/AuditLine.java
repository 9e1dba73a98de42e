package io.eventlake.lake.audit;

import java.math.BigDecimal;

/** One equation of the balance sheet with what was found on both sides: counts or sums, whole. */
public final class AuditLine {

  private final String line;
  private final String equation;
  private final BigDecimal left;
  private final BigDecimal right;
  private final long openAtMost;
  private final AuditedDays days;

  AuditLine(
      String line,
      String equation,
      BigDecimal left,
      BigDecimal right,
      long openAtMost,
      AuditedDays days) {
    this.line = line;
    this.equation = equation;
    this.left = left;
    this.right = right;
    this.openAtMost = openAtMost;
    this.days = days;
  }

  /** The same equation of the days of both. */
  AuditLine plus(AuditLine other) {
    return new AuditLine(
        line,
        equation,
        left.add(other.left),
        right.add(other.right),
        openAtMost + other.openAtMost,
        days);
  }

  /** The line of the balance sheet (semantics, section 6) and a letter, for example {@code 3a}. */
  public String line() {
    return line;
  }

  /** What should be the same, in words. */
  public String equation() {
    return equation;
  }

  public BigDecimal left() {
    return left;
  }

  public BigDecimal right() {
    return right;
  }

  /** The days that it is the sum of. */
  public AuditedDays days() {
    return days;
  }

  /** Events whose session is not written yet; 0 where none can be open. */
  public long open() {
    return passed() ? right.subtract(left).longValueExact() : 0;
  }

  /** True when both sides are the same, or short by no more than what can still be open. */
  public boolean passed() {
    BigDecimal shortBy = right.subtract(left);
    return shortBy.signum() >= 0 && shortBy.compareTo(BigDecimal.valueOf(openAtMost)) <= 0;
  }

  /** PASS, PASS with the number of open events, or FAIL. */
  public String verdict() {
    if (!passed()) {
      return "FAIL";
    }

    return open() == 0 ? "PASS" : "PASS (open: " + open() + ")";
  }

  @Override
  public String toString() {
    return line + " " + verdict() + ": " + equation + " (" + left + ", " + right + ")";
  }
}
