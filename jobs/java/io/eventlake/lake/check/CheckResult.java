package io.eventlake.lake.check;

/** What came of one check. */
public final class CheckResult {

  private final LakeCheck check;
  private final long offending;
  private final String sample;

  CheckResult(LakeCheck check, long offending, String sample) {
    this.check = check;
    this.offending = offending;
    this.sample = sample;
  }

  /** The table with its database. */
  public String table() {
    return check.table().toString();
  }

  /** The check's name, unique among those of its table. */
  public String name() {
    return check.name();
  }

  /** What is true when it passes, in words. */
  public String meaning() {
    return check.meaning();
  }

  /** Rows that should not be. */
  public long offending() {
    return offending;
  }

  /** One of them, as column=value; empty when there is none. */
  public String sample() {
    return sample;
  }

  /** PASS; or what such rows mean, FAIL or WARN. */
  public String verdict() {
    return offending == 0 ? "PASS" : check.level().name();
  }

  /** True unless the lake is wrong; a warning does not fail. */
  public boolean passed() {
    return offending == 0 || check.level() == LakeCheck.Level.WARN;
  }

  @Override
  public String toString() {
    return table() + " " + name() + " " + verdict() + ": " + offending + " " + sample;
  }
}
