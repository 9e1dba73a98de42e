package io.eventlake.lake.engine;

import io.eventlake.lake.athena.RowCondition;
import java.util.Objects;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;

/** What of a table's past is read: a snapshot, or what was appended between two. */
final class ReadRange {

  private final boolean isAppended;
  private final Long since;
  private final Long until;

  private ReadRange(boolean isAppended, Long since, Long until) {
    this.isAppended = isAppended;
    this.since = since;
    this.until = until;
  }

  /**
   * All rows of a snapshot.
   *
   * @param snapshot null for a table as it was before its first
   */
  static ReadRange of(Long snapshot) {
    return new ReadRange(false, null, snapshot);
  }

  /**
   * The rows that appends brought.
   *
   * @param since not included; null for all from the first on
   */
  static ReadRange appended(Long since, long until) {
    return new ReadRange(true, since, until);
  }

  /**
   * The files of it.
   *
   * @param filter which of its rows are seen; null for all
   * @param asked which of its rows must be there; others may
   */
  FilePlan plan(Table table, RowFilter filter, RowCondition asked) {
    if (until == null) {
      return FilePlan.empty();
    } else if (isAppended) {
      return FilePlan.appended(
          table, since, until, filter == null ? Expressions.alwaysTrue() : filter.files(), asked);
    }

    return filter == null
        ? FilePlan.of(table, until, asked)
        : FilePlan.of(table, until, filter.files(), asked);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReadRange
        && isAppended == ((ReadRange) other).isAppended
        && Objects.equals(since, ((ReadRange) other).since)
        && Objects.equals(until, ((ReadRange) other).until);
  }

  @Override
  public int hashCode() {
    return Objects.hash(isAppended, since, until);
  }

  /** As part of a name. */
  @Override
  public String toString() {
    return (isAppended ? since + ".." : "") + until;
  }
}
