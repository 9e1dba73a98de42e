package io.eventlake.lake.check;

import io.eventlake.table.TableName;

/** What came of one check. */
public final class CheckResult {

  private static final String PASS = "PASS";

  private final TableName table;
  private final String name;
  private final String meaning;
  private final String verdict;
  private final long offending;
  private final String finding;

  private CheckResult(
      TableName table,
      String name,
      String meaning,
      String verdict,
      long offending,
      String finding) {
    this.table = table;
    this.name = name;
    this.meaning = meaning;
    this.verdict = verdict;
    this.offending = offending;
    this.finding = finding;
  }

  /**
   * @param offending rows that the check's query gives
   * @param sample one of them, as column=value
   */
  static CheckResult of(LakeCheck check, long offending, String sample) {
    return offending == 0
        ? passed(check.table(), check.name(), check.meaning())
        : new CheckResult(
            check.table(),
            check.name(),
            check.meaning(),
            check.level().name(),
            offending,
            "for example " + sample);
  }

  static CheckResult passed(TableName table, String name, String meaning) {
    return new CheckResult(table, name, meaning, PASS, 0, "");
  }

  /** This check where it did not pass: by as many rows or records, and in words. */
  CheckResult but(LakeCheck.Level level, long newOffending, String newFinding) {
    return new CheckResult(table, name, meaning, level.name(), newOffending, newFinding);
  }

  /** The table with its database. */
  public String table() {
    return table.toString();
  }

  /** The check's name, unique among those of its table. */
  public String name() {
    return name;
  }

  /** What is true when it passes, in words. */
  public String meaning() {
    return meaning;
  }

  /** Rows that should not be, or records that are too many or too few. */
  public long offending() {
    return offending;
  }

  /** What was found, in words; empty when all is well. */
  public String finding() {
    return finding;
  }

  /** PASS; or what such rows mean, FAIL or WARN. A check that could not be made warns. */
  public String verdict() {
    return verdict;
  }

  /** True unless the lake is wrong; a warning does not fail. */
  public boolean passed() {
    return !verdict.equals(LakeCheck.Level.FAIL.name());
  }

  @Override
  public String toString() {
    return table() + " " + name() + " " + verdict() + ": " + offending + " " + finding;
  }
}
