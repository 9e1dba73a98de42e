package io.eventlake.lake.audit;

/** One equation of the balance sheet with what was found on both sides. */
public final class AuditLine {

  private final String line;
  private final String equation;
  private final long left;
  private final long right;
  private final long openAtMost;

  AuditLine(String line, String equation, long left, long right, long openAtMost) {
    this.line = line;
    this.equation = equation;
    this.left = left;
    this.right = right;
    this.openAtMost = openAtMost;
  }

  /** The line of the balance sheet (semantics, section 6) and a letter, for example {@code 3a}. */
  public String line() {
    return line;
  }

  /** What should be the same, in words. */
  public String equation() {
    return equation;
  }

  public long left() {
    return left;
  }

  public long right() {
    return right;
  }

  /** Events whose session is not written yet; 0 where none can be open. */
  public long open() {
    return passed() ? right - left : 0;
  }

  /** True when both sides are the same, or short by no more than what can still be open. */
  public boolean passed() {
    return left <= right && right - left <= openAtMost;
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
