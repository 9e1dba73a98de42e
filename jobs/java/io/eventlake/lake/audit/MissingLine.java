package io.eventlake.lake.audit;

/** A line of the balance sheet that could not be computed, and why. */
public final class MissingLine {

  /** In place of PASS and FAIL. */
  public static final String VERDICT = "NOT COMPUTED";

  private final BalanceEquations equations;
  private final String why;

  MissingLine(BalanceEquations equations, String why) {
    this.equations = equations;
    this.why = why;
  }

  /** The number of the line, without a letter: all its equations are missing. */
  public String line() {
    return equations.line();
  }

  /** What would be true, in words. */
  public String equation() {
    return equations.meaning();
  }

  /** A sentence that names the table, and what helps. */
  public String why() {
    return "Line " + line() + " was not computed. " + why;
  }
}
