package io.eventlake.connector.check;

/** What one check before the start of a job has found. */
public final class Finding {

  /** How bad it is. */
  public enum Verdict {
    OK,
    /** The job starts, and may not do what is wanted. */
    WARN,
    /** The job does not start, or cannot go on. */
    FAIL
  }

  private final Verdict verdict;
  private final String subject;
  private final String sentence;

  private Finding(Verdict verdict, String subject, String sentence) {
    this.verdict = verdict;
    this.subject = subject;
    this.sentence = sentence;
  }

  /**
   * @param subject what was looked at, a word or two
   */
  public static Finding ok(String subject, String sentence) {
    return new Finding(Verdict.OK, subject, sentence);
  }

  /**
   * @param sentence what is the matter, and what to do
   */
  public static Finding warn(String subject, String sentence) {
    return new Finding(Verdict.WARN, subject, sentence);
  }

  /**
   * @param sentence what is the matter, and what to do
   */
  public static Finding fail(String subject, String sentence) {
    return new Finding(Verdict.FAIL, subject, sentence);
  }

  public Verdict verdict() {
    return verdict;
  }

  public String subject() {
    return subject;
  }

  public String sentence() {
    return sentence;
  }

  @Override
  public String toString() {
    return verdict + " " + subject + ": " + sentence;
  }
}
