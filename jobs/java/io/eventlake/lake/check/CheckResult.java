package io.eventlake.lake.check;

import io.eventlake.table.TableName;
import java.util.Optional;

/** What came of one check. */
public final class CheckResult {

  private static final String PASS = "PASS";

  private final TableName table;
  private final String file;
  private final String name;
  private final String meaning;
  private final String verdict;
  private final long offending;
  private final String finding;

  private CheckResult(
      TableName table,
      String file,
      String name,
      String meaning,
      String verdict,
      long offending,
      String finding) {
    this.table = table;
    this.file = file;
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
        ? passed(check.table(), check.file(), check.name(), check.meaning())
        : new CheckResult(
            check.table(),
            check.file(),
            check.name(),
            check.meaning(),
            check.level().name(),
            offending,
            "for example " + sample);
  }

  /** Of a check that is no query. */
  static CheckResult passed(TableName table, String name, String meaning) {
    return passed(table, null, name, meaning);
  }

  private static CheckResult passed(TableName table, String file, String name, String meaning) {
    return new CheckResult(table, file, name, meaning, PASS, 0, "");
  }

  /** This check where it did not pass: by as many rows or records, and in words. */
  CheckResult but(LakeCheck.Level level, long newOffending, String newFinding) {
    return new CheckResult(table, file, name, meaning, level.name(), newOffending, newFinding);
  }

  /** The table with its database. */
  public String table() {
    return table.toString();
  }

  /** The file that has its query, by its path below {@code sql/}; empty where it is no query. */
  public Optional<String> file() {
    return Optional.ofNullable(file);
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
