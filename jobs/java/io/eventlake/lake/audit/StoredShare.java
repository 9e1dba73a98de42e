package io.eventlake.lake.audit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/** A row of {@code ops.audits}. */
final class StoredShare {

  /** What it is the newest row of. */
  static final class Key {

    private final String set;
    private final String line;
    private final LocalDate day;

    private Key(String set, String line, LocalDate day) {
      this.set = set;
      this.line = line;
      this.day = day;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key
          && set.equals(((Key) other).set)
          && line.equals(((Key) other).line)
          && Objects.equals(day, ((Key) other).day);
    }

    @Override
    public int hashCode() {
      return Objects.hash(set, line, day);
    }
  }

  final String set;
  final String line;
  final LocalDate day;
  final BigDecimal left;
  final BigDecimal right;
  final String files;
  final String snapshots;
  final String state;

  /** Epoch microseconds. */
  final long auditedMicros;

  StoredShare(
      String set,
      String line,
      LocalDate day,
      BigDecimal left,
      BigDecimal right,
      String files,
      String snapshots,
      String state,
      long auditedMicros) {
    this.set = set;
    this.line = line;
    this.day = day;
    this.left = left;
    this.right = right;
    this.files = files;
    this.snapshots = snapshots;
    this.state = state;
    this.auditedMicros = auditedMicros;
  }

  Key key() {
    return new Key(set, line, day);
  }

  /** True for the same balance of the same files. */
  boolean says(StoredShare other) {
    return files.equals(other.files);
  }

  DayShare share(String equation) {
    return new DayShare(line, equation, day, left, right, 0);
  }

  boolean balances() {
    return left.compareTo(right) == 0;
  }
}
