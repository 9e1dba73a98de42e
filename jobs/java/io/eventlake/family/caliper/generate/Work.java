package io.eventlake.family.caliper.generate;

/** Something that is attempted, handed in and graded. */
final class Work {

  final String assignable;
  final String attempt;
  final int count;
  final long startMillis;

  private Work(String assignable, String attempt, int count, long startMillis) {
    this.assignable = assignable;
    this.attempt = attempt;
    this.count = count;
    this.startMillis = startMillis;
  }

  /**
   * Anybody's attempt.
   *
   * @param folder of the things that are alike
   */
  static Work of(Sitting sitting, String folder, long startMillis) {
    return new Work(
        folder + "/" + sitting.dice.below(20),
        folder + "/attempts/" + sitting.dice.hex(10),
        1 + sitting.dice.below(3),
        startMillis);
  }
}
